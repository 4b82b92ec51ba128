"""What holds for every decision, whatever comes together: each promise said once more, apart from how it is kept.

`against` names all that forbids a touch in a situation, in the promises' own terms and without the code's helpers. A
touch is decided on exactly when nothing is against it; only where chance has a say (a backlog's turn, a holiday's
spread, the measurement) the one follows from the other in one direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pastdue.domain.case import CaseState, HoldKind, RungDone
from pastdue.domain.contact import Phone, PhoneTouch
from pastdue.domain.decide import Close, HandOff, Reason, Send, Wait, decide
from pastdue.domain.effect import Cohort
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.plan import Notice
from pastdue.domain.policy import FallBack, FallBackFromEmail, Ladder, Mode, Rung
from pastdue.domain.touch import Channel
from tests.unit.builders import PHONE
from tests.unit.situations import ZONES, Situation, at_home, situations

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])


# --- the promises, said once more ------------------------------------------------------------------------------------


def against(it: Situation) -> set[str]:
    """All that forbids a touch now."""
    found = {*_not_owed(it), *_told_not_to(it), *_kept_back(it)}
    if it.facts.plan is not None:
        return found | {*_not_on_the_plans_day(it), *_not_its_moment(it, _channel_of_plan(it))}
    rung = _rung(it)
    if rung is None:
        return found | {"no rung is left"}
    return found | {*_too_early(it, rung), *_slow(it), *_not_its_moment(it, _channel(it, rung.channel))}


def _not_owed(it: Situation) -> Iterator[str]:
    """Promise 2, and what is asked is worth asking and can be paid."""
    invoice = it.facts.invoice
    if invoice is None or invoice.status is not InvoiceStatus.OPEN or invoice.balance.minor <= 0:
        yield "nothing is owed"
        return
    asked = invoice.balance - it.facts.credit
    if asked.minor <= 0:
        yield "credit covers it"
    if it.facts.plan is not None and it.facts.plan.amount.minor <= 0:
        yield "nothing of the plan is owed"
    if it.facts.link_refusal:
        yield "Stripe cannot charge it"
    known_at_home = asked.currency == it.facts.home_currency or invoice.exchange_rate is not None
    value = at_home(asked, None if asked.currency == it.facts.home_currency else invoice.exchange_rate)
    if known_at_home and value < it.policy.minimum_to_chase:
        yield "it is too little"
    limit = it.policy.approve_above
    if known_at_home and limit is not None and value > limit and not it.case.approved:
        yield "it is too much to go without a person"


def _told_not_to(it: Situation) -> Iterator[str]:
    """Promise 3 as far as it is about what people said, and the case itself."""
    case, contact, invoice = it.case, it.contact, it.facts.invoice
    if case.state is not CaseState.OPEN:
        yield "it is over"
    if case.open_touch:
        yield "a touch is on its way"
    holds = {hold.kind for hold in case.holds if hold.until is None or hold.until > it.now}
    if it.facts.plan is not None:
        holds.discard(HoldKind.PLAN)
    if holds:
        yield "it is held"
    if contact.stopped:
        yield "all contact is stopped"
    if case.segment == "excluded" or it.policy.segments.get(case.segment, it.policy.segments["default"]) == "never":
        yield "it is excluded"
    if case.anchor is None:
        yield "it is not due"
    if case.old_at_adoption and not case.approved:
        yield "promise 7: it was old when Pastdue came"
    if invoice is not None and (invoice.bounced or invoice.sent is False) and not contact.sent_by_other_means:
        yield "the customer does not have the invoice"


def _kept_back(it: Situation) -> Iterator[str]:
    """The owner's own word: the switch, the books, the mode, the measurement, the caps of the company."""
    if any(each.stopped_at and not each.resumed_at for each in it.facts.switches):
        yield "everything is stopped"
    if it.facts.books is not None:
        yield "the books are behind"
    mode = _mode(it)
    if mode == "approve" and not _approved(it):
        yield "nobody approved just this"
    cohort = it.case.cohort
    aside = mode == "auto" and _measured(it) and cohort is not None and cohort.held_out
    if aside and cohort is not None and _today(it) < cohort.on + timedelta(days=it.policy.effect.days):
        yield "it is left alone for the comparison"
    pace, caps = it.facts.pace, it.policy.caps
    if pace is None or mode == "shadow":
        return
    hour = it.now.astimezone(ZoneInfo(it.policy.time_zone)).hour
    if pace.hours.get(hour, 0) >= caps.per_hour or (caps.per_day is not None and pace.touches >= caps.per_day):
        yield "the company has sent enough"
    due, anchor = it.case.invoice.due_on, it.case.anchor
    begins = not it.case.rungs and due is not None and anchor is not None and anchor > due
    if it.facts.plan is None and begins and pace.begun >= it.policy.adoption.daily_cap:
        yield "enough of the backlog was begun today"


