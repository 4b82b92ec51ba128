"""The audit trail: whole after whatever happened, telling of every change to it, and exported with its money."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pastdue.cli.audit import write
from pastdue.domain.audit import AuditEntry, AuditRoot, Fact
from pastdue.domain.company import Company, company_key
from pastdue.domain.errors import BadInput
from pastdue.domain.record import Key, Record
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.export_audit import AuditExport, Scope, export_audit
from pastdue.usecases.seal_audit import seal_audit
from pastdue.usecases.verify_audit import Verified, verify_audit
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Death, Deaths, Story, day, moment, watched


class _Without:
    """A store from which somebody with access to the table has taken records away."""

    def __init__(self, store: Any, gone: Callable[[Key], bool]) -> None:
        self._store = store
        self._gone = gone

    def get(self, kind: type[Record], key: Key) -> Record | None:
        return None if self._gone(key) else self._store.get(kind, key)

    def series(self, kind: type[Record], pk: str) -> tuple[Record, ...]:
        return tuple(each for each in self._store.series(kind, pk) if not self._gone(each.key))

    def listed(self, kind: type[Record], by: str) -> tuple[Record, ...]:
        return tuple(each for each in self._store.listed(kind, by) if not self._gone(each.key))


def _paid_by_link(begin: Begin) -> tuple[Story, str, str]:
    """Two invoices of one customer: the first is paid by its link on its third day past due, the other stays open."""
    story = begin()
    customer = story.customer()
    first = story.invoice(customer)
    story.connect()
    story.until(day(3))
    story.pays(story.link())
    second = story.invoice(customer, 12_000, due=day(3))
    story.until(day(7), "12:00")
    return story, first, second


def _verified(story: Story, gone: Callable[[Key], bool] = lambda key: False) -> Verified:
    store: Any = _Without(story.world.store, gone)
    return verify_audit(replace(story.world, store=store), REALM)


def _rewritten(story: Story, entry: AuditEntry, reason: str) -> None:
    fact: Fact = entry.fact.model_copy(update={"reason": reason})
    story.world.store.commit(entry.model_copy(update={"fact": fact}))


# --- verify


def test_after_four_days_every_chain_is_whole_and_every_day_that_is_over_is_sealed(begin: Begin) -> None:
    story, _, _ = _paid_by_link(begin)

    found = _verified(story)

    assert found.faults == ()
    assert found.sealed_through == day(6)
    assert found.chains >= 4
    sealed = {head.chain for root in story.host.records(AuditRoot) for head in root.heads}
    assert f"company#{REALM}" in sealed


def test_an_altered_entry_is_named() -> None:
    story, first, _ = _paid_by_link(Story)
    _rewritten(story, story.audit(first)[2], "something else")

    [fault] = _verified(story).faults

    assert fault == f"case#{REALM}#{first}: entry 3 was altered"


@pytest.mark.parametrize("at", [1, 3, -1])
def test_a_missing_entry_is_named_wherever_it_stood(begin: Begin, at: int) -> None:
    story, first, _ = _paid_by_link(begin)
    entries = story.audit(first)
    gone = entries[at - 1 if at > 0 else at].key

    faults = _verified(story, gone.__eq__).faults

    assert faults
    assert all(fault.startswith(f"case#{REALM}#{first}") for fault in faults)


def test_two_entries_that_changed_places_are_named() -> None:
    story, first, _ = _paid_by_link(Story)
    one, other = story.audit(first)[1:3]
    place = ("seq", "version")
    story.world.store.commit(
        one.model_copy(update={name: getattr(other, name) for name in place}),
        other.model_copy(update={name: getattr(one, name) for name in place}),
    )

    assert any("does not follow" in fault for fault in _verified(story).faults)


def test_a_case_that_vanished_with_its_whole_chain_is_known_by_the_daily_root(begin: Begin) -> None:
    story, first, _ = _paid_by_link(begin)

    faults = _verified(story, lambda key: key.pk.endswith(f"case#{REALM}#{first}")).faults

    assert any("its record is gone" in fault for fault in faults)
    assert any(re.search(rf"case#{REALM}#{first} had \d+ entries on .* and has 0", fault) for fault in faults)


def test_a_case_that_vanished_with_its_whole_chain_before_its_first_day_was_sealed_is_missed_too(begin: Begin) -> None:
    story = begin()
    story.connect()
    invoice = story.invoice(story.customer())
    story.host.work()

    [fault] = _verified(story, lambda key: key.pk.endswith(f"case#{REALM}#{invoice}")).faults

    assert fault == f"case#{REALM}#{invoice} has 0 entries, and its record is gone"


def test_a_root_that_was_taken_away_or_altered_is_named() -> None:
    story, _, _ = _paid_by_link(Story)
    roots: list[AuditRoot] = story.host.records(AuditRoot)

    assert any("root 1 is missing" in fault for fault in _verified(story, roots[0].key.__eq__).faults)

    story.world.store.commit(roots[0].model_copy(update={"heads": roots[0].heads[1:]}))
    assert f"root 1 of {roots[0].day} was altered" in _verified(story).faults


def test_sealing_may_die_anywhere_and_each_day_is_sealed_once(begin: Begin) -> None:
    for at in count(1):
        story = begin()
        story.invoice(story.customer())
        story.connect()
        story.asleep_until(day(3))
        steps = Deaths(at)
        with suppress(Death):
            seal_audit(watched(story.world, steps), REALM)
        seal_audit(story.world, REALM)

        roots: list[AuditRoot] = story.host.records(AuditRoot)
        assert [root.day for root in roots] == [day(0)]
        assert _verified(story).faults == ()
        if steps.over:
            return


def test_a_day_with_more_chains_than_a_root_holds_is_sealed_in_several(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pastdue.usecases.seal_audit._HEADS_A_ROOT", 2)
    story = begin()
    for number in range(3):
        story.invoice(story.customer(f"Customer {number}", phone=f"(212) 555-013{number}"))
    story.connect()
    story.asleep_until(day(2))

    seal_audit(story.world, REALM)

    roots: list[AuditRoot] = story.host.records(AuditRoot)
    chains = [head.chain for root in roots for head in root.heads]
    assert len(roots) == 4
    assert sorted(set(chains)) == sorted(chains)
    assert len(chains) == 7
    assert _verified(story).faults == ()


@pytest.mark.parametrize(("minutes", "sealed"), [(59, None), (60, day(0)), (61, day(0))])
def test_a_day_is_sealed_when_it_has_been_over_for_an_hour(begin: Begin, minutes: int, sealed: date | None) -> None:
    story = begin()
    story.connect()
    story.host.clock.at = moment(day(1), "00:00", ZoneInfo("UTC")) + timedelta(minutes=minutes)

    seal_audit(story.world, REALM)

    company = story.world.store.get(Company, company_key(REALM))
    assert company is not None
    assert company.sealed_through == sealed


# --- export


def _exported(story: Story, **scope: Any) -> AuditExport:
    return export_audit(story.world, REALM, Scope(**scope))


def test_a_case_is_exported_with_its_money_as_quickbooks_has_it(begin: Begin) -> None:
    story, first, _ = _paid_by_link(begin)

    made = _exported(story, invoice_id=first)

    [invoice] = made.invoices
    assert (invoice.total.text(), invoice.paid.text(), invoice.recorded.text(), invoice.balance.text()) == (
        "$485.00", "$485.00", "$485.00", "$0.00",
    )  # fmt: skip
    assert [entry.what for entry in made.entries] == story.facts(first)
    assert made.differences == ()
    assert [proof.faults for proof in made.proof] == [()]


def test_a_customer_is_exported_with_all_cases_and_no_other_customers(begin: Begin) -> None:
    story, first, second = _paid_by_link(begin)
    story.invoice(story.customer("Seaside Dental", "(212) 555-0188"))
    story.minutes(10)

    made = _exported(story, customer_id=story.case(first).payer_id)

    assert {invoice.invoice_id for invoice in made.invoices} == {first, second}
    assert [entry.at for entry in made.entries] == sorted(entry.at for entry in made.entries)
    [total] = made.totals
    assert (total.total.minor, total.paid.minor, total.balance.minor) == (60_500, 48_500, 12_000)
    assert "Seaside" not in made.model_dump_json()


def test_a_period_holds_what_was_done_in_it_and_nothing_else(begin: Begin) -> None:
    story, _, _ = _paid_by_link(begin)

    made = _exported(story, first=day(3), last=day(3))

    assert made.entries
    assert {entry.at.date() for entry in made.entries} == {day(3)}
    everything = [entry for entry in story.host.records(AuditEntry) if entry.at.date() == day(3)]
    assert len(made.entries) == len(everything)


def test_a_payment_that_was_voided_in_quickbooks_shows_as_a_difference() -> None:
    story, first, _ = _paid_by_link(Story)
    [payment] = [each for each in story.books.payments() if each["PaymentRefNum"].startswith("PD-")]
    story.books.void_payment(payment["Id"])

    made = _exported(story, invoice_id=first)

    assert made.differences == (f"payment {payment['PaymentRefNum']} of $485.00 was voided in QuickBooks",)


@pytest.mark.parametrize(
    "scope",
    [
        {"invoice_id": "999"},
        {"customer_id": "999"},
        {"first": date(2026, 3, 5)},
        {"first": date(2026, 3, 5), "last": date(2026, 3, 4)},
        {"first": date(2025, 1, 1), "last": date(2026, 3, 4)},
    ],
)
def test_what_cannot_be_exported_is_refused_with_the_cure(begin: Begin, scope: dict[str, Any]) -> None:
    story = begin()
    story.connect()
    with pytest.raises(BadInput):
        _exported(story, **scope)


def test_the_files_can_be_read_by_a_spreadsheet_a_program_and_a_person(begin: Begin, tmp_path: Path) -> None:
    story = begin()
    invoice = story.invoice(story.customer("=José Dvořák & Söhne", DANA))
    story.connect()
    story.until(day(4))
    made = _exported(story, customer_id=story.case(invoice).payer_id)

    write(made, tmp_path / "lender")

    rows = list(csv.DictReader(StringIO((tmp_path / "lender" / "entries.csv").read_text())))
    assert [row["what"] for row in rows] == [entry.what for entry in made.entries]
    [money] = csv.DictReader(StringIO((tmp_path / "lender" / "invoices.csv").read_text()))
    assert (money["customer"], money["total"], money["balance"]) == ("'=José Dvořák & Söhne", "485.00", "485.00")
    assert json.loads((tmp_path / "lender" / "audit.json").read_text()) == made.model_dump(mode="json")
    said = _text_of((tmp_path / "lender" / "audit.pdf").read_bytes())
    for words in (
        "Collections record of",
        "=José Dvorák & Söhne",
        "$485.00",
        "The totals agree with QuickBooks.",
        "whole",
    ):
        assert words in said, words


def _text_of(pdf: bytes) -> str:
    """The words on a PDF's pages, as far as the PDF's own fonts write them."""
    assert pdf.startswith(b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    content = b"\n".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"x").decode("latin-1")
    return " ".join(re.findall(r"\((.*?)(?<!\\)\) Tj", content))


# --- what it says of money and of persons


def test_the_audit_says_what_of_a_payment_stands_on_which_invoice_and_where(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, 10_000), story.invoice(customer, 20_050)
    story.connect()
    story.until(day(4))
    payment = story.pays(story.link())
    [booked] = story.stripe_payments_in_books(payment)

    for invoice, minor in ((first, 10_000), (second, 20_050)):
        [entry] = [each for each in story.audit(invoice) if each.fact.what == "payment recorded"]
        assert entry.fact.facts == {
            "payment_intent": payment.id,
            "recorded_minor": minor,
            "quickbooks_payments": booked["Id"],
        }


def test_the_audit_says_that_a_payment_waits_for_a_person_and_who_closed_the_question() -> None:
    story = Story()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.books.habits.lapsed = True
    story.pays(story.link())
    [question] = story.reviews()

    decide_review(story.world, REALM, question.id, by="anna", release=False)

    facts = [entry.fact for entry in story.audit(invoice)]
    [waits] = [fact for fact in facts if fact.what == "payment in review"]
    assert waits.facts["in_review_minor"] == 48_500
    [closed] = [fact for fact in facts if fact.what == "question closed"]
    assert (closed.who, closed.reason, closed.facts) == ("anna", "unbooked_payment", {"item": question.id})


def test_who_closed_a_question_that_is_about_no_invoice_stands_in_the_companys_audit(begin: Begin) -> None:
    story = begin()
    story.connect()
    story.books.habits.forbidden = True
    story.minutes(15)
    story.reconcile()
    [question] = story.reviews()

    decide_review(story.world, REALM, question.id, by="anna", release=False)

    entries = story.world.store.series(AuditEntry, f"audit#company#{REALM}")
    assert [entry.fact.who for entry in entries if entry.fact.what == "question closed"] == ["anna"]
