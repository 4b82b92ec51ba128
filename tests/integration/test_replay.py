"""The replay on a slice of the real receivables: everything paid, nothing twice, nobody texted who should not be."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from pastdue.domain.ledger import Invoice, LedgerPayment, PaymentDraft
from pastdue.ports import Ledger
from pastdue.work import WORK
from sandbox import replay
from sandbox.company import Receivable
from sandbox.findings import Findings, examine
from sandbox.replay import FILE, Outcome, Replay

_COLUMNS = ("customerID", "invoiceNumber", "InvoiceDate", "DueDate", "InvoiceAmount", "Disputed", "SettledDate")


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, _COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def slice_of(folder: Path, *, customers: int, months: int) -> Path:
    """The first months' receivables of some customers, as a file; skips, and says so, where the whole is missing."""
    if not FILE.is_file():
        pytest.skip(f"the real receivables are not here: {FILE}")
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    chosen = set(sorted({row["customerID"] for row in rows})[:customers])
    wanted = [row for row in rows if row["customerID"] in chosen and _month(row["InvoiceDate"]) < months]
    return _written(folder / "slice.csv", wanted)


def _month(us_date: str) -> int:
    """Months since the file begins."""
    month, _, year = us_date.split("/")
    return 12 * (int(year) - 2012) + int(month) - 1


def _row(
    number: str, settled: date, *, customer: str = "A", disputed: bool = False, amount: str = "50.00"
) -> dict[str, str]:
    return {
        "customerID": customer,
        "invoiceNumber": number,
        "InvoiceDate": "3/1/2012",
        "DueDate": "3/31/2012",
        "InvoiceAmount": amount,
        "Disputed": "Yes" if disputed else "No",
        "SettledDate": _us(settled),
    }


def must_be_none(found: Outcome) -> dict[str, int]:
    """What the issue wants none of, by its own names."""
    said = json.loads(found.as_json())
    names = (
        "booked_twice",
        "texts_after_payment",
        "texts_after_dispute",
        "phone_days_over_one",
        "phone_weeks_over_two",
        "unbooked_minor",
        "unapplied_minor",
        "wrong_amounts",
        "links_alive_after_payment",
        "links_dead_after_dispute",
        "dead_letters",
        "open_cases",
    )
    return {name: said[name] for name in names if said[name]}


def test_a_year_of_real_receivables_ends_at_zero_with_no_text_too_many(tmp_path: Path) -> None:
    story = Replay(slice_of(tmp_path, customers=25, months=12))

    found = story.run()

    assert not must_be_none(found)
    assert not found.faults
    assert found.vendors.invoices == found.vendors.balance_zero == len(story.rows) > 250
    assert found.vendors.received_minor == sum(row.amount for row in story.rows)
    assert found.vendors.paid_by_link * 2466 >= 250 * len(story.rows)
    assert found.vendors.texts_by_rung["1"] > found.vendors.texts_by_rung["2"] > found.vendors.texts_by_rung["3"] > 0
    assert found.vendors.disputes > 0
    assert found.handed_off > 0


def test_the_same_holds_where_webhooks_are_lost_repeated_and_late(tmp_path: Path) -> None:
    story = Replay(slice_of(tmp_path, customers=12, months=5), bad_line=True)

    found = story.run()

    assert story.app.vendors.quickbooks.webhooks.dropped
    assert not must_be_none(found)
    assert not found.faults
    assert found.vendors.received_minor == sum(row.amount for row in story.rows)


# --- who pays how -----------------------------------------------------------------------------------------------------

DUE = date(2012, 3, 31)


def after(days: int) -> date:
    """A day so many days past due."""
    return DUE + timedelta(days=days)


def played(folder: Path, *rows: dict[str, str]) -> tuple[Replay, Outcome]:
    """A replay of made-up rows."""
    story = Replay(_written(folder / "rows.csv", list(rows)))
    return story, story.run()


def test_an_even_number_is_paid_by_its_link_and_an_odd_one_by_check(tmp_path: Path) -> None:
    _, found = played(tmp_path, _row("1002", after(5)), _row("1003", after(5), customer="B"))

    assert (found.vendors.texts, found.vendors.paid_by_link, found.faults) == (2, 1, {})


def test_an_even_number_that_was_never_texted_is_paid_by_check(tmp_path: Path) -> None:
    _, found = played(tmp_path, _row("1002", after(2)))

    assert (found.vendors.texts, found.vendors.paid_by_link, found.vendors.balance_zero) == (0, 0, 1)
    assert found.faults == {"paid_by_link": 0}


