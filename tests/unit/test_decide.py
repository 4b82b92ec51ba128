"""The decision about one case: every reason to end, to stay silent, to wait and to send, each at its boundary."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pastdue.domain.calendar import phone_is_free, start_of
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, RungDone
from pastdue.domain.contact import Consent, Phone, PhoneTouch, Silence
from pastdue.domain.decide import (
    Close,
    Decision,
    HandOff,
    PastInvoice,
    Reason,
    Send,
    Wait,
    active_holds,
    anchored,
    decide,
    next_rung,
    old_at_adoption,
    slow_in,
    slow_payer,
    step_date,
)
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.plan import Notice, Step
from pastdue.domain.policy import HistoryRule, Window
from tests.unit.builders import (
    DUE,
    PHONE,
    POLICY,
    a_case,
    a_contact,
    an_invoice,
    facts,
    on,
    policy,
    usd,
)

NEW_YORK = ("America/New_York",)


def _rungs(*days: int) -> tuple[RungDone, ...]:
    return tuple(
        RungDone(number=number, touch_id=f"t{number}", on=DUE + timedelta(days=each))
        for number, each in enumerate(days, 1)
    )


def _done(*days: int) -> dict[str, Any]:
    """A case's fields after its rungs went out on these days past due."""
    return {"rungs": _rungs(*days), "last_touch_on": DUE + timedelta(days=days[-1]) if days else None}


def _touched(*days: int) -> Phone:
    return Phone(
        number=PHONE,
        touches=tuple(PhoneTouch(touch_id=f"t{each}", at=on(each), zones=NEW_YORK) for each in days),
    )


# --- what ends a case


@pytest.mark.parametrize(
    ("status", "minor", "reason"),
    [
        (InvoiceStatus.PAID, 0, Reason.PAID),
        (InvoiceStatus.VOID, 0, Reason.VOID),
        (InvoiceStatus.DELETED, 0, Reason.DELETED),
        (InvoiceStatus.OPEN, 0, Reason.PAID),
        (InvoiceStatus.OPEN, -1, Reason.PAID),
    ],
)
def test_what_is_not_owed_is_closed_whatever_else_is_true(status: InvoiceStatus, minor: int, reason: Reason) -> None:
    held = Hold(kind=HoldKind.DISPUTE, since=on(0), by="customer")
    invoice = an_invoice(status=status, balance=usd(minor))

    decision = decide(a_case(holds=(held,)), a_contact(stopped="lawyer"), POLICY, facts(invoice=invoice), on(7))

    assert decision == Close(reason=reason)


def test_an_invoice_that_quickbooks_has_no_more_is_closed_as_deleted() -> None:
    assert decide(a_case(), a_contact(), POLICY, facts(invoice=None), on(7)) == Close(reason=Reason.DELETED)


def test_a_closed_case_stays_closed_and_says_why() -> None:
    case = a_case(state=CaseState.CLOSED, ended_because="paid")

    decision = decide(case, a_contact(), POLICY, facts(), on(7))

    assert decision == Wait(until=None, reason=Reason.ALREADY_ENDED, detail="paid")


def test_a_handed_off_case_is_a_persons_but_closes_when_it_is_paid() -> None:
    case = a_case(state=CaseState.HANDED_OFF, ended_because="ladder_ended")

    assert isinstance(decide(case, a_contact(), POLICY, facts(), on(30)), Wait)
    paid = facts(invoice=an_invoice(status=InvoiceStatus.PAID, balance=usd(0)))
    assert decide(case, a_contact(), POLICY, paid, on(30)) == Close(reason=Reason.PAID)


# --- what keeps us silent, in the order of importance


def test_an_excluded_segment_waits_until_it_changes_with_its_reason() -> None:
    case = a_case(segment="government", segment_reason="Notes tag #government")

    decision = decide(case, a_contact(), POLICY, facts(), on(30))

    assert decision == Wait(until=None, reason=Reason.EXCLUDED, detail="Notes tag #government")


def test_excluded_goes_before_every_other_reason_to_be_silent() -> None:
    case = a_case(segment="excluded", holds=(Hold(kind=HoldKind.DISPUTE, since=on(0), by="customer"),))

    decision = decide(case, a_contact(stopped="bankruptcy"), POLICY, facts(), on(30))

    assert isinstance(decision, Wait)
    assert decision.reason is Reason.EXCLUDED


