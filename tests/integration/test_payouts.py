"""Payouts: each sums to the bank's line, and the clearing account is what Stripe holds and what is on its way."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pastdue.cli import payouts as command
from pastdue.cli.main import app
from pastdue.domain.money import Money
from pastdue.domain.settlement import Settlement
from pastdue.ports import LinkDraft, LinkLine
from pastdue.usecases.report_payouts import LineKind, PayoutReport, report_payouts
from sandbox.mail import Mailed
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day


def _weeks_of_money(begin: Begin) -> Story:
    """Two customers pay by link; part of one payment goes back; the payouts of a fortnight arrive."""
    story = begin()
    phones = ("(212) 555-0123", "(212) 555-0124")
    invoices = [story.invoice(story.customer(f"Customer {n}", phone), 48_500) for n, phone in enumerate(phones)]
    story.connect()
    story.until(day(3))
    first, _ = [story.pays(story.link(text)) for text in story.touches()]
    assert len(invoices) == 2
    story.until(day(5))
    story.stripe.refund(first.id, 10_000)
    story.until(day(16))
    return story


def _report(story: Story) -> PayoutReport:
    beginning = story.now - timedelta(days=30)
    return report_payouts(story.world, beginning, beginning)


def test_each_payout_sums_to_the_banks_line_with_its_payments_refunds_and_fees(begin: Begin) -> None:
    story = _weeks_of_money(begin)

    report = _report(story)

    assert report.sheets
    assert all(sheet.ties for sheet in report.sheets)
    lines = [line for sheet in report.sheets for line in sheet.lines]
    assert sum(line.amount.minor for line in lines if line.kind is LineKind.PAYMENT) == 97_000
    assert sum(line.amount.minor for line in lines if line.kind is LineKind.REFUND) == -10_000
    assert sum(sheet.fees.minor for sheet in report.sheets) == -2 * (1_407 + 30)  # 2.9 % of 485.00, and 30 cents
    [one, other] = [line for line in lines if line.kind is LineKind.PAYMENT]
    assert {one.customer, other.customer} == {"Customer 0", "Customer 1"}
    assert all(line.quickbooks_payments for line in (one, other))
    assert report.differences == ()


@pytest.mark.parametrize("days", [3, 4, 5, 6, 8, 12])
def test_on_any_day_the_clearing_account_is_stripes_balance_and_what_is_in_transit(begin: Begin, days: int) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3))
    story.pays(story.link())
    story.until(day(days), "23:00")

    [clearing] = _report(story).clearing

    assert clearing.ties
    assert clearing.expected == clearing.stripe_balance + clearing.in_transit


def test_a_payout_made_by_hand_is_one_line_and_the_clearing_account_ties_all_the_same(begin: Begin) -> None:
    """Stripe refuses to say what is in it; the payouts beside it, and the digest, are told all the same."""
    story = begin()
    story.stripe.engine.settings = replace(story.stripe.engine.settings, payouts="manual")
    story.invoice(story.customer(), 485_00)
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link())
    story.until(day(8), "12:00")
    story.stripe.pay_out_by_hand(400_00)
    story.until(day(14), "12:00")

    report = _report(story)

    [sheet] = report.sheets
    assert (sheet.by_hand, sheet.ties) == (True, True)
    [line] = sheet.lines
    assert (line.kind, line.net.minor, line.payment_intent) == (LineKind.BY_HAND, 400_00, "")
    [clearing] = report.clearing
    assert clearing.ties
    assert clearing.expected.minor == 485_00 - (14_07 + 30) - 400_00
    [told] = [mail for mail in story.host.mail.sent if "PAYOUTS AT YOUR BANK" in mail.text]
    assert "$400.00" in told.text
    assert "sent by hand, so Stripe does not say which payments are in it" in told.text


def test_a_payment_outside_pastdue_is_on_the_sheet_and_not_called_ours(begin: Begin) -> None:
    story = begin()
    story.connect()
    line = LinkLine(name="A hat", amount=Money(minor=5_000, currency="USD"))
    draft = LinkDraft(link_id="hat", lines=(line,), currency="USD", metadata={}, inactive_message="Sold.")
    story.pays(story.world.payments.create_link(draft, key="hat").url)
    story.until(day(10))

    report = _report(story)

    assert [line.kind for sheet in report.sheets for line in sheet.lines] == [LineKind.OUTSIDE]
    assert report.differences == ()
    assert all(clearing.ties for clearing in report.clearing)


def test_a_payment_that_our_record_has_wrong_is_told_and_the_account_does_not_tie() -> None:
    story = _weeks_of_money(Story)
    settlement: Settlement = story.host.records(Settlement)[0]
    less = settlement.amount.model_copy(update={"minor": settlement.amount.minor - 1})
    story.world.store.commit(settlement.model_copy(update={"amount": less}))

    report = _report(story)

    assert any("Stripe moved $485.00, our record says $484.99" in each for each in report.differences)
    assert not all(clearing.ties for clearing in report.clearing)


# --- several companies


OTHER_REALM = "9130358721447"
OWNERS = {REALM: "anna@brightpine.example.com", OTHER_REALM: "ben@heating.example.com"}


def _two_companies(begin: Begin) -> Story:
    """One Stripe account takes a payment for each of two companies, and one outside Pastdue; they are paid out."""
    story = begin(habits={"email": OWNERS[REALM]})
    books = story.host.vendors.quickbooks
    other = books.add_company(OTHER_REALM, name="Bright Pine Heating", email=OWNERS[OTHER_REALM])
    story.invoice(story.customer("Harborview Cafe", "(212) 555-0123"), 48_500, number="D-1")
    kim = other.add_customer("Kestrel Books", phone="(212) 555-0155", email="kim@kestrel.example.com")
    made = story.today - timedelta(days=30)
    other.add_invoice(kim, 20_000, due=story.today, day=made, created=story.now - timedelta(days=30), number="K-1")
    story.connect()
    story.host.connect(OTHER_REALM)
    story.until(day(3), "12:00")
    for text in story.touches():
        story.pays(story.link(text))
    hat = LinkLine(name="A hat", amount=Money(minor=5_000, currency="USD"))
    draft = LinkDraft(link_id="hat", lines=(hat,), currency="USD", metadata={}, inactive_message="Sold.")
    story.pays(story.world.payments.create_link(draft, key="hat").url)
    story.until(day(10))
    return story


def _digests_of(story: Story, company: str) -> list[Mailed]:
    return [mail for mail in story.digests() if mail.tags["company"] == company]


@pytest.mark.parametrize(
    ("company", "own", "others"),
    [
        (REALM, ("Harborview Cafe", "D-1"), ("Kestrel", "K-1")),
        (OTHER_REALM, ("Kestrel Books", "K-1"), ("Harbor", "D-1")),
    ],
)
def test_each_owner_is_told_of_a_payout_with_its_own_payments_and_the_others_share_in_one_line(
    begin: Begin, company: str, own: tuple[str, str], others: tuple[str, str]
) -> None:
    story = _two_companies(begin)

    mails = [mail for mail in _digests_of(story, company) if mail.attachments]

    assert {mail.to for mail in mails} == {OWNERS[company]}
    [(mail, sheet)] = [(mail, sheet) for mail in mails for sheet in mail.attachments]
    rows = list(csv.DictReader(StringIO(sheet.data.decode())))
    assert [(row["kind"], row["customer"], row["invoices"]) for row in rows[:-1]] == [
        ("payment", *own),
        ("other companies' share", "", ""),
    ]
    assert sum(float(row["net"]) for row in rows[:-1]) == pytest.approx(float(rows[-1]["net"]))
    assert "other companies' share $" in mail.text
    said = "".join(each.text + "".join(one.data.decode() for one in each.attachments) for each in mails)
    assert not any(name in said for name in (*others, "A hat"))


def test_a_payout_in_which_a_company_has_no_part_is_not_told_to_its_owner_and_not_read_again(begin: Begin) -> None:
    story = _two_companies(begin)
    books = story.host.vendors.quickbooks.companies[OTHER_REALM]
    ana = books.add_customer("Lark Studio", phone="(212) 555-0166", email="ana@lark.example.com")
    made = story.today - timedelta(days=30)
    due = story.today - timedelta(days=3)
    books.add_invoice(ana, 30_000, due=due, day=made, created=story.now - timedelta(days=30), number="L-1")
    story.host.work()
    story.minutes(30)
    story.pays(story.link(story.touches("+12125550166")[-1]))
    before = {company: len(_told(story, company)) for company in OWNERS}

    story.until(day(17), "07:30")

    assert len(_told(story, OTHER_REALM)) == before[OTHER_REALM] + 1
    assert len(_told(story, REALM)) == before[REALM]
    asked = story.stripe_heard.said("GET", "/v1/balance_transactions")
    story.until(day(18), "07:30")
    again = story.stripe_heard.said("GET", "/v1/balance_transactions")
    assert len(again) == len(asked)


def _told(story: Story, company: str) -> list[str]:
    return [line for mail in _digests_of(story, company) for line in mail.text.splitlines() if "gross" in line]


def test_the_report_of_one_company_has_its_own_lines_and_no_clearing_account(begin: Begin) -> None:
    story = _two_companies(begin)
    beginning = story.now - timedelta(days=30)

    report = report_payouts(story.world, beginning, beginning, OTHER_REALM)

    [sheet] = report.sheets
    assert [line.customer for line in sheet.lines] == ["Kestrel Books", ""]
    assert sheet.ties
    assert sheet.payments.minor == 20_000
    assert sheet.others_share.minor == 48_500 + 5_000 - (1_407 + 30) - (145 + 30)
    assert sheet.fees.minor == -(580 + 30)
    assert report.clearing == ()
    [whole] = _report(story).sheets
    assert (whole.payments.minor, whole.others_share.minor) == (73_500, 0)


def test_a_refund_and_its_payment_are_one_companys(begin: Begin) -> None:
    story = _two_companies(begin)
    mine = next(each for each in story.host.records(Settlement) if each.company_id == REALM)
    story.stripe.refund(mine.payment_intent, 10_000)
    story.host.work()
    story.pays(_another_hat(story))
    story.until(day(17))
    beginning = story.now - timedelta(days=30)

    mine_then = report_payouts(story.world, beginning, beginning, REALM)
    others = report_payouts(story.world, beginning, beginning, OTHER_REALM)

    assert sum(sheet.refunds.minor for sheet in mine_then.sheets) == -10_000
    assert sum(sheet.refunds.minor for sheet in others.sheets) == 0
    assert all(sheet.ties for report in (mine_then, others) for sheet in report.sheets)


def _another_hat(story: Story) -> str:
    hat = LinkLine(name="A hat", amount=Money(minor=90_000, currency="USD"))
    draft = LinkDraft(link_id="hats", lines=(hat,), currency="USD", metadata={}, inactive_message="Sold.")
    return story.world.payments.create_link(draft, key="hats").url


def test_the_only_company_of_a_client_is_shown_all_of_its_payouts(begin: Begin) -> None:
    story = _weeks_of_money(begin)
    beginning = story.now - timedelta(days=30)

    assert report_payouts(story.world, beginning, beginning, REALM) == _report(story)


def test_the_command_writes_one_companys_sheets(begin: Begin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    story = _two_companies(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table, whole: story.world)
    words = ["payouts", "--table", "state", "--stage", "live", "--since", str(day(-30)), "--out", str(tmp_path)]

    result = CliRunner().invoke(app, [*words, "--company", OTHER_REALM])

    assert result.exit_code == 0, result.output
    [sheet] = tmp_path.iterdir()
    assert "Kestrel Books" in sheet.read_text()
    assert "Harborview" not in sheet.read_text()
    assert "Clearing account" not in result.stdout
    assert CliRunner().invoke(app, [*words, "--company", "42"]).exit_code == 1


def test_the_command_writes_a_sheet_for_each_payout(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story = _weeks_of_money(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table, whole: story.world)
    words = ["payouts", "--table", "state", "--stage", "live", "--since", str(day(-30)), "--out", str(tmp_path)]

    result = CliRunner().invoke(app, [*words, "--format", "json"])

    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout)
    assert len(said["files"]) == len(said["sheets"]) > 0
    rows = list(csv.DictReader(StringIO(Path(said["files"][-1]).read_text())))
    assert rows[0]["kind"] == "payment"
    assert rows[-1]["kind"] == "bank's line, USD"
    assert sum(float(row["net"]) for row in rows[:-1]) == pytest.approx(float(rows[-1]["net"]))
    assert REALM not in result.stdout