@pytest.mark.parametrize(("other_settled", "by_link"), [(after(5), 2), (after(6), 0)])
def test_a_link_for_two_invoices_is_paid_only_where_both_are_settled_that_day(
    tmp_path: Path, other_settled: date, by_link: int
) -> None:
    _, found = played(tmp_path, _row("1002", after(5)), _row("1004", other_settled))

    assert (found.vendors.texts, found.vendors.paid_by_link) == (1, by_link)
    assert found.vendors.balance_zero == 2
    assert not found.vendors.faults()


def test_a_disputed_invoice_gets_one_text_and_is_still_paid_by_its_link(tmp_path: Path) -> None:
    story, found = played(tmp_path, _row("1002", after(30), disputed=True), _row("1004", after(30), customer="B"))

    assert found.vendors.disputes == 1
    assert found.vendors.texts_by_rung == {"1": 2, "2": 1, "3": 1}
    assert (found.vendors.paid_by_link, found.handed_off, found.faults) == (2, 1, {})
    assert [message.body for message in story.app.vendors.twilio.messages if message.direction == "inbound"] == [
        "dispute"
    ]


# --- the checks themselves: each is seen to count what it is for ------------------------------------------------------


@dataclass
class After:
    """A replay that is over, and which somebody spoils by hand."""

    story: Replay

    @property
    def row(self) -> Receivable:
        """An invoice that was texted about and paid."""
        return self.story.rows[0]

    @property
    def phone(self) -> str:
        """Its customer's phone."""
        return self.story.receivables.phones[self.row.customer_id]

    def look(self) -> Findings:
        """What the vendors' records say now."""
        return examine(self.story.app.vendors, self.story.company)

    def text(self, days: int, hour: int = 15, *, linked: bool = True, phone: str = "") -> None:
        """A text at an hour (UTC) of a later day, past everything that decides."""
        app = self.story.app
        link = self.story._links_of[self.row.number][0]
        app.clock.at = datetime(2013, 4, 1, hour, tzinfo=UTC) + timedelta(days=days)
        app.world.texts.send(phone or self.phone, f"Pay {link.url}" if linked else "Thank you!", "forged", 600)
        app.clock.advance(timedelta(hours=1))
        app.vendors.tick()

    def payment(self, *, captured: bool) -> str:
        """The id of a Payment in the books: one that came through Stripe, or a check."""
        found = (each for each in self.story.company.payments() if ("PrivateNote" in each) is captured)
        return str(next(found)["Id"])


@pytest.fixture
def over(tmp_path: Path) -> After:
    """One invoice paid by link, one disputed, one paid by check."""
    story, found = played(
        tmp_path,
        _row("1002", after(5)),
        _row("1003", after(30), customer="B", disputed=True),
        _row("1005", after(20), customer="C"),
    )
    assert not found.faults
    return After(story)


def _text_after_the_end(end: After) -> None:
    end.text(0)


def _text_after_a_dispute(end: After) -> None:
    story = end.story
    link = story._links_of["1003"][0]
    story.app.clock.at = datetime(2013, 4, 1, 15, tzinfo=UTC)
    story.app.world.texts.send(story.receivables.phones[story.rows[1].customer_id], link.url, "forged", 600)


def _two_in_a_day(end: After) -> None:
    end.text(0, 15)
    end.text(0, 17)


def _three_in_seven_days(end: After) -> None:
    for days in (0, 3, 5):
        end.text(days)


def _at_night(end: After) -> None:
    end.text(0, 7)


def _on_a_sunday(end: After) -> None:
    end.text(6)


def _three_answers(end: After) -> None:
    for hour in (15, 16, 17):
        end.text(0, hour, linked=False)


def _to_a_landline(end: After) -> None:
    end.story.app.vendors.twilio.set_ending(end.phone, 30006)
    end.text(0, linked=False)


def _a_fourth_rung(end: After) -> None:
    for days in (0, 14, 28):
        end.text(days)


def _booked_again(end: After) -> None:
    intent = end.story.app.vendors.stripe.payments()[0].id
    end.story.company.tamper("Payment", end.payment(captured=False), PrivateNote=f"Paid through Stripe. {intent}")


def _booked_under_another_name(end: After) -> None:
    end.story.company.tamper("Payment", end.payment(captured=True), PrivateNote="Paid through Stripe. pi_other")


def _a_check_beyond(end: After) -> None:
    end.story.company.receive_payment(end.row.customer_id, 500)


def _never_texted(end: After) -> None:
    end.story.company.add_invoice(end.row.customer_id, 5000, day=date(2012, 3, 1), due=DUE, number="1006")


