"""Thank: tell the customer that the payment arrived, once, in hours, by policy; at night, the next morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pastdue.domain import wording
from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import PayLink
from pastdue.usecases.answer import answer
from pastdue.usecases.keep_promises import kept_by
from pastdue.usecases.world import World, cases_of_invoices, closed_days, company_of

# From late in the evening until the next morning, and not over a Sunday.
_STILL_FRESH = timedelta(hours=18)


def thank(world: World, link: PayLink, settlement: Settlement) -> datetime | None:
    """Thank for one recorded payment, if the policy wants it; gives when to try again where the hour does not allow."""
    policy = world.policies.in_force(link.company_id)
    cases = cases_of_invoices(world, link.company_id, (item.invoice_id for item in link.items))
    contact = _whom(world, policy, link.company_id, link.payer_id, cases)
    if contact is None:
        return None
    now = world.clock.now()
    opening = next_open(now, contact.zones, policy.window, closed_days(world, policy, contact))
    if opening is None or _age(world, settlement) + (opening - now) > _STILL_FRESH:
        return None
    if opening > now:
        return opening
    lines = tuple(wording.Line(number=item.number, amount=item.amount) for item in link.items)
    _say(world, policy, contact, settlement.payment_intent, lines, settlement.amount, cases)
    return None


class Thanked(Value):
    """How many promises an entry in QuickBooks was thanked for."""

    payment_id: str
    promises: int


def thank_for_promises(world: World, company_id: str, payment_id: str) -> Thanked:
    """Thank whose promise a payment keeps that somebody entered in QuickBooks, in the customer's hours."""
    policy, now = world.policies.in_force(company_id), world.clock.now()
    payment = world.ledger.payment(company_id, payment_id)
    thanked = 0
    for promise in kept_by(world, company_id, payment) if payment is not None else ():
        amounts = {line.invoice_id: line.amount for line in payment.lines} if payment is not None else {}
        cases = [each for each in cases_of_invoices(world, company_id, amounts) if each.payer_id == promise.payer_id]
        contact = _whom(world, policy, company_id, promise.payer_id, cases)
        if contact is None or next_open(now, contact.zones, policy.window, closed_days(world, policy, contact)) != now:
            continue
        lines = tuple(wording.Line(number=case.invoice.number, amount=amounts[case.invoice.id]) for case in cases)
        paid = _sum(lines)
        thanked += _say(world, policy, contact, f"promise-{promise.message_id}", lines, paid, cases)
    return Thanked(payment_id=payment_id, promises=thanked)


def _whom(world: World, policy: Policy, company_id: str, payer_id: str, cases: Sequence[Case]) -> Contact | None:
    """The payer, where the policy wants thanks and they may be texted."""
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    silent = not policy.thank_you or policy.mode_among(case.segment for case in cases) is Mode.SHADOW
    if silent or contact is None or contact.phone is None or contact.stopped or contact.texts_refused:
        return None
    return contact if contact.consent is not None and contact.consent.phone == contact.phone else None


def _say(
    world: World,
    policy: Policy,
    contact: Contact,
    cause: str,
    lines: tuple[wording.Line, ...],
    paid: Money,
    cases: Sequence[Case],
) -> bool:
    remaining = zero(paid.currency)
    for case in cases:
        if case.balance.currency == remaining.currency:
            remaining = remaining + case.balance
    facts = wording.Facts(
        creditor=policy.creditor or company_of(world, contact.company_id).name,
        name=contact.name,
        lines=lines,
        total=_sum(lines),
        paid=paid,
        remaining=remaining if remaining.minor > 0 else None,
        callback_number=policy.callback_number,
    )
    body = wording.render(policy, "thank_you", contact.language, facts)
    told = [case.invoice.id for case in cases]
    return answer(world, cause, contact.company_id, contact, "thank_you", body, about=told)


def _sum(lines: Sequence[wording.Line]) -> Money:
    total = zero(lines[0].amount.currency)
    for line in lines:
        total = total + line.amount
    return total


def _age(world: World, settlement: Settlement) -> timedelta:
    """How long ago the money came (promise 1: thanks are never old).

    A bank debit's charge is days older than the money; one that we watched on its way came when we first saw it.
    """
    if settlement.flew and settlement.taken_at is not None:
        return world.clock.now() - settlement.taken_at
    if settlement.captured_at is None:
        return timedelta(0)
    # Stripe's time, so it is compared with the wall clock.
    return world.clock.wall() - settlement.captured_at
