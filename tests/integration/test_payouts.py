"""Payouts: each sums to the bank's line, and the clearing account is what Stripe holds and what is on its way."""

from __future__ import annotations

import csv
import json
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