@pytest.mark.parametrize(
    ("spoil", "names"),
    [
        (_text_after_the_end, {"texts_after_payment", "wrong_amounts"}),
        (_text_after_a_dispute, {"texts_after_payment", "texts_after_dispute", "wrong_amounts", "texts_not_delivered"}),
        (_two_in_a_day, {"texts_after_payment", "wrong_amounts", "off_ladder", "phone_days_over_one"}),
        (_three_in_seven_days, {"texts_after_payment", "wrong_amounts", "off_ladder", "phone_weeks_over_two"}),
        (_at_night, {"texts_after_payment", "wrong_amounts", "out_of_hours"}),
        (_on_a_sunday, {"texts_after_payment", "wrong_amounts", "out_of_hours"}),
        (_three_answers, {"answer_days_over_two"}),
        (_to_a_landline, {"texts_not_delivered"}),
        (_a_fourth_rung, {"texts_after_payment", "wrong_amounts", "off_ladder"}),
        (_booked_again, {"booked_twice"}),
        (_booked_under_another_name, {"booked_from_nothing", "unbooked_minor"}),
        (_a_check_beyond, {"unapplied_minor"}),
        (_never_texted, {"forgotten"}),
    ],
)
def test_each_check_counts_what_it_is_for_and_nothing_else(
    over: After, spoil: Callable[[After], None], names: set[str]
) -> None:
    assert not over.look().faults()

    spoil(over)

    assert set(over.look().faults()) == names


def test_a_payment_that_is_taken_back_leaves_a_balance_and_is_not_received(over: After) -> None:
    before = over.look()

    over.story.company.void_payment(over.payment(captured=False))

    found = over.story.outcome()
    assert found.vendors.received_minor == before.received_minor - 5000
    assert {"balance_zero", "received_minor"} <= found.faults.keys()


# --- Pastdue, broken on purpose ---------------------------------------------------------------------------------------


class _Memory:
    """A ledger that answers with an invoice as it first was."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._first: dict[str, Invoice | None] = {}

    def __getattr__(self, verb: str) -> Any:
        return getattr(self._ledger, verb)

    def invoice(self, company_id: str, invoice_id: str) -> Invoice | None:
        """The invoice as it was when it was first asked for."""
        if invoice_id not in self._first:
            self._first[invoice_id] = self._ledger.invoice(company_id, invoice_id)
        return self._first[invoice_id]


class _Stutter:
    """A ledger that posts every payment twice."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __getattr__(self, verb: str) -> Any:
        return getattr(self._ledger, verb)

    def pay(self, company_id: str, draft: PaymentDraft, request_id: str) -> LedgerPayment:
        """Post it, and again."""
        done = self._ledger.pay(company_id, draft, request_id)
        self._ledger.pay(company_id, draft.model_copy(update={"lines": ()}), f"{request_id}-again")
        return done


def with_ledger(folder: Path, ledger: Callable[[Ledger], object], *rows: dict[str, str]) -> Outcome:
    """A replay of made-up rows through another ledger port."""
    story = Replay(_written(folder / "rows.csv", list(rows)))
    story.app.world = replace(story.app.world, ledger=cast(Ledger, ledger(story.app.world.ledger)))
    return story.run()


def test_a_pastdue_that_looks_at_yesterdays_books_is_seen_by_its_live_links_and_open_cases(tmp_path: Path) -> None:
    """It texts nobody after the payment: the link and the record that the webhook moved stand in its way."""
    found = with_ledger(tmp_path, _Memory, _row("1003", after(5)))

    assert {"links_alive_after_payment", "open_cases"} <= found.faults.keys()


def test_a_pastdue_that_books_every_payment_twice_is_seen_to(tmp_path: Path) -> None:
    found = with_ledger(tmp_path, _Stutter, _row("1002", after(5)))

    assert {"booked_twice", "unapplied_minor", "received_minor"} <= found.faults.keys()


def test_a_pastdue_that_hears_no_replies_is_seen_to_text_after_a_dispute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.inprocess.WORK", {**WORK, "conversation": lambda world, message: None})

    _, found = played(tmp_path, _row("1003", after(30), disputed=True))

    assert found.faults["texts_after_dispute"] == 2


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_last_line_is_json_and_the_exit_code_says_whether_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _written(tmp_path / "rows.csv", [_row("1002", after(5))])

    code = replay.main([str(file)])

    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert code == 0
    assert {
        "invoices": 1,
        "balance_zero": 1,
        "received_minor": 5000,
        "paid_by_link": 1,
        "booked_twice": 0,
        "texts": 1,
        "texts_after_payment": 0,
        "texts_after_dispute": 0,
        "phone_days_over_one": 0,
    }.items() <= said.items()
    assert said["seconds"] >= 0


def test_what_is_off_is_named_and_the_exit_code_is_not_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _written(tmp_path / "rows.csv", [_row("1002", after(1))])

    code = replay.main([str(file)])

    told = capsys.readouterr()
    assert code == 1
    assert json.loads(told.out.splitlines()[-1])["faults"] == {"paid_by_link": 0}
    assert "paid_by_link" in told.err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = replay.main([str(tmp_path / "nowhere.csv")])

    assert code == 2
    assert "nowhere.csv" in capsys.readouterr().err
