"""The decision: what to do about one case now, and why. Pure and total; everything else asks this function.

`decide(case, contact, policy, facts, now)` looks at the reasons to end, then at the reasons to stay silent, then at
the calendar. The first that applies is the answer, so the order below is the order of importance.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from enum import StrEnum

from pastdue.domain import calendar
from pastdue.domain.bookkeeping import Behind
from pastdue.domain.case import Case, CaseState, Hold, HoldKind
from pastdue.domain.contact import Contact, Phone
from pastdue.domain.effect import draw
from pastdue.domain.fall_back import address_by, as_sent, barred, notice_as_sent
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, Value
from pastdue.domain.pace import PaceDay, backlog_full, full_until, next_day
from pastdue.domain.plan import Step
from pastdue.domain.policy import HistoryRule, Ladder, Mode, Policy, Rung
from pastdue.domain.switch import Switch
from pastdue.domain.touch import Channel


class Reason(StrEnum):
    """Why a decision is what it is."""

    PAID = "paid"
    VOID = "void"
    DELETED = "deleted"
    ALREADY_ENDED = "already_ended"
    EXCLUDED = "excluded"
    STOPPED = "stopped"
    HELD = "held"
    IN_FLIGHT = "payment_in_flight"
    TOUCH_OPEN = "touch_open"
    NO_DUE_DATE = "no_due_date"
    OLD_AT_ADOPTION = "old_at_adoption"
    NEVER_SENT = "never_sent"
    BOUNCED = "bounced"
    COVERED_BY_CREDIT = "covered_by_credit"
    BELOW_MINIMUM = "below_minimum"
    NEEDS_APPROVAL = "needs_approval"
    NOT_CHARGEABLE = "not_chargeable"
    NO_PHONE = "no_phone"
    NO_EMAIL = "no_email"
    NO_CONSENT = "no_consent"
    OPTED_OUT = "opted_out"
    PHONE_SILENT = "phone_silent"
    EMAIL_BOUNCED = "email_bounced"
    EMAIL_REFUSED = "email_refused"
    BEFORE_RUNG = "before_rung"
    BEFORE_HAND_OFF = "before_hand_off"
    OUTSIDE_HOURS = "outside_hours"
    PHONE_CAP = "phone_cap"
    BOOKS_NOT_CURRENT = "books_not_current"
    BACKLOG_CAP = "backlog_cap"
    COMPANY_CAP = "company_cap"
    LADDER_ENDED = "ladder_ended"
    SLOW_PAYER = "slow_payer"
    SWITCHED_OFF = "switched_off"
    AFTER_A_STOP = "after_a_stop"
    AWAITS_APPROVAL = "awaits_approval"
    HELD_OUT = "held_out"
    ON_PLAN = "on_plan"


NEEDS_A_PERSON = frozenset(
    {
        Reason.STOPPED,
        Reason.NO_DUE_DATE,
        Reason.OLD_AT_ADOPTION,
        Reason.NEVER_SENT,
        Reason.BOUNCED,
        Reason.NEEDS_APPROVAL,
        Reason.NOT_CHARGEABLE,
        Reason.COVERED_BY_CREDIT,
        Reason.NO_PHONE,
        Reason.NO_EMAIL,
        Reason.NO_CONSENT,
        Reason.EMAIL_BOUNCED,
        Reason.EMAIL_REFUSED,
    }
)


class Send(Value):
    """Send this rung (counted from 1) now; where the case is on a plan, what the plan asks for (rung 0)."""

    rung: int
    plan: Step | None = None

    @property
    def step(self) -> str:
        """What is sent, by name."""
        return f"rung {self.rung}" if self.plan is None else f"{self.plan.notice} {self.plan.number}"


class Wait(Value):
    """Do nothing until then (None: until something changes), for this reason.

    `unasked`: the instalment (counted from 1) that no channel can ask for.
    """

    until: datetime | None
    reason: Reason
    detail: str = ""
    unasked: int = 0


class HandOff(Value):
    """Give the case to a person."""

    reason: Reason


class Close(Value):
    """Nothing is owed any more."""

    reason: Reason


Decision = Send | Wait | HandOff | Close


def is_new_to_comparison(case: Case, decision: Decision) -> bool:
    """Whether chance leaves a case alone from now on: by a fresh look only, as for those that it texts."""
    return isinstance(decision, Wait) and decision.reason is Reason.HELD_OUT and case.cohort is None


class PastInvoice(Value):
    """How one invoice of the customer stood: days past due when it was paid, or today while it is open.

    Below zero it is not due yet: it says nothing, but will.
    """

    due_on: date
    unpaid_days: int
    open: bool = False


class Facts(Value):
    """What is known at the moment of deciding.

    `invoice` is None when QuickBooks has it no more. `credit` is what of the customer's credits falls to this case.
    `closed_days` are the recipient's holidays. `latest` are the customer's invoices, latest due date first.
    `link_refusal` says why Stripe could not charge what would be asked, if it could not. `switches` are those of the
    company and of the client, as far as they were ever used. `dead_addresses` are the contact's that bounced for good.
    `plan` is what the payer's plan wants for this case; None without one that is in force. `pace` is what the company
    sent today, where its caps count: not for a touch that has its slot. `books` tells that nobody entered what came in.
    """

    invoice: Invoice | None
    credit: Money
    phone: Phone | None = None
    dead_addresses: frozenset[str] = frozenset()
    closed_days: frozenset[date] = frozenset()
    latest: tuple[PastInvoice, ...] = ()
    home_currency: str = "USD"
    link_refusal: str = ""
    switches: tuple[Switch, ...] = ()
    plan: Step | None = None
    pace: PaceDay | None = None
    books: Behind | None = None


def decide(case: Case, contact: Contact, policy: Policy, facts: Facts, now: datetime) -> Decision:
    """What to do about a case at `now` (UTC, business time)."""
    decision = _by_the_rules(case, contact, policy, facts, now)
    if not isinstance(decision, Send):
        return decision
    return _kept_back(decision, case, contact, policy, facts, now) or decision


def _by_the_rules(case: Case, contact: Contact, policy: Policy, facts: Facts, now: datetime) -> Decision:
    """What the case and the calendar ask for, whether or not anything may be sent."""
    ended = _ended(case, facts)
    if ended is not None:
        return ended
    ladder = policy.ladder_for(case.segment)
    if ladder is None:
        return Wait(until=None, reason=Reason.EXCLUDED, detail=case.segment_reason)
    silent = _silent(case if facts.plan is None else _off_hold(case), contact, now)
    if silent is not None:
        return silent
    assert facts.invoice is not None
    if case.anchor is None:
        return Wait(until=None, reason=Reason.NO_DUE_DATE)
    unfit = _unfit(case, contact, policy, facts, facts.invoice)
    if unfit is not None and (facts.plan is None or unfit.reason is not Reason.NOT_CHARGEABLE):
        return unfit
    if facts.plan is not None:
        return _on_the_plan(contact, policy, facts, facts.plan, now)
    return _on_the_ladder(case, contact, policy, facts, ladder, case.anchor, now)


def _ended(case: Case, facts: Facts) -> Decision | None:
    if case.state is CaseState.CLOSED:
        return Wait(until=None, reason=Reason.ALREADY_ENDED, detail=case.ended_because)
    if facts.invoice is None or facts.invoice.status is InvoiceStatus.DELETED:
        return Close(reason=Reason.DELETED)
    if facts.invoice.status is InvoiceStatus.VOID:
        return Close(reason=Reason.VOID)
    if facts.invoice.balance.minor <= 0:
        return Close(reason=Reason.PAID)
    if case.state is CaseState.HANDED_OFF:
        return Wait(until=None, reason=Reason.ALREADY_ENDED, detail=case.ended_because)
    return None


def active_holds(case: Case, now: datetime) -> tuple[Hold, ...]:
    """The holds that count at `now`; one with an end counts until that instant."""
    return tuple(hold for hold in case.holds if hold.until is None or now < hold.until)


def _silent(case: Case, contact: Contact, now: datetime) -> Wait | None:
    if contact.stopped:
        return Wait(until=None, reason=Reason.STOPPED, detail=contact.stopped)
    holds = active_holds(case, now)
    if any(hold.kind is HoldKind.IN_FLIGHT for hold in holds):
        return Wait(until=None, reason=Reason.IN_FLIGHT)
    if holds:
        ends = [hold.until for hold in holds]
        until = None if None in ends else max(end for end in ends if end is not None)
        return Wait(until=until, reason=Reason.HELD, detail=", ".join(sorted({hold.kind for hold in holds})))
    if case.open_touch:
        return Wait(until=None, reason=Reason.TOUCH_OPEN, detail=case.open_touch)
    return None


def _unfit(case: Case, contact: Contact, policy: Policy, facts: Facts, invoice: Invoice) -> Wait | None:
    """Why an open invoice is not to be chased as it stands, whatever the day."""
    if case.old_at_adoption and not case.approved:
        return Wait(until=None, reason=Reason.OLD_AT_ADOPTION)
    if invoice.bounced and not contact.sent_by_other_means:
        return Wait(until=None, reason=Reason.BOUNCED)
    if invoice.sent is False and not contact.sent_by_other_means:
        return Wait(until=None, reason=Reason.NEVER_SENT)
    asked = invoice.balance - facts.credit
    if asked.minor <= 0:
        return Wait(until=None, reason=Reason.COVERED_BY_CREDIT)
    rate = 1 if asked.currency == facts.home_currency else invoice.exchange_rate
    if rate:
        at_home = asked.decimal() * rate
        if at_home < policy.minimum_to_chase:
            return Wait(until=None, reason=Reason.BELOW_MINIMUM)
        if policy.approve_above is not None and at_home > policy.approve_above and not case.approved:
            return Wait(until=None, reason=Reason.NEEDS_APPROVAL)
    if facts.link_refusal:
        return Wait(until=None, reason=Reason.NOT_CHARGEABLE, detail=facts.link_refusal)
    return None


def next_rung(case: Case, ladder: Ladder) -> tuple[int, Rung] | None:
    """The first rung not yet done, counted from 1; None when all are."""
    done = max((rung.number for rung in case.rungs), default=0)
    return (done + 1, ladder.rungs[done]) if done < len(ladder.rungs) else None


# A due date typed as 9999-12-31 leaves room for a ladder and for time zones.
_FAR = date(9990, 1, 1)


def step_date(case: Case, ladder: Ladder, anchor: date, day: int) -> date:
    """The recipient's date of a step: its own day past due, or the gap after the last touch if that is later."""
    own = min(anchor, _FAR) + timedelta(days=day)
    if case.last_touch_on is None:
        return own
    return max(own, case.last_touch_on + timedelta(days=ladder.gap_days))