@pytest.mark.parametrize("kind", [kind for kind in HoldKind if kind is not HoldKind.IN_FLIGHT])
def test_any_hold_keeps_silent(kind: HoldKind) -> None:
    case = a_case(holds=(Hold(kind=kind, since=on(0), by="customer"),))

    assert decide(case, a_contact(), POLICY, facts(), on(7)) == Wait(until=None, reason=Reason.HELD, detail=kind)


@pytest.mark.parametrize(("minutes", "held"), [(-1, True), (0, False), (1, False)])
def test_a_hold_with_an_end_counts_until_that_instant(minutes: int, held: bool) -> None:
    end = on(7)
    case = a_case(holds=(Hold(kind=HoldKind.PROMISE, since=on(0), until=end, by="customer"),))
    now = end + timedelta(minutes=minutes)

    assert bool(active_holds(case, now)) is held
    decision = decide(case, a_contact(), POLICY, facts(), now)
    assert decision == (Wait(until=end, reason=Reason.HELD, detail="promise") if held else Send(rung=1))


def test_of_several_holds_the_last_to_end_counts_and_one_without_end_outlasts_all() -> None:
    short = Hold(kind=HoldKind.PROMISE, since=on(0), until=on(9), by="customer")
    long = Hold(kind=HoldKind.REVIEW, since=on(0), until=on(12), by="customer")
    endless = Hold(kind=HoldKind.DISPUTE, since=on(0), by="customer")

    both = decide(a_case(holds=(long, short)), a_contact(), POLICY, facts(), on(7))
    forever = decide(a_case(holds=(long, endless)), a_contact(), POLICY, facts(), on(7))

    assert both == Wait(until=on(12), reason=Reason.HELD, detail="promise, review")
    assert forever == Wait(until=None, reason=Reason.HELD, detail="dispute, review")


def test_a_payment_in_flight_is_its_own_reason() -> None:
    case = a_case(holds=(Hold(kind=HoldKind.IN_FLIGHT, since=on(0), by="stripe"),))

    assert decide(case, a_contact(), POLICY, facts(), on(7)) == Wait(until=None, reason=Reason.IN_FLIGHT)


def test_a_stop_flag_ends_every_channel() -> None:
    decision = decide(a_case(), a_contact(stopped="bankruptcy"), POLICY, facts(), on(7))

    assert decision == Wait(until=None, reason=Reason.STOPPED, detail="bankruptcy")


def test_an_open_touch_is_waited_for() -> None:
    decision = decide(a_case(open_touch="t1"), a_contact(), POLICY, facts(), on(7))

    assert decision == Wait(until=None, reason=Reason.TOUCH_OPEN, detail="t1")


# --- what is unfit to be chased


@pytest.mark.parametrize(("cents", "sent"), [(999, False), (1000, True), (1001, True)])
def test_the_minimum_to_chase_is_ten_dollars(cents: int, sent: bool) -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(invoice=an_invoice(balance=usd(cents))), on(7))

    assert decision == (Send(rung=1) if sent else Wait(until=None, reason=Reason.BELOW_MINIMUM))


@pytest.mark.parametrize(("credit", "reason"), [(47_499, None), (47_500, None), (47_501, Reason.BELOW_MINIMUM)])
def test_the_minimum_is_of_what_is_asked_after_credits(credit: int, reason: Reason | None) -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(credit=usd(credit)), on(7))

    assert decision == (Wait(until=None, reason=reason) if reason else Send(rung=1))


@pytest.mark.parametrize(("credit", "covered"), [(48_499, False), (48_500, True), (48_501, True)])
def test_what_a_credit_covers_is_not_asked_for(credit: int, covered: bool) -> None:
    decision = decide(a_case(), a_contact(), policy(minimum_to_chase=Decimal(0)), facts(credit=usd(credit)), on(7))

    assert (decision == Wait(until=None, reason=Reason.COVERED_BY_CREDIT)) is covered


@pytest.mark.parametrize(("cents", "asked"), [(49_999, False), (50_000, False), (50_001, True)])
def test_more_than_approve_above_needs_a_person_once(cents: int, asked: bool) -> None:
    rules = policy(approve_above=Decimal("500.00"))
    look = facts(invoice=an_invoice(balance=usd(cents), total=usd(cents)))

    assert (
        decide(a_case(), a_contact(), rules, look, on(7)) == Wait(until=None, reason=Reason.NEEDS_APPROVAL)
    ) is asked
    assert decide(a_case(approved=True), a_contact(), rules, look, on(7)) == Send(rung=1)


