"""Thank: tell the customer that the payment arrived, once, in hours, by policy; at night, the next morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pastdue.domain import wording
from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.money import Money, zero
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.promise import Promise, PromiseState
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import PayLink
from pastdue.usecases.answer import answer
from pastdue.usecases.end_promises import promises_of, unpaid
from pastdue.usecases.keep_books import entered_on
from pastdue.usecases.world import World, closed_days, company_of

# From late in the evening until the next morning, and not over a Sunday.
_STILL_FRESH = timedelta(hours=18)


def thank(world: World, link: PayLink, settlement: Settlement) -> datetime | None:
    """Thank for one recorded payment, if the policy wants it; gives when to try again where the hour does not allow."""
    policy = world.policies.in_force(link.company_id)
    cases = _cases(world, link.company_id, [item.invoice_id for item in link.items])
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


def thank_for_promises(world: World, company_id: str, payment: LedgerPayment) -> int:
    """Thank whose promise a payment keeps that somebody entered in QuickBooks; gives how many promises.

    Not for what an app wrote, nor for what is back-dated, imported or old by now (promise 1), nor out of hours.
    """
    policy, now = world.policies.in_force(company_id), world.clock.now()
    old = world.clock.wall() - payment.created_at > _STILL_FRESH
    day = entered_on(world, policy, payment)
    if old or day is None or payment.paid_on < day:
        return 0
    amounts = {line.invoice_id: line.amount for line in payment.lines}
    cases = _cases(world, company_id, list(amounts))
    thanked = 0
    for payer_id in sorted({case.payer_id for case in cases}):
        mine = [case for case in cases if case.payer_id == payer_id]
        contact = _whom(world, policy, company_id, payer_id, mine)
        if contact is None or next_open(now, contact.zones, policy.window, closed_days(world, policy, contact)) != now:
            continue
        for promise in _kept_by(world, payer_id, mine):
            lines = tuple(wording.Line(number=case.invoice.number, amount=amounts[case.invoice.id]) for case in mine)
            paid = zero(mine[0].balance.currency)
            for line in lines:
                paid = paid + line.amount
            thanked += _say(world, policy, contact, f"promise-{promise.message_id}", lines, paid, mine)
    return thanked


def _kept_by(world: World, payer_id: str, cases: Sequence[Case]) -> list[Promise]:
    """The promises about these cases that are kept now, and were not before."""
    ids = {case.invoice.id for case in cases}
    about = [each for each in promises_of(world, cases[0].company_id, payer_id) if ids & set(each.invoice_ids)]
    return [each for each in about if each.state is PromiseState.OPEN and not unpaid(world, each)][-1:]


def _cases(world: World, company_id: str, invoice_ids: Sequence[str]) -> list[Case]:
    found = (world.store.get(Case, case_key(company_id, invoice_id)) for invoice_id in invoice_ids)
    return [case for case in found if case is not None]


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
    total = zero(paid.currency)
    for line in lines:
        total = total + line.amount
    facts = wording.Facts(
        creditor=policy.creditor or company_of(world, contact.company_id).name,
        name=contact.name,
        lines=lines,
        total=total,
        paid=paid,
        remaining=remaining if remaining.minor > 0 else None,
        callback_number=policy.callback_number,
    )
    body = wording.render(policy, "thank_you", contact.language, facts)
    return answer(world, cause, contact.company_id, contact, "thank_you", body)


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