def _first_touch_date(contact: Contact, policy: Policy, invoice: Invoice) -> date:
    """No touch within the grace days after the invoice was created or first sent, whichever is later."""
    known = max(filter(None, (invoice.created_at, invoice.sent_at)))
    return calendar.local_date(known, contact.zones) + timedelta(days=policy.grace_days_after_issue)


def slow_payer(rule: HistoryRule | None, latest: tuple[PastInvoice, ...]) -> bool:
    """Whether each of the customer's latest invoices stood unpaid so long that a person should look."""
    if rule is None:
        return False
    due = [past.unpaid_days for past in latest if past.unpaid_days >= 0][: rule.latest]
    return len(due) == rule.latest and min(due) >= rule.days


def slow_in(rule: HistoryRule | None, latest: tuple[PastInvoice, ...]) -> int | None:
    """In how many days `slow_payer` will become true if nothing is paid; None if it cannot by itself."""
    if rule is None:
        return None
    days = sorted({rule.days - past.unpaid_days for past in latest if past.open and past.unpaid_days < rule.days})
    return next((ahead for ahead in days if slow_payer(rule, _if_nothing_is_paid(latest, ahead))), None)


def _if_nothing_is_paid(latest: tuple[PastInvoice, ...], days: int) -> tuple[PastInvoice, ...]:
    return tuple(
        past.model_copy(update={"unpaid_days": past.unpaid_days + days}) if past.open else past for past in latest
    )


