"""Reconcile: compare QuickBooks, Stripe and Twilio with our record; repair what rules allow, raise the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from pastdue.domain.audit import Fact
from pastdue.domain.company import Company, Connection, Seen, company_key, seen_key
from pastdue.domain.errors import NotConnected, VendorError
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.settlement import Settlement, SettlementState, settlement_key
from pastdue.domain.touch import PayLink, Touch
from pastdue.ports import StripePayment
from pastdue.usecases.check_touch import check_touch
from pastdue.usecases.end_links import end_link, postpone
from pastdue.usecases.keep_connection import lost
from pastdue.usecases.world import World, note_on_company, revise

# A query or a list may lag behind a write: look a little further back than the mark (vendor-facts, Reading).
_OVERLAP = timedelta(minutes=10)
_PAYMENTS_OVERLAP = timedelta(days=1)
_LONGEST_CHANGES = timedelta(days=29)
_BATCH = 200


class Reconciled(Value):
    """What one run found and set right; `failed` names the books that could not be read."""

    invoices_queued: int = 0
    payments_queued: int = 0
    links_ended: int = 0
    touches_checked: int = 0
    replies_queued: int = 0
    settlements_queued: int = 0
    failed: tuple[str, ...] = ()


def reconcile(world: World) -> Reconciled:
    """One run over all companies and vendors. A vendor that is out is counted and tried at the next run."""
    failed: list[str] = []
    touches = _each(world, failed, "twilio", _touches)
    links = _each(world, failed, "stripe links", _links)
    settlements = _settlements(world)
    invoices = payments = 0
    companies = world.store.listed(Company, "companies")
    for company in companies:
        if company.connection is Connection.CONNECTED:
            invoices += _each(world, failed, f"quickbooks {company.id}", partial(_ledger, company=company))
    replies = 0
    for company in companies[:1]:
        replies = _each(world, failed, "twilio replies", partial(_replies, company=company))
        payments = _each(world, failed, "stripe payments", partial(_money, company=company))
    for name in failed:
        world.metrics.count("BooksUnread", book=name.split(" ")[0])
    world.metrics.count("Reconciliations")
    return Reconciled(
        invoices_queued=invoices,
        payments_queued=payments,
        links_ended=links,
        touches_checked=touches,
        replies_queued=replies,
        settlements_queued=settlements,
        failed=tuple(failed),
    )


def _each(world: World, failed: list[str], name: str, look: Callable[[World], int]) -> int:
    try:
        return look(world)
    except VendorError:
        failed.append(name)
        return 0


def _touches(world: World) -> int:
    """Touches whose worker died or whose vendor did not answer."""
    keys = world.store.due(Touch, world.clock.now(), _BATCH)
    for key in keys:
        check_touch(world, key.pk.removeprefix("touch#"))
    return len(keys)


def _links(world: World) -> int:
    """Links that must be dead and may not be yet."""
    ended = 0
    failure: VendorError | None = None
    for key in world.store.due(PayLink, world.clock.now(), _BATCH):
        link_id = key.pk.removeprefix("link#")
        try:
            for session in end_link(world, link_id):
                world.queue.put("settlement", {"payment_intent": session.payment_intent})
        except VendorError as error:
            # One link that Stripe will not close must not keep the others alive (promise 5).
            postpone(world, link_id)
            failure = failure or error
        else:
            ended += 1
    if failure is not None:
        raise failure
    return ended


def _settlements(world: World) -> int:
    """Settlements that were begun and not ended."""
    keys = world.store.due(Settlement, world.clock.now(), _BATCH)
    for key in keys:
        world.queue.put("settlement", {"payment_intent": key.pk.removeprefix("settlement#")})
    return len(keys)


def _ledger(world: World, company: Company) -> int:
    """What changed in QuickBooks since the mark; past what change data capture reaches, every open invoice."""
    since = company.ledger_mark - _OVERLAP if company.ledger_mark else None
    try:
        _new_policy(world, company)
        if since is None or world.clock.wall() - since > _LONGEST_CHANGES:
            return _all_open(world, company)
        changes = world.ledger.changes(company.id, since)
    except NotConnected:
        lost(world, company.id)
        return 0
    if not changes.complete:
        return _all_open(world, company)
    for change in changes.items:
        message = {"company_id": company.id, "entity": change.entity.lower(), "id": change.id}
        world.queue.put("intake", message)
    _move_mark(world, company.id, "ledger_mark", changes.as_of)
    return len(changes.items)


def _new_policy(world: World, company: Company) -> None:
    """A policy was put in force: every customer with an open invoice is placed and decided about anew."""
    version = world.policies.in_force(company.id).version
    if version == company.policy_version:
        return
    customers = {invoice.customer_id for invoice in world.ledger.open_invoices(company.id)}
    for customer_id in sorted(customers):
        world.queue.put("intake", {"company_id": company.id, "entity": "customer", "id": customer_id})

    def build() -> tuple[Record, ...]:
        known = world.store.get(Company, company_key(company.id))
        if known is None or known.policy_version == version:
            return ()
        fact = Fact(what="policy in force", policy_version=version, facts={"customers": len(customers)})
        noted, entries = note_on_company(world, known.model_copy(update={"policy_version": version}), fact)
        return (noted, *entries)

    revise(world, build)


def _all_open(world: World, company: Company) -> int:
    """Read the mark first, then queue everything: what changes meanwhile is found from the mark on."""
    mark = world.ledger.changes(company.id, world.clock.wall() - timedelta(minutes=1)).as_of
    queued = 0
    for invoice in world.ledger.open_invoices(company.id):
        world.queue.put("intake", {"company_id": company.id, "entity": "invoice", "id": invoice.id})
        queued += 1
    _move_mark(world, company.id, "ledger_mark", mark)
    return queued


def _money(world: World, company: Company) -> int:
    """What happened to payments, and the payments themselves.

    Each is looked at though the other cannot be; the mark, from which both are read next time, moves after both.
    """
    try:
        found = _money_events(world, company)
    except VendorError:
        _payments(world, company)
        raise
    queued, newest = _payments(world, company)
    _move_mark(world, company.id, "payments_mark", newest or world.clock.wall())
    return found + queued


def _payments(world: World, company: Company) -> tuple[int, datetime | None]:
    """Queue the payments of ours that Stripe lists and our record has not ended alike; gives the newest one's time.

    A payment is listed by when it was created, which may be long before it succeeded: hence the day's overlap, the
    settlements in flight with their own next look, and the events beside it.
    """
    since = (company.payments_mark or world.clock.wall()) - _PAYMENTS_OVERLAP
    newest = company.payments_mark
    queued = 0
    for payment in world.payments.payments_since(since):
        newest = payment.created_at if newest is None else max(newest, payment.created_at)
        if "pastdue_link" in payment.metadata and not _recorded(world, payment):
            world.queue.put("settlement", {"payment_intent": payment.id})
            queued += 1
    return queued, newest


def _recorded(world: World, payment: StripePayment) -> bool:
    known = world.store.get(Settlement, settlement_key(payment.id))
    if known is None:
        return not (payment.captured or payment.in_flight)
    if known.state in (SettlementState.BOOKED, SettlementState.REVIEW):
        back = known.refunded.minor if known.refunded else 0
        return back == payment.refunded.minor and known.disputed == payment.disputed
    return known.state is SettlementState.FAILED and not payment.captured


def _money_events(world: World, company: Company) -> int:
    """What happened to payments since the mark: refunds and disputes reach back further than any list of payments."""
    since = (company.payments_mark or world.clock.wall()) - _OVERLAP
    queued = 0
    for payment_intent in sorted(set(world.payments.touched_since(since))):
        payment = world.payments.payment(payment_intent)
        if payment is not None and "pastdue_link" in payment.metadata and not _recorded(world, payment):
            world.queue.put("settlement", {"payment_intent": payment_intent})
            queued += 1
    return queued


def _replies(world: World, company: Company) -> int:
    """What people texted and no webhook told us: a lost "dispute" or "stop" is heard all the same (promise 3).

    The mark is Twilio's own time; what came before the first run was written to nobody of ours.
    """
    mark = company.texts_mark
    if mark is None:
        _move_mark(world, company.id, "texts_mark", world.clock.wall())
        return 0
    queued = 0
    for text in world.texts.received_since(mark - _OVERLAP):
        mark = max(mark, text.created_at)
        if world.store.get(Seen, seen_key("twilio", text.id)) is not None:
            continue
        world.queue.put(
            "conversation",
            {
                "kind": "reply",
                "message_id": text.id,
                "sender": text.sender,
                "body": text.body,
                "media": str(text.media),
                "heard_at": text.created_at.isoformat(),
            },
        )
        queued += 1
    _move_mark(world, company.id, "texts_mark", mark)
    world.metrics.count("RepliesFoundUnheard", queued)
    return queued


def _move_mark(world: World, company_id: str, field: str, to: datetime) -> None:
    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(company_id))
        if company is None or getattr(company, field) == to:
            return ()
        return (company.model_copy(update={field: to}),)

    revise(world, build)