@pytest.mark.parametrize(("rate", "sent"), [("0.01", False), ("0.02", True)])
def test_a_foreign_balance_is_measured_in_home_currency(rate: str, sent: bool) -> None:
    foreign = usd(1).model_copy(update={"minor": 50_000, "currency": "CAD"})
    look = facts(
        invoice=an_invoice(balance=foreign, total=foreign, exchange_rate=Decimal(rate)),
        credit=foreign.model_copy(update={"minor": 0}),
    )

    assert (decide(a_case(), a_contact(), POLICY, look, on(7)) == Send(rung=1)) is sent


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"sent": False}, Reason.NEVER_SENT), ({"bounced": True}, Reason.BOUNCED)],
)
def test_what_never_reached_the_customer_is_asked_about_until_a_person_says_how_it_went(
    change: dict[str, Any], reason: Reason
) -> None:
    look = facts(invoice=an_invoice(**change))

    assert decide(a_case(), a_contact(), POLICY, look, on(7)) == Wait(until=None, reason=reason)
    assert decide(a_case(), a_contact(sent_by_other_means=True), POLICY, look, on(7)) == Send(rung=1)


def test_where_quickbooks_does_not_say_whether_it_sent_the_invoice_it_is_chased() -> None:
    assert decide(a_case(), a_contact(), POLICY, facts(invoice=an_invoice(sent=None)), on(7)) == Send(rung=1)


def test_without_a_due_date_there_is_nothing_to_count_from() -> None:
    look = facts(invoice=an_invoice(due_on=None))

    decision = decide(a_case(anchor=None), a_contact(), POLICY, look, on(7))

    assert decision == Wait(until=None, reason=Reason.NO_DUE_DATE)


def test_what_stripe_cannot_charge_says_so() -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(link_refusal="below 0.50"), on(7))

    assert decision == Wait(until=None, reason=Reason.NOT_CHARGEABLE, detail="below 0.50")


def test_what_was_old_at_adoption_waits_for_its_release() -> None:
    assert decide(a_case(old_at_adoption=True), a_contact(), POLICY, facts(), on(90)) == Wait(
        until=None, reason=Reason.OLD_AT_ADOPTION
    )
    assert isinstance(decide(a_case(old_at_adoption=True, approved=True), a_contact(), POLICY, facts(), on(7)), Send)


# --- the calendar of the ladder


@pytest.mark.parametrize(
    ("done", "day", "decision"),
    [
        ((), 2, Wait(until=on(3, 13), reason=Reason.BEFORE_RUNG, detail="rung 1")),
        ((), 3, Send(rung=1)),
        ((), 4, Send(rung=1)),
        ((3,), 5, Wait(until=on(7, 13), reason=Reason.BEFORE_RUNG, detail="rung 2")),
        ((3,), 7, Send(rung=2)),
        ((3, 7), 14, Send(rung=3)),
        ((3, 7, 14), 18, Wait(until=on(21, 4), reason=Reason.BEFORE_HAND_OFF)),
        ((3, 7, 14), 21, HandOff(reason=Reason.LADDER_ENDED)),
        ((3, 7, 14), 99, HandOff(reason=Reason.LADDER_ENDED)),
    ],
)
def test_each_rung_has_its_own_day(done: tuple[int, ...], day: int, decision: Decision) -> None:
    assert decide(a_case(**_done(*done)), a_contact(), POLICY, facts(), on(day)) == decision


@pytest.mark.parametrize(("late", "second"), [(3, 7), (4, 7), (5, 8), (6, 9), (20, 23)])
def test_a_late_rung_delays_the_next_only_by_the_gap_and_no_rung_drifts(late: int, second: int) -> None:
    case = a_case(**_done(late))
    ladder = POLICY.ladders["A"]

    assert step_date(case, ladder, DUE, ladder.rungs[1].day) == DUE + timedelta(days=second)
    # The third keeps its own date whatever the second did, unless that was less than the gap ago.
    third = a_case(**_done(late, second))
    assert step_date(third, ladder, DUE, 14) == DUE + timedelta(days=max(14, second + 3))