def _on_the_ladder(
    case: Case, contact: Contact, policy: Policy, facts: Facts, ladder: Ladder, anchor: date, now: datetime
) -> Decision:
    if slow_payer(ladder.hand_off_when_each, facts.latest):
        return HandOff(reason=Reason.SLOW_PAYER)
    step = _next_step(case, contact, policy, facts, ladder, anchor, now)
    days = slow_in(ladder.hand_off_when_each, facts.latest)
    if not isinstance(step, Wait) or step.until is None or days is None:
        return step
    today = calendar.local_date(now, contact.zones)
    slow_at = calendar.start_of(today + timedelta(days=days), contact.zones)
    return step.model_copy(update={"until": min(step.until, slow_at)})


def _next_step(
    case: Case, contact: Contact, policy: Policy, facts: Facts, ladder: Ladder, anchor: date, now: datetime
) -> Decision:
    assert facts.invoice is not None
    today = calendar.local_date(now, contact.zones)
    hand_off_on = step_date(case, ladder, anchor, ladder.hand_off_day)
    upcoming = next_rung(case, ladder)
    hand_off_at = calendar.start_of(hand_off_on, contact.zones)
    if upcoming is None:
        if today >= hand_off_on:
            return HandOff(reason=Reason.LADDER_ENDED)
        return Wait(until=hand_off_at, reason=Reason.BEFORE_HAND_OFF)
    number, rung = upcoming[0], as_sent(upcoming[1], contact, facts.phone, facts.dead_addresses, policy)
    blocked = unreachable(contact, facts.phone, facts.dead_addresses, rung.channel)
    if blocked is not None:
        if today >= hand_off_on:
            return HandOff(reason=blocked)
        return Wait(until=hand_off_at, reason=blocked)
    on = max(step_date(case, ladder, anchor, rung.day), _first_touch_date(contact, policy, facts.invoice))
    # A holiday's touches are spread by the payer, so that what is one message stays one.
    nth = int(draw(case.company_id, case.payer_id, "holiday") * policy.holidays.spread_days)
    on = calendar.after_holidays(on, policy.window, facts.closed_days, nth)
    earliest = max(now, calendar.start_of(on, contact.zones))
    touches = facts.phone.touches if facts.phone is not None and rung.channel is Channel.SMS else ()
    at = calendar.next_touch_time(
        earliest, contact.zones, policy.window, facts.closed_days, touches, policy.caps.per_seven_days
    )
    if at is None:
        return HandOff(reason=Reason.OUTSIDE_HOURS)
    if at <= now:
        return Send(rung=number)
    if today < on:
        return Wait(until=at, reason=Reason.BEFORE_RUNG, detail=f"rung {number}")
    opening = calendar.next_open(earliest, contact.zones, policy.window, facts.closed_days)
    reason = Reason.OUTSIDE_HOURS if opening == at else Reason.PHONE_CAP
    return Wait(until=at, reason=reason, detail=f"rung {number}")