def _mode(it: Situation) -> str:
    segments, ladder = it.policy.modes.segments, it.policy.segments.get(it.case.segment, "A")
    named = {it.policy.mode, segments.get(it.case.segment), it.policy.modes.ladders.get(ladder)}
    return next(mode.value for mode in (Mode.SHADOW, Mode.APPROVE, Mode.AUTO) if mode in named)


def _approved(it: Situation) -> bool:
    yes, plan, invoice = it.case.approval, it.facts.plan, it.facts.invoice
    if yes is None or invoice is None:
        return False
    step = f"rung {len(it.case.rungs) + 1}" if plan is None else f"{plan.notice} {plan.number}"
    asked = invoice.balance - it.facts.credit if plan is None else plan.amount
    fits = (yes.step, yes.on, yes.policy_version) == (step, _today(it), it.policy.version)
    if yes.address != _goes_to(it):
        return False
    return fits and yes.amount.currency == asked.currency and yes.amount.minor >= asked.minor


def _goes_to(it: Situation) -> str:
    rung = _rung(it)
    if it.facts.plan is not None:
        channel = _channel_of_plan(it)
    elif rung is not None:
        channel = _channel(it, rung.channel)
    else:
        return ""
    if channel is Channel.SMS:
        return it.contact.phone or ""
    return ", ".join(each for each in it.contact.addresses if _plain(each) not in it.facts.dead_addresses)


def _measured(it: Situation) -> bool:
    """Whether the first text of a case falls into the measurement."""
    talked = it.facts.phone is not None and it.facts.phone.answers
    begun = it.case.rungs or it.case.approved or it.case.link_ids or it.facts.plan is not None
    return it.policy.effect.share > 0 and not (talked or begun)


def _ladder(it: Situation) -> Ladder | None:
    name = it.policy.segments.get(it.case.segment, it.policy.segments["default"])
    return it.policy.ladders.get(name)


def _rung(it: Situation) -> Rung | None:
    ladder, done = _ladder(it), len(it.case.rungs)
    return ladder.rungs[done] if ladder is not None and done < len(ladder.rungs) else None


def _today(it: Situation) -> date:
    """It is that date, or a later one, wherever the recipient may be."""
    return min(it.now.astimezone(ZoneInfo(zone)).date() for zone in it.contact.zones)


def _too_early(it: Situation, rung: Rung) -> Iterator[str]:
    """Promise 7."""
    ladder, anchor = _ladder(it), it.case.anchor
    assert ladder is not None
    if anchor is not None and any(_date(it, zone) < anchor + timedelta(days=rung.day) for zone in it.contact.zones):
        yield "promise 7: the rung's day has not come"
    last = it.case.last_touch_on
    if last is not None and (_today(it) - last).days < ladder.gap_days:
        yield "promise 7: the last touch was too short ago"
    if it.facts.invoice is not None:
        known = [it.facts.invoice.created_at, it.facts.invoice.sent_at]
        first = [min(at.astimezone(ZoneInfo(zone)).date() for zone in it.contact.zones) for at in known if at]
        if (_today(it) - max(first)).days < it.policy.grace_days_after_issue:
            yield "the customer has only just got it"


def _date(it: Situation, zone: str) -> date:
    return it.now.astimezone(ZoneInfo(zone)).date()


def _slow(it: Situation) -> Iterator[str]:
    ladder, latest = _ladder(it), it.facts.latest
    rule = ladder.hand_off_when_each if ladder is not None else None
    due = [past.unpaid_days for past in latest if past.unpaid_days >= 0]
    if rule is not None and [days >= rule.days for days in due][: rule.latest] == [True] * rule.latest:
        yield "a slow payer is a person's"


def _not_on_the_plans_day(it: Situation) -> Iterator[str]:
    plan = it.facts.plan
    assert plan is not None
    if plan.notice is None:
        yield "the plan wants nothing"
    if any(_date(it, zone) < plan.on for zone in it.contact.zones):
        yield "the instalment's day has not come"


