"""End pay links: a link that asks for more than is owed must die, and its open sessions with it (promise 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pastdue.domain.case import Case, case_key
from pastdue.domain.errors import Unavailable, VendorError
from pastdue.domain.money import Money
from pastdue.domain.record import Record
from pastdue.domain.settlement import Settlement, settlement_key
from pastdue.domain.touch import LinkState, PayLink, link_key
from pastdue.ports import LinkDraft, LinkLine, StripeSession
from pastdue.usecases.world import World, revise

_LOOK_AGAIN = timedelta(minutes=5)
INACTIVE_MESSAGE = (
    "This payment link is no longer in use because the amount due has changed or was paid. "
    "Reply LINK to our text message to get a current one."
)


def draft_of(link: PayLink) -> LinkDraft:
    """The link as it is asked of Stripe: made from our record alone, so that asking again asks the same."""
    return LinkDraft(
        link_id=link.id,
        lines=tuple(LinkLine(name=name, amount=amount) for name, amount in _lines(link)),
        currency=link.total.currency,
        metadata={"pastdue_link": link.id, "pastdue_company": link.company_id},
        inactive_message=INACTIVE_MESSAGE,
    )


_MOST_LINES = 20


def _lines(link: PayLink) -> list[tuple[str, Money]]:
    if len(link.items) > _MOST_LINES:
        return [(f"{len(link.items)} invoices", link.total)]
    return [(f"Invoice {item.number}", item.amount) for item in link.items]


def dying(world: World, link_ids: Iterable[str], because: str) -> tuple[PayLink, ...]:
    """The live links among these, marked to die: to be committed together with what made them wrong."""
    found: list[PayLink] = []
    for link_id in link_ids:
        link = world.store.get(PayLink, link_key(link_id))
        if link is not None and link.state in (LinkState.CREATING, LinkState.ALIVE):
            change = {"state": LinkState.DYING, "ended_because": because, "check_at": world.clock.now()}
            found.append(link.model_copy(update=change))
    return tuple(found)


def end_link(world: World, link_id: str) -> tuple[StripeSession, ...]:
    """Kill one dying link at Stripe: inactive first, then its open sessions; gives the sessions that were completed.

    A link whose creation was never confirmed has an address that nobody was given: it needs no killing at Stripe.
    A vendor's failure leaves the link dying, for the next reconciliation. Raises VendorError then.
    """
    link = world.store.get(PayLink, link_key(link_id))
    if link is None or link.state is not LinkState.DYING:
        return ()
    ended = _closed_at_stripe(world, link.stripe_id) if link.stripe_id else []
    if any(session.status == "open" for session in ended):
        raise Unavailable(f"a session of link {link_id} stayed open; it is ended at the next look", vendor="stripe")
    complete = tuple(session for session in ended if session.payment_intent and session.status == "complete")
    if any(_unsettled(world, session.payment_intent or "") for session in complete):
        # It stays with its cases, where the last look sees it, until the settlement holds them (promise 2).
        postpone(world, link_id)
        return complete

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(PayLink, link_key(link_id))
        if fresh is None or fresh.state is not LinkState.DYING:
            return ()
        return (fresh.model_copy(update={"state": LinkState.DEAD, "check_at": None}),)

    if revise(world, build):
        world.metrics.count("LinksEnded")
        _forget_on_cases(world, link)
    return complete


def _unsettled(world: World, payment_intent: str) -> bool:
    """Whether a payment is captured or on its way, and we have no record of it yet: its webhook is late or lost."""
    known = world.store.get(Settlement, settlement_key(payment_intent))
    return known is None and is_paying(world, payment_intent)


def is_paying(world: World, payment_intent: str) -> bool:
    """Whether a payment is captured or on its way: then nobody is reminded (promise 2)."""
    payment = world.payments.payment(payment_intent)
    return payment is not None and (payment.captured or payment.in_flight)


def _closed_at_stripe(world: World, stripe_id: str) -> list[StripeSession]:
    """Nobody new gets in, and who is inside is put out, unless they paid first; gives every session as it ended."""
    world.payments.close_link(stripe_id, INACTIVE_MESSAGE)
    return [
        world.payments.expire_session(session.id) if session.status == "open" else session
        for session in world.payments.sessions(stripe_id)
    ]


def _forget_on_cases(world: World, link: PayLink) -> None:
    for item in link.items:

        def build(invoice_id: str = item.invoice_id) -> tuple[Record, ...]:
            case = world.store.get(Case, case_key(link.company_id, invoice_id))
            if case is None or link.id not in case.link_ids:
                return ()
            return (case.model_copy(update={"link_ids": tuple(i for i in case.link_ids if i != link.id)}),)

        revise(world, build)


def end_links(world: World, links: Iterable[PayLink]) -> None:
    """Kill links that were just marked; what fails now is tried again by the next reconciliation."""
    for link in links:
        try:
            end_link(world, link.id)
        except VendorError as error:
            world.metrics.count("LinkEndFailed", vendor=error.vendor)
            postpone(world, link.id)


def postpone(world: World, link_id: str) -> None:
    """Look at a dying link again in five minutes."""

    def build() -> tuple[Record, ...]:
        link = world.store.get(PayLink, link_key(link_id))
        if link is None or link.state is not LinkState.DYING:
            return ()
        return (link.model_copy(update={"check_at": world.clock.now() + _LOOK_AGAIN}),)

    revise(world, build)