def test_the_hand_off_never_comes_less_than_the_gap_after_the_last_text() -> None:
    case = a_case(**_done(3, 7, 20))

    assert decide(case, a_contact(), POLICY, facts(), on(22)) == Wait(until=on(23, 4), reason=Reason.BEFORE_HAND_OFF)
    assert decide(case, a_contact(), POLICY, facts(), on(23)) == HandOff(reason=Reason.LADDER_ENDED)


def test_rungs_are_counted_by_the_highest_that_was_done() -> None:
    ladder = POLICY.ladders["A"]

    assert [found[0] if (found := next_rung(a_case(**_done(*done)), ladder)) else None for done in _DONE] == [
        1,
        2,
        3,
        None,
    ]


_DONE = ((), (3,), (3, 7), (3, 7, 14))


@pytest.mark.parametrize(("hour", "minute", "sent"), [(12, 59, False), (13, 0, True), (23, 59, True)])
def test_the_hours_open_at_nine_in_new_york(hour: int, minute: int, sent: bool) -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(), on(3, hour, minute))

    assert (decision == Send(rung=1)) is sent
    if not sent:
        assert decision == Wait(until=on(3, 13), reason=Reason.OUTSIDE_HOURS, detail="rung 1")


def test_the_hours_close_at_eight_in_the_evening() -> None:
    assert decide(a_case(), a_contact(), POLICY, facts(), on(4, 0, 0)) == Wait(
        until=on(4, 13), reason=Reason.OUTSIDE_HOURS, detail="rung 1"
    )


def test_a_holiday_moves_the_rung_to_the_next_open_day() -> None:
    closed = frozenset({DUE + timedelta(days=3)})

    decision = decide(a_case(), a_contact(), POLICY, facts(closed_days=closed), on(3))

    assert decision == Wait(until=on(4, 13), reason=Reason.OUTSIDE_HOURS, detail="rung 1")


def test_a_phone_that_had_its_text_today_gets_the_next_one_tomorrow() -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(phone=_touched(3)), on(3, 16))

    assert decision == Wait(until=on(4, 13), reason=Reason.PHONE_CAP, detail="rung 1")


def test_a_phone_that_had_two_texts_in_seven_days_waits_until_the_first_is_a_week_old() -> None:
    decision = decide(a_case(), a_contact(), POLICY, facts(phone=_touched(2, 3)), on(4))

    assert decision == Wait(until=on(9, 13), reason=Reason.PHONE_CAP, detail="rung 1")


def test_the_caps_of_a_phone_do_not_hold_back_an_email() -> None:
    case = a_case(segment="net60")

    assert decide(case, a_contact(), POLICY, facts(phone=_touched(20, 21)), on(21)) == Send(rung=1)


@pytest.mark.parametrize(
    ("contact", "phone", "reason"),
    [
        ({"phone": None}, None, Reason.NO_PHONE),
        ({"consent": None}, None, Reason.NO_CONSENT),
        ({"consent": Consent(phone="+12125550199", source="old number", at=on(-9))}, None, Reason.NO_CONSENT),
        ({}, Silence(kind="opt_out", at=on(0), by="STOP"), Reason.OPTED_OUT),
        ({}, Silence(kind="wrong_number", at=on(0), by="reply"), Reason.PHONE_SILENT),
        ({"email": None}, Silence(kind="unreachable", at=on(0), by="30003"), Reason.PHONE_SILENT),
    ],
)
def test_who_cannot_be_reached_is_handed_to_a_person_on_the_ladders_last_day(
    contact: dict[str, Any], phone: Silence | None, reason: Reason
) -> None:
    guard = Phone(number=PHONE, silence=phone) if phone else None

    early = decide(a_case(), a_contact(**contact), POLICY, facts(phone=guard), on(7))
    late = decide(a_case(), a_contact(**contact), POLICY, facts(phone=guard), on(21))

    assert early == Wait(until=on(21, 4), reason=reason)
    assert late == HandOff(reason=reason)


def test_a_number_that_texts_never_reach_gets_the_step_by_email_on_the_same_day() -> None:
    guard = Phone(number=PHONE, silence=Silence(kind="unreachable", at=on(0), by="30003"))

    assert decide(a_case(), a_contact(), POLICY, facts(phone=guard), on(3)) == Send(rung=1)
    assert decide(a_case(), a_contact(consent=None), POLICY, facts(phone=guard), on(3)) == Send(rung=1)
    assert isinstance(decide(a_case(), a_contact(), POLICY, facts(phone=guard), on(2)), Wait)