def _refused(it: Situation) -> bool:
    """Whether the person opted out, and has not since said otherwise of this number."""
    took_back, agreed = it.contact.opted_out, it.contact.consent
    if took_back is None:
        return False
    if agreed is None or agreed.phone != it.contact.phone:
        return True
    of_everybody = agreed.source.startswith(("QuickBooks Notes", "attest"))
    older_form = agreed.on is not None and agreed.on <= took_back.at.date()
    return of_everybody or older_form or agreed.at <= took_back.at


def _channel(it: Situation, own: Channel) -> Channel:
    """How a step goes out: as the policy says, or the other way where only that arrives, if the policy wants that."""
    if own is Channel.EMAIL:
        bounced = it.contact.email is not None and it.contact.email_refused is None and not _takes_email(it)
        texted = bounced and it.policy.fall_back_from_email is FallBackFromEmail.TEXT and not set(_no_text(it))
        return Channel.SMS if texted else own
    silence = it.facts.phone.silence if it.facts.phone is not None else None
    wanted = FallBack.PERSON
    if _refused(it) or (silence is not None and silence.kind == "opt_out"):
        wanted = it.policy.fall_back_after_stop
    elif silence is not None and silence.kind in ("not_sms_capable", "unreachable"):
        wanted = it.policy.fall_back
    return Channel.EMAIL if wanted is FallBack.EMAIL and _takes_email(it) else own


def _channel_of_plan(it: Situation) -> Channel:
    """An instalment goes as a text's step does; an offer is a text, since it is answered."""
    plan = it.facts.plan
    offered = plan is not None and plan.notice is Notice.OFFER
    return Channel.SMS if offered else _channel(it, Channel.SMS)


def _takes_email(it: Situation) -> bool:
    """Whether an address is left that did not bounce, of a person who did not complain."""
    written = [_plain(part) for part in (it.contact.email or "").split(",") if part]
    return it.contact.email_refused is None and any(each not in it.facts.dead_addresses for each in written)


def _plain(address: str) -> str:
    return address.rsplit("<", maxsplit=1)[-1].strip(" >").lower()


def _not_its_moment(it: Situation, channel: Channel) -> Iterator[str]:
    """Promises 1 and 3 for this instant, on this channel."""
    for zone in it.contact.zones:
        local = it.now.astimezone(ZoneInfo(zone))
        if not it.policy.window.opens <= local.time() < it.policy.window.closes:
            yield f"promise 3: it is {local:%H:%M} in {zone}"
        if _WEEKDAYS[local.weekday()] not in it.policy.window.days or local.date() in it.facts.closed_days:
            yield f"promise 3: it is a day of rest in {zone}"
    if channel is Channel.EMAIL:
        if not _takes_email(it):
            yield "promise 3: there is no address, or e-mail is refused"
        return
    yield from _no_text(it)
    phone = it.facts.phone
    touches = phone.touches if phone is not None else ()
    if any(_days_apart(it, touch) <= 0 for touch in touches):
        yield "promise 1: it had a touch on that date"
    if sum(_days_apart(it, touch) < 7 for touch in touches) >= it.policy.caps.per_seven_days:
        yield "promise 1: it had enough in seven days"


def _no_text(it: Situation) -> Iterator[str]:
    """Promise 3: why this number gets no text, whenever."""
    phone, agreed = it.facts.phone, it.contact.consent
    if it.contact.phone is None:
        yield "there is no number"
    if agreed is None or agreed.phone != it.contact.phone:
        yield "promise 3: nobody consented for this number"
    if _refused(it) or (phone is not None and phone.silence is not None):
        yield "promise 3: the number is silent"


def _days_apart(it: Situation, touch: PhoneTouch) -> int:
    """Dates from a touch until now, as few as they may be anywhere that the recipient is, or was then."""
    zones = [ZoneInfo(zone) for zone in (*it.contact.zones, *touch.zones)]
    return min((it.now.astimezone(zone).date() - touch.at.astimezone(zone).date()).days for zone in zones)


def left_to_chance(it: Situation) -> bool:
    """Whether a draw may keep back what nothing else is against."""
    if it.policy.holidays.spread_days > 1 and it.facts.closed_days and it.facts.plan is None:
        return True
    if _mode(it) == "auto" and _measured(it) and it.case.cohort is None:
        return True
    return any(
        each.resumed_at is not None and _today(it) < _resumed_on(it, each.resumed_at) + timedelta(days=each.spread_days)
        for each in it.facts.switches
    )


