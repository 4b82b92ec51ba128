"""What is due and does not go out all the same: stopped, its turn after a stop, not approved, or left to chance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from pastdue.adapters import policies
from pastdue.domain.approval import Approval
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, RungDone
from pastdue.domain.contact import Consent, Phone
from pastdue.domain.decide import Decision, Facts, Reason, Send, Wait, begins_backlog, decide
from pastdue.domain.effect import Cohort, draw
from pastdue.domain.errors import PolicyError
from pastdue.domain.money import Money
from pastdue.domain.pace import PaceDay
from pastdue.domain.policy import Adoption, Effect, Mode, Modes, Policy, strictest
from pastdue.domain.switch import CLIENT, Switch
from tests.unit.builders import COMPANY, DUE, PHONE, a_case, a_contact, an_invoice, facts, on, policy, usd
from tests.unit.situations import Situation, situations

AUTO = policy(mode=Mode.AUTO)
APPROVE = policy(mode=Mode.APPROVE)
RUNG_1 = on(3)
"""Ten in the morning of the first rung's day."""


def approval(
    amount: int = 48_500, *, day: int = 3, rung: int = 1, rules: Policy = APPROVE, to: str = PHONE
) -> Approval:
    return Approval(
        on=DUE + timedelta(days=day),
        step=f"rung {rung}",
        address=to,
        amount=usd(amount),
        policy_version=rules.version,
        by="Anna",
        at=on(2),
    )


def reason(decision: Decision) -> Reason:
    assert isinstance(decision, Wait), decision
    return decision.reason


# --- modes


def test_the_strictest_mode_is_the_one_that_sends_least() -> None:
    assert strictest([Mode.AUTO]) is Mode.AUTO
    assert strictest([Mode.AUTO, Mode.APPROVE]) is Mode.APPROVE
    assert strictest([Mode.APPROVE, Mode.SHADOW, Mode.AUTO]) is Mode.SHADOW


@pytest.mark.parametrize(
    ("mode", "segment", "ladder", "expected"),
    [
        ("auto", None, None, "auto"),
        ("auto", "approve", None, "approve"),
        ("auto", "approve", "shadow", "shadow"),
        ("approve", "auto", "auto", "approve"),
        ("shadow", "auto", "auto", "shadow"),
    ],
)
def test_segment_and_ladder_can_only_be_stricter_than_the_policy(
    mode: str, segment: str | None, ladder: str | None, expected: str
) -> None:
    rules = policy(
        mode=Mode(mode),
        modes=Modes(
            segments={"default": Mode(segment)} if segment else {}, ladders={"A": Mode(ladder)} if ladder else {}
        ),
    )
    assert rules.mode_for("default") is Mode(expected)
    assert rules.mode_for("unheard-of") is (Mode(ladder) if ladder and rules.mode is Mode.AUTO else rules.mode)
    assert rules.mode_for("net60") is Mode(mode)


# --- a stop, and the turns after it


def test_a_stop_keeps_back_what_is_due_and_nothing_else() -> None:
    stopped = facts(switches=(Switch(company_id=CLIENT, stopped_at=on(1), who="Anna", reason="wrong amounts"),))
    decision = decide(a_case(), a_contact(), AUTO, stopped, RUNG_1)
    assert decision == Wait(until=None, reason=Reason.SWITCHED_OFF, detail="Anna stopped everything: wrong amounts")
    assert reason(decide(a_case(), a_contact(), AUTO, stopped, on(2))) is Reason.BEFORE_RUNG


def test_after_a_stop_each_payer_has_its_turn_and_after_it_no_more() -> None:
    switch = Switch(company_id=COMPANY, stopped_at=on(1), resumed_at=on(4), spread_days=5)
    turn = switch.turn("1", DUE + timedelta(days=4))
    assert DUE + timedelta(days=4) < turn < DUE + timedelta(days=9), "this payer's turn is not the first day"
    look = facts(switches=(switch,))
    before = datetime(turn.year, turn.month, turn.day, 3, 59, tzinfo=UTC)
    assert reason(decide(a_case(), a_contact(), AUTO, look, on(4))) is Reason.AFTER_A_STOP
    assert not isinstance(decide(a_case(), a_contact(), AUTO, look, before), Send)
    assert isinstance(decide(a_case(), a_contact(), AUTO, look, before + timedelta(hours=10)), Send)
    # Rung two comes due after the stop ended: it has its own day.
    done = a_case(rungs=(RungDone(number=1, touch_id="t", on=DUE + timedelta(days=3)),))
    late = look.model_copy(update={"switches": (switch.model_copy(update={"resumed_at": on(6), "spread_days": 50}),)})
    assert decide(done, a_contact(), AUTO, late, on(7)) == Send(rung=2)


