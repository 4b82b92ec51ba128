"""Reconcile: compare QuickBooks, Stripe and Twilio with our record; repair what rules allow, raise the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from pastdue.domain.approval import listed_next
from pastdue.domain.audit import Fact
from pastdue.domain.calendar import told_at
from pastdue.domain.case import Adopted, CaseState, adopted_in
from pastdue.domain.company import MARKS_KEY, Company, Connection, Marks, Seen, company_key, seen_key
from pastdue.domain.consent import Attestation
from pastdue.domain.credit_order import CreditOrder
from pastdue.domain.errors import Conflict, NotConnected, Refused, VendorError
from pastdue.domain.link_order import LinkOrder
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Settlement, SettlementState, settlement_key
from pastdue.domain.touch import PayLink, Touch
from pastdue.ports import StripePayment
from pastdue.usecases.apply_credit import apply_credit
from pastdue.usecases.attest_consent import take_attestation
from pastdue.usecases.check_touch import check_touch
from pastdue.usecases.end_links import end_link, postpone
from pastdue.usecases.end_promises import end_promises
from pastdue.usecases.find_payer import declared
from pastdue.usecases.keep_connection import lost
from pastdue.usecases.plan_digest import planned
from pastdue.usecases.seal_audit import seal_audit
from pastdue.usecases.settle_payment import ASKED_AFTER, CURES, unplaced_id
from pastdue.usecases.world import World, answer_itself, cases_of_invoices, note_on_company, raise_review, revise

# A query or a list may lag behind a write: look a little further back than the mark (vendor-facts, Reading).
_OVERLAP = timedelta(minutes=10)
_PAYMENTS_OVERLAP = timedelta(days=1)
_LONGEST_CHANGES = timedelta(days=29)
_LONGEST_EVENTS = timedelta(days=29)
_DAILY = timedelta(hours=23)
_BATCH = 200


class Waiting(NamedTuple):
    """A captured payment that has no place in QuickBooks yet; no company where we do not know it at all."""

    payment_intent: str
    company_id: str
    amount: Money
    since: datetime


class Reconciled(Value):
    """What one run found and set right; `failed` names the books that could not be read.

    `oldest_difference` is how long the oldest captured payment has been waiting for its place in QuickBooks, in
    minutes; None where a book that would tell could not be read.
    """

    invoices_queued: int = 0
    payments_queued: int = 0
    links_ended: int = 0
    touches_checked: int = 0
    replies_queued: int = 0
    settlements_queued: int = 0
    oldest_difference: int | None = None
    failed: tuple[str, ...] = ()


def reconcile(world: World) -> Reconciled:
    """One run over all companies and vendors. A vendor that is out is counted and tried at the next run."""
    failed: list[str] = []
    touches = _each(world, failed, "twilio", _touches)
    links = _each(world, failed, "stripe links", _links)
    waiting = _settlements(world)
    _orders(world)
    end_promises(world)
    invoices = payments = replies = 0
    companies = world.store.listed(Company, "companies")
    for company in companies:
        if company.connection is Connection.CONNECTED:
            invoices += _each(world, failed, f"quickbooks {company.id}", partial(_ledger, company=company))
    _each(world, failed, "quickbooks attestations", _attestations)
    _each(world, failed, "quickbooks credits", _credits)
    if companies:
        replies = _each(world, failed, "twilio replies", _replies)
        payments = _each(world, failed, "stripe payments", partial(_money, waiting=waiting))
    for company in companies:
        _each(world, failed, f"audit {company.id}", partial(seal_audit, company_id=company.id))
    _tell_of_unread(world, failed)
    world.metrics.count("Reconciliations")
    return Reconciled(
        invoices_queued=invoices,
        payments_queued=payments,
        links_ended=links,
        touches_checked=touches,
        replies_queued=replies,
        settlements_queued=len(waiting),
        oldest_difference=_age_of_oldest(world, waiting, failed),
        failed=tuple(failed),
    )


def _each(world: World, failed: list[str], name: str, look: Callable[[World], int]) -> int:
    try:
        return look(world)
    except VendorError:
        failed.append(name)
        return 0


def _orders(world: World) -> None:
    """Links that a person ordered and that may be sent by now."""
    for key in world.store.due(LinkOrder, world.clock.now(), _BATCH):
        order = world.store.get(LinkOrder, key)
        if order is not None and order.check_at is not None:
            message = {"kind": "link", "company_id": order.company_id, "message_id": order.item_id}
            world.queue.put("conversation", message)


def _tell_of_unread(world: World, failed: Sequence[str]) -> None:
    """Count a vendor's outage by itself: how long each book has gone unread, apart from what waits because of it."""
    now = world.clock.now()
    for name in failed:
        world.metrics.count("BooksUnread", book=name.split(" ")[0])

    def build() -> tuple[Record, ...]:
        marks = _marks(world)
        unread = {name: marks.unread.get(name, now) for name in failed}
        return () if unread == marks.unread else (marks.model_copy(update={"unread": unread}),)

    revise(world, build)
    for name, since in _marks(world).unread.items():
        world.metrics.count("BookUnreadMinutes", _minutes(now - since), book=name.split(" ")[0])