def _resumed_on(it: Situation, at: datetime) -> date:
    return min(at.astimezone(ZoneInfo(zone)).date() for zone in it.contact.zones)


# --- what is decided, held against them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "together",
    [
        "",
        "now",
        "zones now",
        "window now",
        "touches",
        "touches zones",
        "touches caps",
        "anchor caps",
        "history ladder now",
        "holds",
        "plan holds",
        "plan zones",
        "plan touches credit",
        "approval",
        "mode approval",
        "effect cohort",
        "effect mode",
        "consent",
        "silence fall_back",
        "opted_out fall_back",
        "email bounced fall_back ladder",
        "email bounced silence fall_back plan",
        "invoice credit home",
        "invoice limits now",
        "switches",
        "holidays",
        "holidays zones now",
    ],
)
@settings(_quick, max_examples=100)
@given(data=st.data())
def test_a_touch_is_decided_on_exactly_when_no_promise_is_against_it(together: str, data: st.DataObject) -> None:
    """Whatever else comes, too: each run has some parts that it always draws freely, so that these often meet."""
    it = data.draw(situations(always=together.split()))
    decision = decide(*it)

    if isinstance(decision, Send):
        assert against(it) == set()
        assert decision.plan == it.facts.plan
        assert decision.rung == (0 if it.facts.plan is not None else len(it.case.rungs) + 1)
    elif not left_to_chance(it):
        assert against(it), "nothing was in the way, and nothing is sent"


@pytest.mark.parametrize("together", ["", "history now"])
@settings(_quick, max_examples=150)
@given(data=st.data())
def test_a_case_ends_only_when_it_is_over_and_everything_else_has_a_reason_and_a_later_time(
    together: str, data: st.DataObject
) -> None:
    it = data.draw(situations(always=together.split()))
    decision = decide(*it)
    invoice = it.facts.invoice
    owed = invoice is not None and invoice.status is InvoiceStatus.OPEN and invoice.balance.minor > 0

    # What is not owed is closed, whatever else is true, and as what it is.
    assert isinstance(decision, Close) == (not owed and it.case.state is not CaseState.CLOSED)
    if isinstance(decision, Close):
        gone = invoice is None or invoice.status is InvoiceStatus.DELETED
        void = invoice is not None and invoice.status is InvoiceStatus.VOID
        assert decision.reason is (Reason.DELETED if gone else Reason.VOID if void else Reason.PAID)
    if isinstance(decision, Wait):
        assert decision.reason
        assert decision.until is None or decision.until > it.now
    if isinstance(decision, HandOff):
        assert set(_told_not_to(it)) == set()
        assert set(_not_owed(it)) - {"nothing of the plan is owed"} == set()
        _may_be_handed_off(it, decision.reason)


def _may_be_handed_off(it: Situation, reason: Reason) -> None:
    """Promise 7: a ladder ends in a hand-off, on its day and not before; no channel may be open until then."""
    ladder, rung = _ladder(it), _rung(it)
    assert ladder is not None
    assert it.case.anchor is not None
    if reason is Reason.SLOW_PAYER:
        assert set(_slow(it))
        return
    if reason is Reason.OUTSIDE_HOURS:
        assert not any(_common_hours(it, it.now.date() + timedelta(days=days)) for days in range(120))
        return
    assert it.facts.plan is None
    assert _today(it) >= it.case.anchor + timedelta(days=ladder.hand_off_day)
    assert it.case.last_touch_on is None or (_today(it) - it.case.last_touch_on).days >= ladder.gap_days
    if reason is Reason.LADDER_ENDED:
        assert rung is None
        return
    assert rung is not None
    blocks = {"promise 3: there is no address, or e-mail is refused", "there is no number"}
    blocks |= {"promise 3: nobody consented for this number", "promise 3: the number is silent"}
    assert blocks & set(_not_its_moment(it, _channel(it, rung.channel)))


def _common_hours(it: Situation, day: date) -> bool:
    """Whether the windows of all zones meet on a day of the first one, or on the one before or after elsewhere."""
    fit = [
        [
            (
                datetime.combine(each, it.policy.window.opens, ZoneInfo(zone)).astimezone(UTC),
                datetime.combine(each, it.policy.window.closes, ZoneInfo(zone)).astimezone(UTC),
            )
            for each in (day - timedelta(days=1), day, day + timedelta(days=1))
            if _WEEKDAYS[each.weekday()] in it.policy.window.days and each not in it.facts.closed_days
        ]
        for zone in it.contact.zones
    ]
    starts = [opens for zone in fit for opens, _ in zone]
    return any(all(any(opens <= at < closes for opens, closes in zone) for zone in fit) for at in starts)