def test_turns_are_spread_over_all_days() -> None:
    switch = Switch(company_id=COMPANY, stopped_at=on(1), resumed_at=on(4), spread_days=10)
    turns = [(switch.turn(str(payer), DUE) - DUE).days for payer in range(1000)]
    assert set(turns) == set(range(10))
    assert max(turns.count(day) for day in range(10)) < 150


@settings(max_examples=60, deadline=None)
@given(situations())
def test_nothing_is_sent_while_stopped_whatever_the_case(it: Situation) -> None:
    stopped = it.facts.model_copy(update={"switches": (Switch(company_id=CLIENT, stopped_at=on(0)),)})
    assert not isinstance(decide(*it._replace(facts=stopped)), Send)


# --- approval


def test_without_approval_a_rung_waits_for_the_next_day_s_window() -> None:
    decision = decide(a_case(), a_contact(), APPROVE, facts(), RUNG_1)
    assert decision == Wait(until=on(4, 13), reason=Reason.AWAITS_APPROVAL, detail="rung 1 on 2026-09-17")


@pytest.mark.parametrize(
    ("given", "sends"),
    [
        (approval(48_501), True),
        (approval(48_500), True),
        (approval(48_499), False),
        (approval(day=2), False),
        (approval(day=4), False),
        (approval(rung=2), False),
        (approval(to="+12125550199"), False),
        (approval(rules=AUTO), False),
        (approval().model_copy(update={"amount": Money(minor=48_500, currency="CAD")}), False),
    ],
)
def test_an_approval_is_for_that_rung_that_number_that_day_those_rules_and_no_more_money(
    given: Approval, sends: bool
) -> None:
    decision = decide(a_case(approval=given), a_contact(), APPROVE, facts(), RUNG_1)
    assert (decision == Send(rung=1)) is sends
    assert sends or reason(decision) is Reason.AWAITS_APPROVAL


def test_an_approval_ends_at_midnight_where_the_recipient_is() -> None:
    hawaii = a_contact(zones=("Pacific/Honolulu",))
    approved = a_case(approval=approval(day=3))
    evening = datetime(2026, 9, 17, 19, 59, tzinfo=ZoneInfo("Pacific/Honolulu")).astimezone(UTC)
    assert evening.date() == date(2026, 9, 18), "in London the day is over"
    assert decide(approved, hawaii, APPROVE, facts(), evening) == Send(rung=1)
    morning = datetime(2026, 9, 18, 9, 0, tzinfo=ZoneInfo("Pacific/Honolulu")).astimezone(UTC)
    assert reason(decide(approved, hawaii, APPROVE, facts(), morning)) is Reason.AWAITS_APPROVAL


@settings(max_examples=120, deadline=None)
@given(situations(always=("approval",), without=("plan", "pace", "caps")))
def test_in_mode_approve_nothing_is_sent_that_nobody_approved(it: Situation) -> None:
    it = it._replace(policy=it.policy.model_copy(update={"mode": Mode.APPROVE}))
    decision = decide(*it)
    if it.policy.mode_for(it.case.segment) is Mode.SHADOW:
        return
    if isinstance(decision, Send):
        given_ = it.case.approval
        assert given_ is not None
        assert it.facts.invoice is not None
        assert (given_.step, given_.on) == (decision.step, local_date(it.now, it.contact.zones))
        assert it.facts.invoice.balance.minor - it.facts.credit.minor <= given_.amount.minor
    elif isinstance(decision, Wait) and decision.reason is Reason.AWAITS_APPROVAL:
        assert isinstance(decide(*it._replace(policy=it.policy.unbound())), Send)
        assert decision.until is not None
        assert local_date(decision.until, it.contact.zones) > local_date(it.now, it.contact.zones)


