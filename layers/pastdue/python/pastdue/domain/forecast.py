"""Forecast: how a case goes on from now if nothing comes from outside: the same decisions, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, RungDone
from pastdue.domain.contact import Contact, Phone, PhoneTouch
from pastdue.domain.decide import Decision, Facts, Send, Wait, decide
from pastdue.domain.fall_back import as_sent
from pastdue.domain.money import Value
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.touch import Channel

_MOST = 400


class Step(Value):
    """One decision that will be made, about a case and facts as they will then be; it stands until the next one."""

    at: datetime
    decision: Decision
    case: Case
    facts: Facts


def forecast(
    case: Case,
    contact: Contact,
    policy: Policy,
    facts_on: Callable[[date], Facts],
    now: datetime,
    until: datetime,
) -> Iterator[Step]:
    """The decisions from `now` up to an instant, the first one included whenever that is; each rung as if it went out.

    `facts_on` gives what is known now as it will be on a date of the recipient. In mode `shadow` nothing goes out, so
    that what would be sent stands; so does what a plan asks for, since what it asks for next hangs on the answer.
    """
    at, known = now, facts_on(local_date(now, contact.zones))
    for _ in range(_MOST):
        plan = facts_on(local_date(at, contact.zones)).plan
        facts = _aged(known, contact, now, at).model_copy(update={"plan": plan})
        decision = decide(case, contact, policy, facts, at)
        yield Step(at=at, decision=decision, case=case, facts=facts)
        match decision:
            case Send(rung=rung, plan=None) if policy.mode_for(case.segment) is not Mode.SHADOW:
                case = touched(case, contact, rung, at)
                known = known.model_copy(update={"phone": _taken(case, contact, policy, known, at)})
            case Wait(until=datetime() as until_then) if until_then <= until:
                at = until_then
            case _:
                return


def touched(case: Case, contact: Contact, rung: int, at: datetime) -> Case:
    """The case as it is once a rung went out."""
    on = local_date(at, contact.zones)
    done = RungDone(number=rung, touch_id=f"forecast {rung}", on=on)
    return case.model_copy(update={"rungs": (*case.rungs, done), "last_touch_on": on, "open_touch": None})


def _taken(case: Case, contact: Contact, policy: Policy, facts: Facts, at: datetime) -> Phone | None:
    """The phone with the day of the last rung taken, where that was a text."""
    ladder = policy.ladder_for(case.segment)
    number = case.rungs[-1].number
    if ladder is None or contact.phone is None or not 1 <= number <= len(ladder.rungs):
        return facts.phone
    sent = as_sent(ladder.rungs[number - 1], contact, facts.phone, facts.dead_addresses, policy)
    if sent.channel is not Channel.SMS:
        return facts.phone
    phone = facts.phone or Phone(number=contact.phone)
    touch = PhoneTouch(touch_id=case.rungs[-1].touch_id, at=at, zones=contact.zones)
    return phone.model_copy(update={"touches": (*phone.touches, touch)})


def _aged(facts: Facts, contact: Contact, now: datetime, at: datetime) -> Facts:
    """The facts with the customer's open invoices as many days older."""
    days = (local_date(at, contact.zones) - local_date(now, contact.zones)).days
    older = (
        past.model_copy(update={"unpaid_days": past.unpaid_days + days}) if past.open else past for past in facts.latest
    )
    return facts.model_copy(update={"latest": tuple(older)})