@pytest.mark.parametrize("together", ["", "touches", "zones now", "holidays now"])
@settings(_quick, max_examples=80)
@given(data=st.data(), place=st.integers(0, 10**6))
def test_who_sleeps_until_the_time_that_was_named_misses_nothing(
    together: str, data: st.DataObject, place: int
) -> None:
    """Promises 7 and 8: between now and then, with all else as it is, there is no moment for a touch or an end."""
    it = data.draw(situations(always=together.split(), without=("pace", "caps")))
    decision = decide(*it)
    if not isinstance(decision, Wait) or decision.until is None:
        return
    seconds = int((decision.until - it.now).total_seconds())
    anywhere = it.now + timedelta(seconds=seconds * place // (10**6 + 1))
    # Who oversleeps does so by a day, or by some hours.
    before = (decision.until - timedelta(hours=hours) for hours in (24, 12, 1))
    for between in (anywhere, *(each for each in before if each > it.now)):
        meanwhile = decide(*it._replace(now=between))

        assert isinstance(meanwhile, Wait), f"{decision} slept through {meanwhile}"


@settings(_quick, max_examples=120)
@given(
    situations(without=("plan", "pace", "caps", "now", "latest", "books")), st.lists(st.integers(0, 9_000), max_size=60)
)
def test_a_whole_ladder_keeps_its_promises_however_late_somebody_looks(it: Situation, late: list[int]) -> None:
    """From its first look to its end, with every look late by some minutes: each text, seen from outside."""
    ladder = _ladder(it)
    sent: list[tuple[datetime, Rung]] = []
    before = it
    for look in range(90):
        decision = decide(*it)
        if isinstance(decision, HandOff | Close) or (isinstance(decision, Wait) and _waits_for_somebody(decision)):
            break
        minutes = late[look] if look < len(late) else 0
        if isinstance(decision, Wait) and decision.until is not None:
            if decision.reason is Reason.HELD_OUT and it.case.cohort is None:
                aside = Cohort(held_out=True, segment=it.case.segment, on=_today(it), at=it.now)
                it = it._replace(case=it.case.model_copy(update={"cohort": aside}))
            it = it._replace(now=decision.until + timedelta(minutes=minutes))
            continue
        assert against(it) == set()
        assert ladder is not None
        rung = ladder.rungs[len(it.case.rungs)]
        sent.append((it.now, rung))
        it = _after(it, rung, _channel(it, rung.channel))
    else:
        raise AssertionError("it never ends")

    _kept(before, ladder, sent)


def _waits_for_somebody(wait: Wait) -> bool:
    """Whether only an event or a person ends it."""
    return wait.until is None or wait.reason is Reason.AWAITS_APPROVAL


def _after(it: Situation, rung: Rung, channel: Channel) -> Situation:
    """The situation once that rung went out."""
    done = RungDone(number=len(it.case.rungs) + 1, touch_id="n", on=_today(it))
    case = it.case.model_copy(update={"rungs": (*it.case.rungs, done), "last_touch_on": _today(it)})
    facts = it.facts
    if channel is Channel.SMS:
        phone = facts.phone or Phone(number=PHONE)
        touch = PhoneTouch(touch_id="n", at=it.now, zones=it.contact.zones)
        facts = facts.model_copy(update={"phone": phone.model_copy(update={"touches": (*phone.touches, touch)})})
    return it._replace(case=case, facts=facts)


def _kept(it: Situation, ladder: Ladder | None, sent: list[tuple[datetime, Rung]]) -> None:
    """Promises 1 and 7, of the whole story."""
    assert not sent or ladder is not None
    for zone in map(ZoneInfo, it.contact.zones):
        dates = [at.astimezone(zone).date() for at, _ in sent]
        assert len(dates) == len(set(dates))
        for (_, rung), day in zip(sent, dates, strict=True):
            assert it.case.anchor is not None
            assert (day - it.case.anchor).days >= rung.day
    if ladder is not None:
        assert [rung for _, rung in sent] == list(ladder.rungs[len(it.case.rungs) :][: len(sent)])


def test_the_zones_that_are_tried_exist() -> None:
    assert all(datetime.now(UTC).astimezone(ZoneInfo(zone)) for zone in ZONES)