# --- what the texts bring

HALF = policy(mode=Mode.AUTO, effect=Effect(share=0.5, days=7))
LEFT = next(str(n) for n in range(100) if draw(COMPANY, str(n), "") < 0.5)
TEXTED = next(str(n) for n in range(100) if draw(COMPANY, str(n), "") >= 0.5)


def the_case(invoice_id: str, **more: object) -> tuple[Case, Facts]:
    invoice = an_invoice(id=invoice_id)
    return a_case(invoice=invoice, **more), facts(invoice=invoice)


def test_chance_leaves_a_case_alone_for_the_first_days_and_then_its_ladder_climbs_in_order_with_its_gaps() -> None:
    case, look = the_case(LEFT)
    first = decide(case, a_contact(), HALF, look, RUNG_1)
    assert first == Wait(until=on(10, 4), reason=Reason.HELD_OUT)
    case = case.model_copy(
        update={"cohort": Cohort(held_out=True, segment="default", on=DUE + timedelta(days=3), at=RUNG_1)}
    )
    assert reason(decide(case, a_contact(), HALF, look, on(9))) is Reason.HELD_OUT
    assert decide(case, a_contact(), HALF, look, on(10)) == Send(rung=1)
    done = RungDone(number=1, touch_id="t", on=DUE + timedelta(days=10))
    case = case.model_copy(update={"rungs": (done,), "last_touch_on": done.on})
    assert reason(decide(case, a_contact(), HALF, look, on(12))) is Reason.BEFORE_RUNG
    # Day 13 past due is a Sunday, so it is the day after.
    assert decide(case, a_contact(), HALF, look, on(14)) == Send(rung=2)


def test_the_others_are_texted_on_their_day() -> None:
    case, look = the_case(TEXTED)
    assert decide(case, a_contact(), HALF, look, RUNG_1) == Send(rung=1)


@pytest.mark.parametrize(
    "more",
    [
        {"link_ids": ("l1",)},
        {"approved": True},
        {"cohort": Cohort(held_out=False, segment="default", on=DUE, at=on(0))},
    ],
)
def test_who_asked_for_a_link_or_was_released_is_never_left_alone(more: dict[str, object]) -> None:
    case, look = the_case(LEFT, **more)
    assert decide(case, a_contact(), HALF, look, RUNG_1) == Send(rung=1)


def test_who_wrote_to_us_is_never_left_alone() -> None:
    case, look = the_case(LEFT)
    wrote = look.model_copy(update={"phone": Phone(number=PHONE, answers=(on(1),))})
    assert decide(case, a_contact(), HALF, wrote, RUNG_1) == Send(rung=1)


def test_only_the_first_rung_in_mode_auto_is_measured() -> None:
    case, look = the_case(LEFT)
    done = RungDone(number=1, touch_id="t", on=DUE + timedelta(days=3))
    second = case.model_copy(update={"rungs": (done,), "last_touch_on": done.on})
    assert decide(second, a_contact(), HALF, look, on(7)) == Send(rung=2)
    approve = policy(mode=Mode.APPROVE, effect=HALF.effect)
    assert reason(decide(case, a_contact(), approve, look, RUNG_1)) is Reason.AWAITS_APPROVAL
    assert decide(case, a_contact(), AUTO, look, RUNG_1) == Send(rung=1)


def test_the_share_is_what_the_policy_says_and_another_salt_draws_anew() -> None:
    drawn = [draw(COMPANY, str(n), "") < 0.1 for n in range(5000)]
    again = [draw(COMPANY, str(n), "spring") < 0.1 for n in range(5000)]
    assert 430 < sum(drawn) < 570
    assert 430 < sum(again) < 570
    assert sum(a and b for a, b in zip(drawn, again, strict=True)) < 100