def _kept_back(send: Send, case: Case, contact: Contact, policy: Policy, facts: Facts, now: datetime) -> Wait | None:
    """Why what is due does not go out all the same, if so: a stop, a backlog's turn, an approval, the measurement."""
    assert facts.invoice is not None
    today = calendar.local_date(now, contact.zones)
    for switch in facts.switches:
        if switch.stopped:
            return Wait(until=None, reason=Reason.SWITCHED_OFF, detail=switch.told())
    if facts.books is not None:
        return Wait(until=facts.books.until, reason=Reason.BOOKS_NOT_CURRENT, detail=facts.books.told())
    own = send.plan.on if send.plan is not None else _own_date(case, contact, policy, facts.invoice)
    turn = _turn(case, contact, facts, own, today)
    if today < turn:
        until = calendar.start_of(turn, contact.zones)
        return Wait(until=until, reason=Reason.AFTER_A_STOP, detail="what was kept back goes out by turns")
    tomorrow = calendar.start_of(today + timedelta(days=1), contact.zones)
    mode = policy.mode_for(case.segment)
    if mode is Mode.APPROVE:
        asked = send.plan.amount if send.plan is not None else facts.invoice.balance - facts.credit
        address = _address(send, case, contact, policy, facts)
        if case.approval is None or not case.approval.covers(send.step, address, asked, today, policy.version):
            until = calendar.next_open(tomorrow, contact.zones, policy.window, facts.closed_days) or tomorrow
            return Wait(until=until, reason=Reason.AWAITS_APPROVAL, detail=f"{send.step} on {today}")
    if mode is Mode.AUTO and _is_held_out(send, case, policy, facts):
        since = case.cohort.on if case.cohort else today
        if today < since + timedelta(days=policy.effect.days):
            until = calendar.start_of(since + timedelta(days=policy.effect.days), contact.zones)
            return Wait(until=until, reason=Reason.HELD_OUT)
    return _paced(send, case, contact, policy, facts, now) if mode is not Mode.SHADOW else None


