"""ComposeDigest: gather what a company's digest says: from the audit, our records, QuickBooks and Stripe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pastdue.domain.aging import OpenSpan, aging_on
from pastdue.domain.audit import AuditEntry, Fact, day_index
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case
from pastdue.domain.company import Company, Connection
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.digest import (
    QUICKBOOKS,
    STRIPE,
    DigestData,
    DigestTurn,
    Income,
    Owed,
    PayoutTold,
    Question,
    Received,
    Step,
    sums,
)
from pastdue.domain.errors import NotConnected, VendorError
from pastdue.domain.ledger import Invoice, LedgerPayment
from pastdue.domain.ledger_entry import stripe_ids_in
from pastdue.domain.money import Money, Value
from pastdue.domain.plan import InstalmentState, Plan, PlanState, plans_index, standing
from pastdue.domain.policy import Policy
from pastdue.domain.review import ReviewItem, open_reviews
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import Channel, PayLink, link_key
from pastdue.usecases.check_books import books_behind
from pastdue.usecases.report_payouts import ArrivedPayouts, PayoutSheet, arrived_payouts, cases_booked_on
from pastdue.usecases.world import World, cases_of_invoices, switches_of

# The indexes lag behind writes: what happened in the last minutes is the next digest's.
_SEEN_AFTER = timedelta(minutes=5)
_LONGEST = timedelta(days=31)
_IN_FULL = 10


class Composed(Value):
    """A digest and the sheets of the payouts that it tells of."""

    data: DigestData
    sheets: tuple[PayoutSheet, ...]


def compose_digest(world: World, company: Company, policy: Policy, turn: DigestTurn) -> Composed:
    """What has happened since the last digest, and how things stand now. A vendor that does not answer is named."""
    now = world.clock.now()
    until = max(turn.since, now - _SEEN_AFTER)
    since = max(turn.since, until - _LONGEST)
    entered_until = max(turn.entered_since, world.clock.wall() - _SEEN_AFTER)
    entered_since = max(turn.entered_since, entered_until - _LONGEST)
    facts = [entry for entry in _entries(world, company.id, since, until) if since <= entry.at < until]
    settled = world.store.listed(Settlement, f"settlements#{company.id}")
    unread: list[str] = []
    try:
        entered = _entered(world, company.id, entered_since, entered_until)
        owed = _owed(policy, now, world.ledger.open_invoices(company.id))
    except (VendorError, NotConnected):
        unread.append(QUICKBOOKS)
        entered, owed = Income(), ()
    try:
        earliest = world.clock.wall() - _LONGEST
        arrived = arrived_payouts(world, company.id, earliest, turn.payouts_from, turn.payouts_told)
    except VendorError:
        unread.append(STRIPE)
        arrived = ArrivedPayouts()
    data = DigestData(
        company_id=company.id,
        company=company.name,
        zone=policy.time_zone,
        mode=policy.mode,
        since=since,
        until=until,
        entered_since=entered_since,
        entered_until=entered_until,
        by_link=_by_link(world, settled, since, until),
        entered=entered,
        went_back=_returned(world, settled, since, until, _WENT, 1),
        came_back=_returned(world, settled, since, until, _CAME, -1),
        sent=_sent(facts),
        would_send=len({entry.chain for entry in facts if entry.fact.what == "would send"}),
        answers=_answers(facts),
        promises_kept=_distinct(facts, "promise kept", "reply"),
        promises_broken=_distinct(facts, "promise broken", "reply"),
        plans_kept=_distinct(facts, "plan kept", "plan"),
        plans_broken=_distinct(facts, "plan broken", "plan"),
        plans_late=_late(world, company.id, policy, now),
        waiting=_waiting(world, company.id),
        owed=owed,
        stops=_stops(world, company, policy),
        payouts=tuple(_told(sheet) for sheet in arrived.sheets),
        payouts_of_others=arrived.of_others,
        unread=tuple(unread),
    )
    return Composed(data=data, sheets=arrived.sheets)


def _entries(world: World, company_id: str, since: datetime, until: datetime) -> Iterable[AuditEntry]:
    day = since.date()
    while day <= until.date():
        yield from world.store.listed(AuditEntry, day_index(company_id, day))
        day += timedelta(days=1)


def _by_link(world: World, settled: Iterable[Settlement], since: datetime, until: datetime) -> Income:
    """The payments that Stripe took in that time; what has gone back of them since is told for itself."""
    found = [each for each in settled if each.taken_at is not None and since <= each.taken_at < until]
    found.sort(key=lambda each: (each.taken_at or since, each.payment_intent))
    latest = [_paid_by_link(world, each) for each in found[-_IN_FULL:]]
    return Income(count=len(found), sums=sums([each.amount for each in found]), latest=tuple(latest))


def _returned(
    world: World, settled: Iterable[Settlement], since: datetime, until: datetime, hows: Mapping[bool, str], sign: int
) -> Income:
    """What went back in that time, or (`sign` -1) came back; `hows` says it of what the bank did and of what we did."""
    found = [
        (moved.at, each, moved.by_bank, Money(minor=sign * moved.amount.minor, currency=moved.amount.currency))
        for each in settled
        for moved in each.returned
        if since <= moved.at < until and sign * moved.amount.minor > 0
    ]
    found.sort(key=lambda each: (each[0], each[1].payment_intent))
    latest = [
        _paid_by_link(world, each).model_copy(update={"amount": amount, "how": hows[by_bank]})
        for _, each, by_bank, amount in found[-_IN_FULL:]
    ]
    return Income(count=len(found), sums=sums([amount for *_, amount in found]), latest=tuple(latest))


_WENT: Mapping[bool, str] = {True: "taken back by the bank", False: "refunded"}
_CAME: Mapping[bool, str] = {True: "the bank gave it back", False: "the refund failed"}


def _paid_by_link(world: World, settlement: Settlement) -> Received:
    cases = cases_booked_on(world, settlement)
    link = world.store.get(PayLink, link_key(settlement.link_id)) if settlement.link_id and not cases else None
    if link is not None:
        asked = (item.invoice_id for item in link.items)
        cases = list(cases_of_invoices(world, settlement.company_id, asked))
    return _received(cases, settlement.amount)


def _received(cases: Sequence[Case], amount: Money, customer: str = "") -> Received:
    names = dict.fromkeys(case.invoice.customer_name for case in cases)
    numbers = ", ".join(case.invoice.number or case.invoice.id for case in cases)
    return Received(customer=", ".join(names) or customer, invoices=numbers, amount=amount)


def _entered(world: World, company_id: str, since: datetime, until: datetime) -> Income:
    """The payments that a person entered in QuickBooks in that time: checks, cash, transfers; not what we recorded.

    In QuickBooks' own time, the wall clock's.
    """
    found = [
        each
        for each in world.ledger.payments_entered_since(company_id, since)
        if since <= each.created_at < until and not each.voided and each.total.minor > 0 and not stripe_ids_in(each)
    ]
    found.sort(key=lambda each: (each.created_at, each.id))
    latest = tuple(_paid_there(world, company_id, each) for each in found[-_IN_FULL:])
    return Income(count=len(found), sums=sums([each.total for each in found]), latest=latest)


def _paid_there(world: World, company_id: str, payment: LedgerPayment) -> Received:
    contact = world.store.get(Contact, contact_key(company_id, payment.customer_id))
    name = contact.known_as if contact is not None else ""
    cases = cases_of_invoices(world, company_id, (line.invoice_id for line in payment.lines))
    return _received(cases, payment.total, name)


def _owed(policy: Policy, now: datetime, invoices: Iterable[Invoice]) -> tuple[Owed, ...]:
    """What is open by age, a currency each; an invoice without a due date is due when it was issued."""
    spans: dict[str, list[OpenSpan]] = {}
    for each in invoices:
        span = OpenSpan(
            since=each.issued_on, due_on=each.due_on or each.issued_on, until=None, minor=each.balance.minor
        )
        spans.setdefault(each.balance.currency, []).append(span)
    today = local_date(now, (policy.time_zone,))
    return tuple(Owed(currency=currency, aging=aging_on(today, spans[currency])) for currency in sorted(spans))


_SENT = frozenset({"touch sent", "touch presumed sent"})


def _sent(entries: Sequence[AuditEntry]) -> tuple[Step, ...]:
    """The messages that we started, by step: one that is about several cases counts once, under its highest rung."""
    found: dict[object, tuple[Channel, str]] = {}
    for fact in (entry.fact for entry in entries if entry.fact.what in _SENT):
        said = (Channel(str(fact.facts["channel"])), _step(fact))
        touch = fact.facts["touch"]
        found[touch] = max(found.get(touch, said), said)
    counts = Counter(found.values())
    return tuple(Step(channel=channel, step=step, count=counts[channel, step]) for channel, step in sorted(counts))


def _step(fact: Fact) -> str:
    return fact.reason if fact.reason.startswith("rung ") else "plans"


def _answers(entries: Sequence[AuditEntry]) -> dict[str, int]:
    """What people wrote, by meaning, the most frequent first; one text counts once, whoever shares the phone."""
    heard = {
        entry.fact.facts.get("message"): entry.fact.reason for entry in entries if entry.fact.what == "reply heard"
    }
    counts = Counter(heard.values())
    return {meaning: counts[meaning] for meaning in sorted(counts, key=lambda each: (-counts[each], each))}


def _distinct(entries: Sequence[AuditEntry], what: str, fact: str) -> int:
    return len({entry.fact.facts.get(fact) for entry in entries if entry.fact.what == what})


def _late(world: World, company_id: str, policy: Policy, now: datetime) -> int:
    running = [each for each in world.store.listed(Plan, plans_index(company_id)) if each.state is PlanState.RUNNING]
    stands = [each for plan in running for each in standing(plan, local_date(now, (policy.time_zone,)))]
    return sum(each.state is InstalmentState.LATE for each in stands)


def _waiting(world: World, company_id: str) -> tuple[Question, ...]:
    """The open questions, by kind; the kind with the oldest first."""
    items = [item for item in world.store.listed(ReviewItem, open_reviews(company_id)) if item.decided_at is None]
    kinds: dict[str, list[ReviewItem]] = {}
    for item in sorted(items, key=lambda each: (each.raised_at, each.id)):
        kinds.setdefault(item.kind, []).append(item)
    return tuple(
        Question(kind=kind, count=len(each), oldest=each[0].raised_at, title=each[0].title)
        for kind, each in kinds.items()
    )


def _stops(world: World, company: Company, policy: Policy) -> tuple[str, ...]:
    found = [switch.told() for switch in switches_of(world, company.id) if switch.stopped]
    if company.connection is Connection.LOST:
        found.append("QuickBooks is not connected; connect it again")
    late = books_behind(world, company, policy)
    if late is not None:
        found.append(f"reminders wait: no customer payment was entered in QuickBooks since {late.since}")
    return tuple(found)


def _told(sheet: PayoutSheet) -> PayoutTold:
    return PayoutTold(
        payout_id=sheet.payout_id,
        arrives_on=sheet.arrives_on,
        payments=sheet.payments,
        refunds=sheet.refunds,
        chargebacks=sheet.chargebacks,
        fees=sheet.fees,
        other=sheet.other,
        others_share=sheet.others_share,
        net=sheet.amount,
        by_hand=sheet.by_hand,
        ties=sheet.ties,
    )
