"""What the texts bring is measured: chance leaves some cases alone for the first days, and the report compares."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from pastdue.adapters import policies
from pastdue.cli import effect as command
from pastdue.cli.main import app
from pastdue.domain.audit import Fact
from pastdue.domain.case import Adopted, Case, CaseState
from pastdue.domain.effect import Cohort, draw
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money
from pastdue.usecases.report_effect import EffectReport, report_effect
from pastdue.usecases.world import note_on_case
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, AUTO, REALM, Story, day

MEASURED = "effect: {share: 0.5, days: 7}\n"


def _many(begin: Begin, count: int) -> tuple[Story, list[str]]:
    story = begin(policy=MEASURED)
    ids = []
    for number in range(count):
        phone, email = f"(212) 555-01{number:02d}", f"c{number}@example.com"
        customer = story.customer(f"Customer {number}", phone, given=f"Kim {number}", email=email)
        ids.append(story.invoice(customer, due=day(0)))
    return story.connect(), ids


def test_some_are_texted_on_their_day_and_the_others_a_week_later_each_then_by_its_own_gaps(begin: Begin) -> None:
    story, ids = _many(begin, 8)
    alone = {each for each in ids if draw(REALM, each, "") < 0.5}
    assert 0 < len(alone) < 8

    story.until(day(3), "12:00")

    for each in ids:
        cohort = story.case(each).cohort
        assert cohort is not None
        assert (cohort.held_out, cohort.on) == (each in alone, day(3))
        assert story.rungs(each) == ([] if each in alone else [(1, day(3))])
    left = story.explain(min(alone))
    assert (left.decision, left.reason) == ("Wait", "held_out")
    assert "compared" in story.facts(min(alone))

    story.until(day(22), "12:00")
    for each in ids:
        # Day 20 is a Sunday and the gap after day 17 ends there; the others have climbed on their own days.
        days = [day(10), day(14), day(17)] if each in alone else [day(3), day(7), day(14)]
        assert [on for _, on in story.rungs(each)] == days


def test_a_case_left_alone_that_was_paid_meanwhile_is_not_compared(begin: Begin) -> None:
    """Both sides get the same last look before they come to the comparison."""
    story, ids = _many(begin, 4)
    alone = next(each for each in ids if draw(REALM, each, "") < 0.5)
    story.until(day(2), "12:00")
    story.books.receive_check(alone)

    story.until(day(4), "12:00")

    assert story.case(alone).cohort is None


def test_who_asks_for_a_link_is_texted_from_then_on(begin: Begin) -> None:
    story, ids = _many(begin, 8)
    alone = next(each for each in ids if draw(REALM, each, "") < 0.5)
    story.until(day(3), "12:00")
    number = story.contact(story.case(alone).payer_id).phone
    assert number is not None

    assert story.says(number, "send me the link please")
    story.until(day(5), "12:00")

    assert story.rungs(alone) == [(1, day(4))]
    cohort = story.case(alone).cohort
    assert cohort is not None
    assert cohort.held_out, "it stays on the side that chance gave it"


# --- the report


def _cases(story: Story, segment: str, held_out: bool, paid_after: list[timedelta | None], age: timedelta) -> None:
    """Cases that came into the comparison so long ago and were paid after that time (None: not)."""
    at, world = story.now - age, story.world
    for number, paid in enumerate(paid_after):
        amount = Money(minor=100_00, currency="USD")
        status = InvoiceStatus.PAID if paid is not None else InvoiceStatus.OPEN
        balance = amount.model_copy(update={"minor": 0}) if paid is not None else amount
        name = f"{segment}-{held_out}-{age.days}-{number}"
        invoice = Invoice(
            id=name, sync_token="0", number=name, customer_id="7", customer_name="Acme", issued_on=day(-30),
            due_on=day(0), total=amount, balance=balance, status=status, created_at=at, updated_at=at,
        )  # fmt: skip
        case = Case(
            company_id=REALM, invoice=invoice, payer_id="7", opened_at=at, segment=segment,
            state=CaseState.CLOSED if paid is not None else CaseState.OPEN,
            cohort=Cohort(held_out=held_out, segment=segment, on=at.date(), at=at),
        )  # fmt: skip
        before = story.host.clock.at
        story.host.clock.at = at + (paid or timedelta(0))
        what = "case closed" if paid is not None else "wait"
        noted, entries = note_on_case(world, case, Fact(what=what, reason="paid"))
        story.host.clock.at = before
        world.store.commit(noted, *entries, Adopted(company_id=REALM, invoice_id=name))


def _report(begin: Begin, texted: int, alone: int, of: int, age: int = 40, of_alone: int | None = None) -> EffectReport:
    story = begin()
    story.connect()
    soon = [timedelta(hours=71)]
    late: list[timedelta | None] = [timedelta(hours=73), timedelta(days=31), None]
    _cases(story, "default", False, [*soon * texted, *(late * of)[: of - texted]], timedelta(days=age))
    _cases(story, "default", True, [*soon * alone, *(late * of)[: (of_alone or of) - alone]], timedelta(days=age))
    return report_effect(story.world, REALM)


def test_the_report_tells_both_shares_and_how_sure_their_difference_is(begin: Begin) -> None:
    report = _report(begin, 56, 48, of=70, of_alone=80)
    first, month = report.compared[:2]
    assert (first.segment, first.hours, month.hours) == ("*", 72, 720)
    assert (first.texted.paid, first.texted.cases) == (56, 70)
    assert (first.left_alone.paid, first.left_alone.cases) == (48, 80)
    assert first.difference == pytest.approx(0.2)
    assert (first.low, first.high) == pytest.approx((0.0524, 0.3339), abs=0.00005)
    assert first.says == "Texts bring more payments: between +5 and +33 points."
    # Within 30 days those paid after 73 hours count too, those after 31 days do not.
    assert (month.texted.paid, month.left_alone.paid) == (56 + 5, 48 + 11)
    assert [each.segment for each in report.compared] == ["*", "*", "default", "default"]
    assert report.says == first.says


@pytest.mark.parametrize(
    ("texted", "alone", "of", "age", "says"),
    [
        (20, 40, 60, 40, "Texts bring fewer payments"),
        (31, 30, 60, 40, "No difference is shown"),
        (15, 5, 30, 40, "Texts bring more payments"),
        (15, 5, 29, 40, "Too few to tell: 29 texted, 29 left alone"),
        (15, 5, 30, 2, "Too early"),
        (0, 0, 0, 40, "Nothing is measured: effect.share is 0"),
    ],
)
def test_the_report_says_plainly_what_it_does_not_know(
    begin: Begin, texted: int, alone: int, of: int, age: int, says: str
) -> None:
    assert _report(begin, texted, alone, of, age).says.startswith(says)


def test_segments_are_kept_apart_and_what_was_voided_counts_on_neither_side(begin: Begin) -> None:
    story = begin()
    story.connect()
    hours = timedelta(hours=5)
    _cases(story, "default", False, [hours, None], timedelta(days=4))
    _cases(story, "recurring", True, [None], timedelta(days=4))
    case = story.case("recurring-True-4-0")
    void = case.invoice.model_copy(update={"status": InvoiceStatus.VOID})
    story.world.store.commit(case.model_copy(update={"invoice": void}))

    report = report_effect(story.world, REALM)

    assert {each.segment: each.texted.cases for each in report.compared} == {"*": 0, "default": 0}
    assert {each.segment: each.too_early for each in report.compared if each.hours == 720} == {"*": 2, "default": 2}
    assert {each.left_alone.cases for each in report.compared} == {0}


def test_the_command_answers_in_json_and_in_words(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story = begin()
    story.connect()
    story.host.policies.policy = policies.load(AUTO + ALL_CONSENTED + MEASURED)
    _cases(story, "default", False, [timedelta(hours=5)] * 2, timedelta(days=4))
    _cases(story, "default", True, [None], timedelta(days=4))
    monkeypatch.setattr(command, "stack_world", lambda _stage, _table: story.world)
    typed = ["effect", "--table", "state", "--stage", "live"]

    shown = CliRunner().invoke(app, typed).stdout
    assert "Too few to tell: 2 texted, 1 left alone" in shown
    [company] = json.loads(CliRunner().invoke(app, [*typed, "--format", "json"]).stdout)["companies"]
    assert (company["share"], company["compared"][0]["texted"]["paid"]) == (0.5, 2)