def _age_of_oldest(world: World, waiting: Sequence[Waiting], failed: Sequence[str]) -> int | None:
    """The age of the oldest captured payment without its place; what waits a day is asked about, once.

    While QuickBooks or Stripe cannot be read the age would be theirs: nothing is said then, and nobody is asked. So it
    is with the payments of a company whose connection is lost, about which its owner was asked.
    """
    if any(name.startswith(("quickbooks", "stripe")) for name in failed):
        return None
    now = world.clock.now()
    waiting = [each for each in waiting if not _is_lost(world, each.company_id)]
    for each in waiting:
        if each.company_id and now - each.since >= ASKED_AFTER:
            raise_review(world, _unplaced_question(world, each))
    oldest = max((_minutes(now - each.since) for each in waiting if each.since <= now), default=0)
    world.metrics.count("OldestDifferenceMinutes", oldest)
    return oldest


def _is_lost(world: World, company_id: str) -> bool:
    company = world.store.get(Company, company_key(company_id)) if company_id else None
    return company is not None and company.connection is Connection.LOST


def _minutes(age: timedelta) -> int:
    return int(age.total_seconds() // 60)


def _unplaced_question(world: World, waiting: Waiting) -> ReviewItem:
    item_id = unplaced_id(waiting.payment_intent)
    return ReviewItem(
        id=item_id,
        company_id=waiting.company_id,
        kind="unplaced_payment",
        title=f"A payment of {waiting.amount.text()} was taken a day ago and is not in QuickBooks yet",
        facts={
            "payment_intent": waiting.payment_intent,
            "amount": waiting.amount.text(),
            "taken": told_at(waiting.since, world.policies.in_force(waiting.company_id).time_zone),
        },
        suggestion="It is tried again every 15 minutes, and this question ends when it succeeds. Show it to your "
        "engineer; do not record the payment by hand yet.",
        command=f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )


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


def _settlements(world: World) -> list[Waiting]:
    """Queue the settlements that were begun and not ended; gives those whose money is taken and has no place yet."""
    waiting: list[Waiting] = []
    for key in world.store.due(Settlement, world.clock.now(), _BATCH):
        payment_intent = key.pk.removeprefix("settlement#")
        world.queue.put("settlement", {"payment_intent": payment_intent})
        known = world.store.get(Settlement, key)
        if known is not None and known.state in (SettlementState.CAPTURED, SettlementState.BOOKING):
            since = known.ordered_at or known.taken_at or known.created_at
            waiting.append(Waiting(payment_intent, known.company_id, known.amount, since))
    return waiting


def _attestations(world: World) -> int:
    """Attested consent that no number has yet."""
    keys = world.store.due(Attestation, world.clock.now(), _BATCH)
    for key in keys:
        try:
            take_attestation(world, key)
        except NotConnected:
            lost(world, key.pk.removeprefix("attestation#"))
    return len(keys)


def _credits(world: World) -> int:
    """Credits that a person lets be applied."""
    keys = world.store.due(CreditOrder, world.clock.now(), _BATCH)
    for key in keys:
        try:
            apply_credit(world, key)
        except NotConnected:
            lost(world, key.pk.split("#")[1])
        except Conflict:
            continue  # somebody else is at it
        except Refused as error:
            # Its invoice cannot be read, which is asked about by itself; the order is tried again.
            world.metrics.count("CreditsRefused", code=error.code or "none")
    return len(keys)


def _ledger(world: World, company: Company) -> int:
    """What changed in QuickBooks since the mark; past what change data capture reaches, everything is looked at."""
    since = company.ledger_mark - _OVERLAP if company.ledger_mark else None
    try:
        _new_policy(world, company)
        _new_payers(world, company)
        if since is None or world.clock.wall() - since > _LONGEST_CHANGES:
            return _everything(world, company, since)
        changes = world.ledger.changes(company.id, since)
    except NotConnected:
        lost(world, company.id)
        return 0
    except Refused as error:
        _ask_about_refusal(world, company.id, error)
        raise
    if f"quickbooks {company.id}" in _marks(world).unread:
        answer_itself(world, company.id, _REFUSAL, "QuickBooks answers again")
    _duplicates(world, company)
    if not changes.complete:
        return _everything(world, company, since)
    for change in changes.items:
        message = {"company_id": company.id, "entity": change.entity.lower(), "id": change.id}
        world.queue.put("intake", message)
    _move_mark(world, company.id, changes.as_of)
    return len(changes.items)


_REFUSAL = "books-refused"
# A no to every request is no outage: it ends when a person ends it (vendor-facts, Errors).
_ENDED_BY_A_PERSON = ("120", "6190")


def _ask_about_refusal(world: World, company_id: str, error: Refused) -> None:
    if error.code not in _ENDED_BY_A_PERSON:
        return
    raise_review(
        world,
        ReviewItem(
            id=_REFUSAL,
            company_id=company_id,
            kind="books_refused",
            title="QuickBooks refuses to let its books be read",
            facts={"code": error.code, "request": error.request_id},
            suggestion=f"{CURES[error.code]} Until then nothing is sent and no payment is recorded; nothing is lost, "
            "and this question ends by itself.",
            command=f"pastdue review decide {_REFUSAL}",
            raised_at=world.clock.now(),
        ),
        lasting=True,
    )


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
        policy = world.policies.in_force(company.id)
        listed_at = listed_next(policy, world.clock.now())
        change = {"policy_version": version, "approvals_due_at": listed_at}
        noted, entries = note_on_company(world, known.model_copy(update=change), fact)
        return (noted, planned(world, known, policy), *entries)

    revise(world, build)


def _new_payers(world: World, company: Company) -> None:
    """A person declared who is one payer: the customers are read again, with whoever pays for them."""
    payers = declared(world, company.id)
    if payers.version == company.payers_version:
        return
    customers = {each for group in payers.groups for each in group}
    customers |= {each for pair in payers.apart for each in (pair.first, pair.second)}
    for customer_id in sorted(customers):
        world.queue.put("intake", {"company_id": company.id, "entity": "customer", "id": customer_id})

    def build() -> tuple[Record, ...]:
        known = world.store.get(Company, company_key(company.id))
        if known is None or known.payers_version == payers.version:
            return ()
        return (known.model_copy(update={"payers_version": payers.version}),)

    revise(world, build)


def _duplicates(world: World, company: Company) -> None:
    """Once a day all customers are looked at for two that may be one."""
    now = world.clock.now()
    if company.duplicates_at is not None and now - company.duplicates_at < _DAILY:
        return
    world.queue.put("intake", {"company_id": company.id, "entity": "customers", "id": company.id})

    def build() -> tuple[Record, ...]:
        known = world.store.get(Company, company_key(company.id))
        return () if known is None else (known.model_copy(update={"duplicates_at": now}),)

    revise(world, build)


def _everything(world: World, company: Company, since: datetime | None) -> int:
    """Where change data capture does not reach: every open invoice, every open case, and what else changed since.

    An invoice that was paid, voided or deleted meanwhile is open no more and a query may not show it: our own list of
    cases names it, as our settlements name a Payment of ours that was deleted. The mark is read first: what changes
    meanwhile is found from the mark on.
    """
    mark = world.ledger.changes(company.id, world.clock.wall() - timedelta(minutes=1)).as_of
    named = {("invoice", invoice.id): None for invoice in world.ledger.open_invoices(company.id)}
    named |= {("invoice", invoice_id): None for invoice_id in _open_cases(world, company.id)}
    if since is not None:
        named |= {(each.entity.lower(), each.id): None for each in world.ledger.updated_since(company.id, since)}
        named |= {("payment", payment_id): None for payment_id in _not_shown(world, company.id)}
    messages = [{"company_id": company.id, "entity": entity, "id": id_} for entity, id_ in named]
    world.queue.put_many("intake", messages)
    _move_mark(world, company.id, mark)
    return len(messages)


def _not_shown(world: World, company_id: str) -> list[str]:
    """Our own Payments that QuickBooks lists no more: one that was deleted is in no query, nor in what was updated."""
    settlements = world.store.listed(Settlement, f"settlements#{company_id}")
    ours = {part.payment_id for each in settlements for part in each.parts if part.payment_id is not None}
    if not ours:
        return []
    since = min(each.created_at for each in settlements) - _OVERLAP
    return sorted(ours - {payment.id for payment in world.ledger.payments_entered_since(company_id, since)})


def _open_cases(world: World, company_id: str) -> list[str]:
    """The invoices of a company whose cases are not closed."""
    ids = [each.invoice_id for each in world.store.series(Adopted, adopted_in(company_id))]
    return [case.invoice.id for case in cases_of_invoices(world, company_id, ids) if case.state is not CaseState.CLOSED]


def _money(world: World, waiting: list[Waiting]) -> int:
    """What happened to payments, and the payments themselves; `waiting` gets those that we did not know of.

    Each is looked at though the other cannot be; the mark, from which both are read next time, moves after both.
    """
    mark = _marks(world).payments
    try:
        found = _money_events(world, mark)
    except VendorError:
        _payments(world, mark, waiting)
        raise
    queued, newest = _payments(world, mark, waiting)
    _move_marks(world, payments=newest or world.clock.wall())
    return found + queued


def _payments(world: World, mark: datetime | None, waiting: list[Waiting]) -> tuple[int, datetime | None]:
    """Queue the payments of ours that Stripe lists and our record has not ended alike; gives the newest one's time.

    A payment is listed by when it was created, which may be long before it succeeded: hence the day's overlap, the
    settlements in flight with their own next look, and the events beside it.
    """
    newest = mark
    queued = 0
    for payment in world.payments.payments_since((mark or world.clock.wall()) - _PAYMENTS_OVERLAP):
        newest = payment.created_at if newest is None else max(newest, payment.created_at)
        if "pastdue_link" not in payment.metadata or _recorded(world, payment):
            continue
        world.queue.put("settlement", {"payment_intent": payment.id})
        queued += 1
        if payment.captured and world.store.get(Settlement, settlement_key(payment.id)) is None:
            # Stripe's time; its age is measured on our clock (the two differ by seconds, or locally by what was moved).
            since = world.clock.now() - (world.clock.wall() - payment.created_at)
            waiting.append(Waiting(payment.id, "", payment.received, since))
    return queued, newest


def _recorded(world: World, payment: StripePayment) -> bool:
    known = world.store.get(Settlement, settlement_key(payment.id))
    if known is None or known.state is SettlementState.FAILED:
        # What failed may be submitted again in Stripe.
        return not (payment.captured or payment.in_flight)
    if known.state in (SettlementState.BOOKED, SettlementState.REVIEW, SettlementState.FOREIGN):
        back = known.refunded.minor if known.refunded else 0
        # Once disputed stays disputed, and a status that Stripe would not say tells nothing new.
        disputed = known.disputed or not payment.disputed
        return back == payment.refunded.minor and disputed and payment.dispute in ("", known.dispute)
    return False


def _money_events(world: World, mark: datetime | None) -> int:
    """What happened to payments since the mark: refunds and disputes reach back further than any list of payments."""
    since = (mark or world.clock.wall()) - _OVERLAP
    touched = set(world.payments.touched_since(since))
    if world.clock.wall() - since > _LONGEST_EVENTS:
        # What moved money is on the balance, however long ago.
        touched |= {each.payment_intent for each in world.payments.movements(since=since) if each.payment_intent}
    queued = 0
    for payment_intent in sorted(touched):
        payment = world.payments.payment(payment_intent)
        if payment is not None and "pastdue_link" in payment.metadata and not _recorded(world, payment):
            world.queue.put("settlement", {"payment_intent": payment_intent})
            queued += 1
    return queued


def _replies(world: World) -> int:
    """What people texted and no webhook told us: a lost "dispute" or "stop" is heard all the same (promise 3).

    The mark is Twilio's own time; what came before the first run was written to nobody of ours.
    """
    mark = _marks(world).texts
    if mark is None:
        _move_marks(world, texts=world.clock.wall())
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
    _move_marks(world, texts=mark)
    world.metrics.count("RepliesFoundUnheard", queued)
    return queued


def _move_mark(world: World, company_id: str, to: datetime) -> None:
    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(company_id))
        if company is None or company.ledger_mark == to:
            return ()
        return (company.model_copy(update={"ledger_mark": to}),)

    revise(world, build)


def _marks(world: World) -> Marks:
    return world.store.get(Marks, MARKS_KEY) or Marks()


def _move_marks(world: World, **to: datetime) -> None:
    def build() -> tuple[Record, ...]:
        marks = _marks(world)
        moved = marks.model_copy(update=to)
        return () if moved == marks else (moved,)

    revise(world, build)