def test_an_opt_out_from_texts_does_not_stop_the_formal_email() -> None:
    guard = Phone(number=PHONE, silence=Silence(kind="opt_out", at=on(0), by="STOP"))

    assert decide(a_case(segment="net60"), a_contact(), POLICY, facts(phone=guard), on(21)) == Send(rung=1)
    assert decide(a_case(segment="net60"), a_contact(email=None), POLICY, facts(), on(22)) == Wait(
        until=on(35, 4), reason=Reason.NO_EMAIL
    )


@pytest.mark.parametrize(("made", "first"), [(-3, 3), (0, 3), (1, 4), (2, 5), (9, 12)])
def test_the_first_touch_waits_three_days_after_the_invoice_was_made(made: int, first: int) -> None:
    look = facts(invoice=an_invoice(created_at=on(made)))
    before, after = on(first - 1), on(first)

    assert not isinstance(decide(a_case(), a_contact(), POLICY, look, before), Send)
    assert decide(a_case(), a_contact(), POLICY, look, after) == Send(rung=1)


def test_the_later_of_made_and_first_sent_counts() -> None:
    look = facts(invoice=an_invoice(created_at=on(-30), sent_at=on(5)))

    assert not isinstance(decide(a_case(), a_contact(), POLICY, look, on(7)), Send)
    assert decide(a_case(), a_contact(), POLICY, look, on(8)) == Send(rung=1)


def test_zones_that_share_no_open_hour_end_with_a_person_and_not_in_silence() -> None:
    contact = a_contact(zones=("America/New_York", "Asia/Shanghai"))

    assert decide(a_case(), contact, POLICY, facts(), on(7)) == HandOff(reason=Reason.OUTSIDE_HOURS)


# --- who pays slowly

_RULE = HistoryRule(latest=2, days=14)


def _past(*unpaid: int, still_open: bool = True) -> tuple[PastInvoice, ...]:
    return tuple(PastInvoice(due_on=DUE, unpaid_days=days, open=still_open) for days in unpaid)


@pytest.mark.parametrize(
    ("latest", "slow"),
    [
        ((), False),
        ((30,), False),
        ((14, 13), False),
        ((13, 14), False),
        ((14, 14), True),
        ((15, 40), True),
        ((0, 40, 40), False),  # the latest counts first
        ((20, 20, 0), True),  # what came before the latest two does not count
    ],
)
def test_a_slow_payer_is_one_whose_two_latest_invoices_each_stood_fourteen_days(
    latest: tuple[int, ...], slow: bool
) -> None:
    assert slow_payer(_RULE, _past(*latest)) is slow
    assert not slow_payer(None, _past(*latest))
    assert isinstance(
        decide(a_case(segment="recurring"), a_contact(), POLICY, facts(latest=_past(*latest)), on(8)), HandOff
    ) is (slow)


def test_a_case_wakes_on_the_day_on_which_its_customer_will_have_become_slow() -> None:
    assert slow_in(_RULE, _past(10, 30)) == 4
    assert slow_in(_RULE, _past(10, 5)) == 9
    assert slow_in(_RULE, _past(10)) is None
    assert slow_in(_RULE, _past(10, 30, still_open=False)) is None


@pytest.mark.parametrize(("days_to_due", "wakes_in"), [(13, 27), (14, 28), (15, 29)])
def test_an_invoice_that_is_not_due_yet_says_nothing_of_its_customer_but_will(days_to_due: int, wakes_in: int) -> None:
    assert not slow_payer(_RULE, _past(-days_to_due, 30))
    assert slow_payer(_RULE, _past(-days_to_due, 14, 30))
    assert slow_in(_RULE, _past(-days_to_due, 30)) == wakes_in

    case = a_case(segment="recurring", **_done(7))
    decision = decide(case, a_contact(), POLICY, facts(latest=_past(10, 30)), on(10))

    assert isinstance(decision, Wait)
    assert decision.until == start_of(DUE + timedelta(days=14), NEW_YORK)


# --- adoption