def _address(send: Send, case: Case, contact: Contact, policy: Policy, facts: Facts) -> str:
    """Where what is due goes to."""
    known = (contact, facts.phone, facts.dead_addresses, policy)
    ladder = policy.ladder_for(case.segment)
    upcoming = next_rung(case, ladder) if ladder else None
    if send.plan is not None and send.plan.notice is not None:
        channel = notice_as_sent(send.plan.notice, *known).channel
    elif upcoming is not None:
        channel = as_sent(upcoming[1], *known).channel
    else:
        return ""
    return address_by(channel, contact, facts.dead_addresses) or ""


def _paced(send: Send, case: Case, contact: Contact, policy: Policy, facts: Facts, now: datetime) -> Wait | None:
    """Why the company's own caps keep a touch back that nothing else does."""
    if facts.pace is None:
        return None
    full, reason = full_until(facts.pace, policy, now), Reason.COMPANY_CAP
    assert facts.invoice is not None
    begins = send.plan is None and begins_backlog(case, contact, policy, facts.invoice)
    if full is None and begins and backlog_full(facts.pace, policy):
        full, reason = next_day(now, policy), Reason.BACKLOG_CAP
    if full is None:
        return None
    until = calendar.next_open(full, contact.zones, policy.window, facts.closed_days) or full
    return Wait(until=until, reason=reason, detail=f"rung {send.rung}")


def _turn(case: Case, contact: Contact, facts: Facts, own: date | None, today: date) -> date:
    """The day from which a touch that had come due when a stop ended may go out: the backlog is no burst.

    `own` is the date that the touch has by itself.
    """
    turns = [today]
    for switch in facts.switches:
        if switch.resumed_at is None:
            continue
        resumed_on = calendar.local_date(switch.resumed_at, contact.zones)
        if own is None or own <= resumed_on:
            turns.append(switch.turn(case.payer_id, resumed_on))
    return max(turns)


def begins_backlog(case: Case, contact: Contact, policy: Policy, invoice: Invoice) -> bool:
    """Whether a touch begins with somebody of the backlog: a case past its first rung's day when Pastdue came, or past
    its next text's when consent came.
    """
    due = invoice.due_on
    adopted_late = not case.rungs and case.anchor is not None and due is not None and case.anchor > due
    return adopted_late or _consented_late(case, contact, policy, invoice)


def _consented_late(case: Case, contact: Contact, policy: Policy, invoice: Invoice) -> bool:
    ladder = policy.ladder_for(case.segment)
    upcoming = next_rung(case, ladder) if ladder else None
    own = _own_date(case, contact, policy, invoice)
    if upcoming is None or own is None or upcoming[1].channel is not Channel.SMS or contact.consented_since is None:
        return False
    return own < calendar.local_date(contact.consented_since, contact.zones)


def _own_date(case: Case, contact: Contact, policy: Policy, invoice: Invoice) -> date | None:
    """The recipient's date of the next rung; None where the ladder does not say."""
    ladder = policy.ladder_for(case.segment)
    upcoming = next_rung(case, ladder) if ladder else None
    if ladder is None or upcoming is None or case.anchor is None:
        return None
    own = step_date(case, ladder, case.anchor, upcoming[1].day)
    return max(own, _first_touch_date(contact, policy, invoice))


