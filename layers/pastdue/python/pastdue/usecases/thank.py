"""Thank: tell the customer that the payment arrived, once, in hours, by policy; at night, the next morning."""

from __future__ import annotations

from datetime import datetime, timedelta

from pastdue.domain import wording
from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.money import zero
from pastdue.domain.policy import Mode
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import PayLink
from pastdue.usecases.answer import answer
from pastdue.usecases.world import World, closed_days, company_of

# From late in the evening until the next morning, and not over a Sunday.
_STILL_FRESH = timedelta(hours=18)


def thank(world: World, link: PayLink, settlement: Settlement) -> datetime | None:
    """Thank for one recorded payment, if the policy wants it; gives when to try again where the hour does not allow."""
    policy = world.policies.in_force(link.company_id)
    contact = world.store.get(Contact, contact_key(link.company_id, link.payer_id))
    if not policy.thank_you or policy.mode is Mode.SHADOW or contact is None or contact.phone is None:
        return None
    if contact.consent is None or contact.consent.phone != contact.phone or contact.stopped or contact.texts_refused:
        return None
    now = world.clock.now()
    opening = next_open(now, contact.zones, policy.window, closed_days(world, policy, contact))
    if opening is None or _age(world, settlement) + (opening - now) > _STILL_FRESH:
        return None
    if opening > now:
        return opening
    remaining = zero(settlement.amount.currency)
    for item in link.items:
        case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
        if case is not None and case.balance.currency == remaining.currency:
            remaining = remaining + case.balance
    facts = wording.Facts(
        creditor=policy.creditor or company_of(world, link.company_id).name,
        name=contact.name,
        lines=tuple(wording.Line(number=item.number, amount=item.amount) for item in link.items),
        total=link.total,
        paid=settlement.amount,
        remaining=remaining if remaining.minor > 0 else None,
        callback_number=policy.callback_number,
    )
    body = wording.render(policy, "thank_you", contact.language, facts)
    answer(world, settlement.payment_intent, link.company_id, contact, "thank_you", body)
    return None


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