@pytest.mark.parametrize(
    ("adopted", "anchor"), [(-30, 0), (0, 0), (2, 0), (3, 0), (4, 1), (5, 2), (40, 37), (400, 397)]
)
def test_the_anchor_makes_the_day_of_adoption_the_first_rungs_day(adopted: int, anchor: int) -> None:
    found = anchored(an_invoice(), POLICY.ladders["A"], DUE + timedelta(days=adopted))

    assert found == DUE + timedelta(days=anchor)


def test_an_excluded_case_is_anchored_at_its_due_date_and_one_without_has_none() -> None:
    assert anchored(an_invoice(), None, DUE + timedelta(days=50)) == DUE
    assert anchored(an_invoice(due_on=None), POLICY.ladders["A"], DUE) is None


@pytest.mark.parametrize(("days", "old"), [(59, False), (60, False), (61, True)])
def test_more_than_sixty_days_is_old(days: int, old: bool) -> None:
    assert old_at_adoption(an_invoice(), POLICY, DUE + timedelta(days=days)) is old
    assert not old_at_adoption(an_invoice(due_on=None), POLICY, DUE)


# --- pure and total


def test_the_same_question_has_the_same_answer() -> None:
    case, contact, look = a_case(), a_contact(), facts(phone=_touched(2, 3))

    assert decide(case, contact, POLICY, look, on(5)) == decide(case, contact, POLICY, look, on(5))


def test_a_wait_never_ends_in_the_past_and_waking_then_gets_on() -> None:
    for done in _DONE:
        for day in range(-5, 40):
            case = a_case(**_done(*done))
            decision = decide(case, a_contact(), POLICY, facts(phone=_touched(*done)), on(day))
            if isinstance(decision, Wait):
                assert decision.until is not None
                assert decision.until > on(day)
                after = decide(case, a_contact(), POLICY, facts(phone=_touched(*done)), decision.until)
                assert not isinstance(after, Wait), (done, day)


@pytest.mark.parametrize("days", [("mon",), ("mon", "wed", "fri"), ("sat", "sun")])
def test_the_policys_days_are_the_only_days(days: tuple[str, ...]) -> None:
    rules = policy(window=Window.model_validate({"days": days}))
    for day in range(3, 17):
        decision = decide(a_case(), a_contact(), rules, facts(), on(day))
        weekday = (DUE + timedelta(days=day)).strftime("%a").lower()
        assert isinstance(decision, Send) is (weekday in days)


def _sent_days(case: Case, horizon: int) -> list[int]:
    """The days on which a ladder that is asked every hour would send."""
    phone = Phone(number=PHONE)
    sent: list[int] = []
    for hours in range(horizon * 24):
        now = on(0, 0) + timedelta(hours=hours)
        decision = decide(case, a_contact(), POLICY, facts(phone=phone), now)
        if isinstance(decision, Send):
            assert phone_is_free(now, NEW_YORK, phone.touches, 2)
            today = (now - timedelta(hours=4)).date()
            sent.append((today - DUE).days)
            touch = PhoneTouch(touch_id=f"t{decision.rung}", at=now, zones=NEW_YORK)
            phone = phone.model_copy(update={"touches": (*phone.touches, touch)})
            done = RungDone(number=decision.rung, touch_id="t", on=today)
            case = case.model_copy(update={"rungs": (*case.rungs, done), "last_touch_on": today})
        elif isinstance(decision, HandOff):
            sent.append(-((now - timedelta(hours=4)).date() - DUE).days)
            break
    return sent


def test_asked_every_hour_the_ladder_sends_on_its_days_and_then_hands_off() -> None:
    assert _sent_days(a_case(), 30) == [3, 7, 14, -21]
    assert date(2026, 9, 14) == DUE


def test_a_plan_s_hold_silences_the_ladder_and_its_own_step_speaks_instead() -> None:
    hold = Hold(kind=HoldKind.PLAN, since=on(0), by="plan", about="plan p")
    step = Step(
        on=DUE + timedelta(days=7), notice=Notice.INSTALMENT, number=2, amount=usd(100), breaks_on=on(20).date()
    )
    case = a_case(holds=(hold,))

    assert decide(case, a_contact(), POLICY, facts(), on(7)) == Wait(until=None, reason=Reason.HELD, detail="plan")
    assert decide(case, a_contact(), POLICY, facts(plan=step), on(7)) == Send(rung=0, plan=step)
    early = decide(case, a_contact(), POLICY, facts(plan=step), on(6))
    assert isinstance(early, Wait)
    assert early.reason is Reason.ON_PLAN