def is_compared(policy: Policy, case: Case, phone: Phone | None, rung: int) -> bool:
    """Whether a first touch that is due brings its case into the measurement of what the texts bring.

    Neither who wrote to us nor who was released by a person is in it: such a case is texted when it is due.
    """
    if policy.effect.share == 0 or policy.mode_for(case.segment) is not Mode.AUTO or rung != 1 or case.rungs:
        return False
    asked = phone is not None and bool(phone.answers)
    return not (asked or case.approved or case.link_ids)


def _is_held_out(send: Send, case: Case, policy: Policy, facts: Facts) -> bool:
    """Whether chance leaves the case alone."""
    if not is_compared(policy, case, facts.phone, send.rung):
        return False
    if case.cohort is not None:
        return case.cohort.held_out
    return draw(case.company_id, case.invoice.id, policy.effect.salt) < policy.effect.share


def _off_hold(case: Case) -> Case:
    """The case as if its plan did not silence it: what is asked for is then the plan's."""
    return case.model_copy(update={"holds": tuple(hold for hold in case.holds if hold.kind is not HoldKind.PLAN)})


def _on_the_plan(contact: Contact, policy: Policy, facts: Facts, step: Step, now: datetime) -> Decision:
    """Ask for an instalment on its date, in hours and under the phone's caps; else wait for the plan's next date."""
    today = calendar.local_date(now, contact.zones)
    if today < step.on:
        return Wait(
            until=calendar.start_of(step.on, contact.zones), reason=Reason.ON_PLAN, detail=f"part {step.number}"
        )
    later = calendar.start_of(max(step.breaks_on, today + timedelta(days=1)), contact.zones)
    if step.notice is None or step.amount.minor <= 0:
        return Wait(until=later, reason=Reason.ON_PLAN, detail=f"part {step.number}")
    if facts.link_refusal:
        return Wait(until=later, reason=Reason.NOT_CHARGEABLE, detail=facts.link_refusal)
    channel = notice_as_sent(step.notice, contact, facts.phone, facts.dead_addresses, policy).channel
    blocked = unreachable(contact, facts.phone, facts.dead_addresses, channel)
    if blocked is not None:
        return Wait(until=later, reason=blocked, detail=f"part {step.number}", unasked=step.number)
    touches = facts.phone.touches if facts.phone is not None and channel is Channel.SMS else ()
    at = calendar.next_touch_time(
        now, contact.zones, policy.window, facts.closed_days, touches, policy.caps.per_seven_days
    )
    if at is None:
        return HandOff(reason=Reason.OUTSIDE_HOURS)
    if at <= now:
        return Send(rung=0, plan=step)
    opening = calendar.next_open(now, contact.zones, policy.window, facts.closed_days)
    reason = Reason.OUTSIDE_HOURS if opening == at else Reason.PHONE_CAP
    return Wait(until=at, reason=reason, detail=f"part {step.number}")


def unreachable(
    contact: Contact, phone: Phone | None, dead_addresses: AbstractSet[str], channel: Channel
) -> Reason | None:
    """Why a channel does not reach this contact, if it does not."""
    bar = barred(contact, phone, dead_addresses, channel)
    return None if bar is None else Reason(bar.value)


def anchored(invoice: Invoice, ladder: Ladder | None, adopted_on: date) -> date | None:
    """The date from which the ladder counts for a case adopted on that date of the recipient (promise 7).

    The due date; for a case adopted after its first rung's day, the date that makes adoption that rung's day.
    """
    if invoice.due_on is None:
        return None
    if ladder is None:
        return invoice.due_on
    first = ladder.rungs[0].day if ladder.rungs else ladder.hand_off_day
    return max(invoice.due_on, adopted_on - timedelta(days=first))


def old_at_adoption(invoice: Invoice, policy: Policy, adopted_on: date) -> bool:
    """Whether the invoice was past due so long at adoption that a person must release it first."""
    if invoice.due_on is None:
        return False
    return (adopted_on - invoice.due_on).days > policy.adoption.list_after_days