@settings(max_examples=80, deadline=None)
@given(situations(without=("effect", "cohort", "mode", "plan", "pace", "caps", "approval")))
def test_the_measurement_only_delays_what_would_be_sent(it: Situation) -> None:
    plain = decide(*it)
    measured = decide(*it._replace(policy=it.policy.model_copy(update={"effect": HALF.effect})))
    if isinstance(measured, Wait) and measured.reason is Reason.HELD_OUT:
        assert plain == Send(rung=1)
        assert measured.until is not None
        assert it.now < measured.until <= it.now + timedelta(days=8)
    else:
        assert measured == plain


# --- consent that came late


@pytest.mark.parametrize(
    ("since", "begins"),
    [(on(4, 3) - timedelta(days=1), False), (on(4, 3), False), (on(4, 4), True), (None, False)],
    ids=["before its day", "on its day", "the day after", "never said"],
)
def test_who_agreed_after_the_day_of_the_next_text_is_of_the_backlog(since: datetime | None, begins: bool) -> None:
    contact = a_contact(consented_since=since)

    assert begins_backlog(a_case(), contact, AUTO, an_invoice()) is begins


@pytest.mark.parametrize(("rungs", "begins"), [(0, True), (1, True), (2, False)])
def test_only_texts_whose_day_was_before_the_consent_are_of_the_backlog(rungs: int, begins: bool) -> None:
    done = tuple(RungDone(number=n, touch_id=f"t{n}", on=DUE + timedelta(days=3)) for n in range(1, rungs + 1))
    case = a_case(rungs=done, last_touch_on=done[-1].on if done else None)

    assert begins_backlog(case, a_contact(consented_since=on(9)), AUTO, an_invoice()) is begins


def test_an_e_mail_needs_no_consent_and_is_of_no_backlog_for_want_of_it() -> None:
    case = a_case(segment="net60")

    assert not begins_backlog(case, a_contact(consented_since=on(30)), AUTO, an_invoice())


def test_a_consent_that_follows_another_for_the_same_number_is_not_new() -> None:
    first = a_contact(consent=None).consenting(Consent(phone=PHONE, source="form", at=on(0)), on(0))

    again = first.consenting(Consent(phone=PHONE, source="attestation", at=on(5)), on(5))
    ended = again.consenting(None, on(6))
    other = again.consenting(Consent(phone="+12125550199", source="form", at=on(7)), on(7))

    assert (first.consented_since, again.consented_since) == (on(0), on(0))
    assert ended.consented_since is None
    assert other.consented_since == on(7)


@pytest.mark.parametrize(("begun", "expected"), [(1, None), (2, Reason.BACKLOG_CAP), (3, Reason.BACKLOG_CAP)])
def test_so_many_of_them_are_begun_with_a_day_and_the_others_wait(begun: int, expected: Reason | None) -> None:
    rules = policy(mode=Mode.AUTO, adoption=Adoption(daily_cap=2))
    look = facts(pace=PaceDay(company_id=COMPANY, day=DUE + timedelta(days=5), begun=begun))

    decision = decide(a_case(), a_contact(consented_since=on(5)), rules, look, on(5))

    assert getattr(decision, "reason", None) is expected


# --- the policy's keys


def test_a_mode_for_what_is_not_there_is_a_fault() -> None:
    with pytest.raises(PolicyError) as caught:
        policies.load("modes: {segments: {vips: approve}, ladders: {Z: shadow}}", "policy.yaml")
    segment, ladder = str(caught.value).splitlines()
    assert segment.startswith("policy.yaml: modes.segments.vips: there is no such segment; write one of default, rec")
    assert ladder == "policy.yaml: modes.ladders.Z: there is no such ladder; write one of A, B, C"


@pytest.mark.parametrize(("mode", "refused"), [("shadow", False), ("approve", True), ("auto", True)])
def test_what_is_sent_after_an_approval_says_whom_to_call_as_well(mode: str, refused: bool) -> None:
    rules = policies.load(f"mode: {mode}", "policy.yaml")
    if refused:
        with pytest.raises(PolicyError, match="callback_number"):
            policies.for_stage(rules, "live")
    else:
        assert policies.for_stage(rules, "live") is rules
    quiet = policies.load(f"mode: {mode}\nmodes: {{ladders: {{A: shadow, B: shadow, C: shadow}}}}")
    assert policies.for_stage(quiet, "live") is quiet
