"""SendLink: answer a request for the pay link with a current one, for exactly what is owed now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from urllib.parse import quote

from pastdue.domain import wording
from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import Conflict, VendorError
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.plan import PlanState, allotted, ask
from pastdue.domain.record import Record, stored
from pastdue.domain.touch import LinkState, PayLink, TouchItem, link_key
from pastdue.usecases.answer import VALID_FOR, answer, can_answer
from pastdue.usecases.end_links import draft_of, dying, end_link, is_paying
from pastdue.usecases.gather import cases_of
from pastdue.usecases.keep_plan import keep_plan, today_of
from pastdue.usecases.share_credits import share_credits
from pastdue.usecases.world import World, company_of

_LIVING = (LinkState.CREATING, LinkState.ALIVE)


def send_link(
    world: World,
    company_id: str,
    payer_id: str,
    about: Sequence[Case],
    cause: str,
    to: str,
    *,
    limit: Money | None = None,
    valid_for: int = VALID_FOR,
    template: str = "answer_link",
    still_wanted: Callable[[], bool] | None = None,
    **more: object,
) -> bool:
    """Answer `cause` at the number `to` with a live link for its cases; False where nothing is to pay, or no way to.

    `limit` is that of `link_for`, `still_wanted` that of `answer`; `more` fills the template besides.
    """
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    link = link_for(world, company_id, payer_id, about, cause, to, limit=limit)
    if contact is None or link is None:
        return False
    body = link_words(world, contact, link, template, **more)
    # To who asked: the number in QuickBooks may be another by now, and has asked for nothing.
    asker = contact.model_copy(update={"phone": to})
    told = [item.invoice_id for item in link.items]
    return answer(
        world,
        cause,
        company_id,
        asker,
        template,
        body,
        about=told,
        valid_for=valid_for,
        still_wanted=still_wanted,
    )


def link_for(
    world: World,
    company_id: str,
    payer_id: str,
    about: Sequence[Case],
    cause: str,
    to: str,
    *,
    limit: Money | None = None,
) -> PayLink | None:
    """A live link for these cases, which the answer to `cause` is about to tell; None as `send_link` is False.

    `limit`: ask for this much of them at most, oldest due date first. Cases on a plan are asked for what the plan
    asks.
    """
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    wanted = {case.invoice.id for case in about if case.state is not CaseState.CLOSED}
    if contact is None or contact.stopped or not wanted:
        return None
    if not can_answer(world, cause, company_id, contact, to):
        return None  # the link that they have stays good, since nobody could tell them another
    try:
        return _link(world, company_id, payer_id, wanted, cause, limit)
    except (VendorError, Conflict):
        world.metrics.count("LinkRequestsFailed")
        return None


def link_words(
    world: World, contact: Contact, link: PayLink, template: str, room: int = wording.LONGEST, /, **more: object
) -> str:
    """The words that bring a link."""
    company_id = contact.company_id
    policy = world.policies.in_force(company_id)
    facts = wording.Facts.model_validate(
        {
            "creditor": policy.creditor or company_of(world, company_id).name,
            "name": contact.name,
            "lines": tuple(wording.Line(number=item.number, amount=item.amount) for item in link.items),
            "total": link.total,
            "link": f"{link.url}?prefilled_email={quote(contact.email)}" if contact.email else link.url,
            "callback_number": policy.callback_number,
            **more,
        }
    )
    return wording.render(policy, template, contact.language, facts, room)


def _link(
    world: World, company_id: str, payer_id: str, wanted: set[str], cause: str, limit: Money | None
) -> PayLink | None:
    asked = asked_now(world, company_id, payer_id, wanted, limit)
    if asked is None or world.payments.refuses(asked.total) is not None:
        return None
    return _made(world, company_id, payer_id, asked.cases, asked.items, asked.total, cause)


class Asked(Value):
    """What some cases owe now, by a fresh look at QuickBooks, less the credits that fall to them."""

    cases: tuple[Case, ...]
    items: tuple[TouchItem, ...]
    total: Money


def asked_now(
    world: World,
    company_id: str,
    payer_id: str,
    wanted: set[str],
    limit: Money | None = None,
    *,
    whole: bool = False,
) -> Asked | None:
    """What can be asked for, in one currency; None where nothing can, or a payment is on its way.

    `whole`: all that is open, although a plan asks for less now.
    """
    cases = cases_of(world, company_id, payer_id)
    fresh = {
        case.invoice.id: world.ledger.invoice(company_id, case.invoice.id)
        for case in cases
        if case.invoice.id in wanted
    }
    open_now = [invoice for invoice in fresh.values() if invoice is not None and invoice.status is InvoiceStatus.OPEN]
    mine = [case for case in cases if case.invoice.id in {invoice.id for invoice in open_now}]
    flying = any(hold.kind is HoldKind.IN_FLIGHT for case in mine for hold in case.holds)
    if not open_now or flying or len({invoice.balance.currency for invoice in open_now}) != 1:
        return None
    others = [case.invoice for case in cases if case.invoice.id not in fresh]
    shares = share_credits(world, company_id, open_now, others)
    open_now.sort(key=lambda invoice: (str(invoice.due_on), invoice.id))
    asked = {invoice.id: invoice.balance - shares[invoice.id] for invoice in open_now}
    plan = None if whole else keep_plan(world, company_id, payer_id, fresh)
    if plan is not None and plan.state is PlanState.RUNNING and any(plan.covers(each) for each in asked):
        parts = allotted(plan, ask(plan, today_of(world, company_id, payer_id)))
        asked = {each: parts[each] - shares[each] for each in asked if plan.covers(each)}
    items = tuple(
        TouchItem(
            invoice_id=invoice.id,
            number=invoice.number or invoice.id,
            rung=0,
            amount=asked[invoice.id],
            credit=shares[invoice.id],
        )
        for invoice in open_now
        if invoice.id in asked and asked[invoice.id].minor > 0
    )
    items = _within(items, limit)
    total = zero(open_now[0].balance.currency)
    for item in items:
        total = total + item.amount
    return Asked(cases=tuple(mine), items=items, total=total) if items else None


def _within(items: tuple[TouchItem, ...], limit: Money | None) -> tuple[TouchItem, ...]:
    """The items as far as the limit goes; the rest of them is not asked for."""
    if limit is None:
        return items
    left = limit.minor
    found: list[TouchItem] = []
    for item in items:
        part = min(left, item.amount.minor)
        if part > 0:
            amount = item.amount.model_copy(update={"minor": part})
            found.append(item.model_copy(update={"amount": amount}))
        left -= part
    return tuple(found)


def _made(
    world: World,
    company_id: str,
    payer_id: str,
    cases: Sequence[Case],
    items: tuple[TouchItem, ...],
    total: object,
    cause: str,
) -> PayLink | None:
    link_id = hashlib.sha256(f"link/{cause}".encode()).hexdigest()[:16]
    link = world.store.get(PayLink, link_key(link_id))
    if link is None:
        # What is not asked for keeps its own link.
        linked = {item.invoice_id for item in items}
        held = sorted({each for case in cases if case.invoice.id in linked for each in case.link_ids})
        fitting = _fitting(world, held, items)
        if fitting is not None:
            return fitting
        ending = dying(world, held, "a newer link was made")
        fresh = PayLink.model_validate(
            {
                "id": link_id,
                "company_id": company_id,
                "payer_id": payer_id,
                "items": items,
                "total": total,
                "created_at": world.clock.now(),
            }
        )
        changed: list[Record] = [
            case.model_copy(update={"link_ids": (*case.link_ids, link_id)})
            for case in cases
            if case.invoice.id in linked
        ]
        world.store.commit(fresh, *changed, *ending)
        for old in ending:
            if any(is_paying(world, session.payment_intent or "") for session in end_link(world, old.id)):
                return None
        link = stored(fresh)
    if link.state is LinkState.ALIVE:
        return link
    if link.state is not LinkState.CREATING:
        return None
    made = world.payments.create_link(draft_of(link), key=f"link-{link.id}")
    alive = link.model_copy(update={"state": LinkState.ALIVE, "stripe_id": made.id, "url": made.url})
    world.store.commit(alive)
    return stored(alive)


def _fitting(world: World, held: Sequence[str], items: tuple[TouchItem, ...]) -> PayLink | None:
    """The only live link of these cases, if it asks for just this and nobody has used it: then no other is needed."""
    alive = [link for each in held if (link := world.store.get(PayLink, link_key(each))) and link.state in _LIVING]
    if len(alive) != 1 or alive[0].state is not LinkState.ALIVE or alive[0].stripe_id is None:
        return None
    if {(i.invoice_id, i.amount) for i in alive[0].items} != {(i.invoice_id, i.amount) for i in items}:
        return None
    used = any(session.status == "complete" for session in world.payments.sessions(alive[0].stripe_id))
    return None if used else alive[0]
