"""The world as a use case sees it: one value that holds every port, and the small moves that all use cases share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from pastdue.domain.audit import AuditEntry, Fact, extend
from pastdue.domain.case import Case, case_key
from pastdue.domain.company import Company, company_key
from pastdue.domain.contact import Contact
from pastdue.domain.errors import Conflict, NotConnected
from pastdue.domain.policy import Policy
from pastdue.domain.record import Key, Record, stored
from pastdue.domain.review import ReviewItem, review_key
from pastdue.domain.switch import CLIENT, Switch, switch_key
from pastdue.ports import (
    Clock,
    Connections,
    Entropy,
    Holidays,
    Ledger,
    Mail,
    Metrics,
    Payments,
    PhoneNumbers,
    Pictures,
    Queue,
    Store,
    Texts,
)


class Policies(Protocol):
    """Where the policy in force comes from."""

    def in_force(self, company_id: str) -> Policy:
        """The validated policy of a company, or the client's default. Raises PolicyError."""
        ...


@dataclass(frozen=True)
class World:
    """Every port. A use case keeps nothing between calls that it could not lose."""

    clock: Clock
    entropy: Entropy
    store: Store
    ledger: Ledger
    payments: Payments
    texts: Texts
    pictures: Pictures
    mail: Mail
    connections: Connections
    queue: Queue
    phones: PhoneNumbers
    holidays: Holidays
    metrics: Metrics
    policies: Policies


_TRIES = 8
R = TypeVar("R", bound=Record)


def revise(world: World, build: Callable[[], Iterable[Record]]) -> tuple[Record, ...]:
    """Read, change and commit, again from the reading when somebody else wrote first; gives what was stored.

    `build` reads afresh at each try and returns the records to write; none means that nothing is to be done.
    Raises Conflict after eight tries.
    """
    for _ in range(_TRIES - 1):
        records = tuple(build())
        if not records:
            return ()
        try:
            world.store.commit(*records)
        except Conflict:
            continue
        return tuple(stored(record) for record in records)
    records = tuple(build())
    if records:
        world.store.commit(*records)
    return tuple(stored(record) for record in records)


def required(world: World, kind: type[R], key: Key) -> R:
    """A record that must be there. Raises LookupError when it is not."""
    record = world.store.get(kind, key)
    if record is None:
        # The key of a phone is its number, and this may come into a log (promise 10).
        raise LookupError(f"no {kind.KIND}" if kind.KIND == "phone" else f"no {kind.KIND} at {key.pk}")
    return record


def company_of(world: World, company_id: str) -> Company:
    """The company. Raises NotConnected when it never was connected."""
    company = world.store.get(Company, company_key(company_id))
    if company is None:
        raise NotConnected(f"company {company_id} has not been connected; connect it in the browser first")
    return company


def cases_of_invoices(world: World, company_id: str, invoice_ids: Iterable[str]) -> tuple[Case, ...]:
    """The cases of these invoices, each read by its key; what has none is left out."""
    found = (world.store.get(Case, case_key(company_id, each)) for each in invoice_ids)
    return tuple(case for case in found if case is not None)


def note_on_case(world: World, case: Case, *facts: Fact) -> tuple[Case, tuple[AuditEntry, ...]]:
    """The case with its chain moved on, and the entries to commit with it."""
    chain = f"case#{case.company_id}#{case.invoice.id}"
    head, entries = extend(chain, case.chain, facts, world.clock.now())
    return case.model_copy(update={"chain": head}), entries


def note_on_contact(world: World, contact: Contact, *facts: Fact) -> tuple[Contact, tuple[AuditEntry, ...]]:
    """The contact with its chain moved on, and the entries to commit with it."""
    chain = f"contact#{contact.company_id}#{contact.customer_id}"
    head, entries = extend(chain, contact.chain, facts, world.clock.now())
    return contact.model_copy(update={"chain": head}), entries


def note_on_company(world: World, company: Company, *facts: Fact) -> tuple[Company, tuple[AuditEntry, ...]]:
    """The company with its chain moved on, and the entries to commit with it."""
    head, entries = extend(f"company#{company.id}", company.chain, facts, world.clock.now())
    return company.model_copy(update={"chain": head}), entries


def raise_review(world: World, item: ReviewItem, *, lasting: bool = False) -> bool:
    """Put a question to a person, once for as long as it stays open; gives whether it was new.

    A question that was decided before and comes up again is reopened with its new facts; a `lasting` one, which every
    look would ask, only if it is about another invoice than those that a person has left as they are. One that nobody
    was told of yet asks again for the notice, which a death may have cost.
    """
    told = raised = False

    def build() -> Iterable[Record]:
        nonlocal told, raised
        told = raised = False
        known = world.store.get(ReviewItem, item.key)
        if known is None:
            raised = True
            return (item,)
        concerned = tuple(dict.fromkeys((*known.invoice_ids, *item.invoice_ids)))
        if known.decided_at is None:
            told = known.noticed_at is not None
            more = concerned != known.invoice_ids
            return (known.model_copy(update={"invoice_ids": concerned}),) if more else ()
        if lasting and known.left and concerned == known.invoice_ids:
            told = True
            return ()
        raised = True
        ids = concerned if lasting else item.invoice_ids
        return (item.model_copy(update={"version": known.version, "invoice_ids": ids}),)

    revise(world, build)
    if raised:
        world.metrics.count("ReviewItemsRaised", kind=item.kind)
    if not told:
        world.queue.put("notice", {"company_id": item.company_id, "item_id": item.id})
    return raised


CONNECTION_LOST = "connection-lost"
# The kind of the question that is asked when the owner's own mail comes back.
OWNER_UNREACHED = "owner_unreached"


def answer_itself(world: World, company_id: str, item_id: str, because: str) -> None:
    """Close a question that events have answered, so that it is asked anew when it comes up again."""
    revise(world, lambda: answered(world, company_id, item_id, because))


def answered(world: World, company_id: str, item_id: str, because: str) -> tuple[ReviewItem, ...]:
    """A question as events have answered it, to commit with them; none where nobody waits for an answer."""
    item = world.store.get(ReviewItem, review_key(company_id, item_id))
    if item is None or item.decided_at is not None:
        return ()
    return (item.model_copy(update={"decided_at": world.clock.now(), "decision": because}),)


def switches_of(world: World, company_id: str) -> tuple[Switch, ...]:
    """The switch of the company and that of the whole client."""
    return tuple(world.store.get(Switch, switch_key(each)) or Switch(company_id=each) for each in (company_id, CLIENT))


def closed_days(world: World, policy: Policy, contact: Contact) -> frozenset[date]:
    """The recipient's holidays for a year from yesterday, the client's own dates included."""
    first = (world.clock.now() - timedelta(days=2)).date()
    last = first + timedelta(days=370)
    country = contact.country or policy.holidays.country
    days = set(policy.holidays.own_dates) | set(world.holidays.between(country, contact.region, first, last))
    for also in policy.holidays.also:
        days |= world.holidays.between(also, None, first, last)
    return frozenset(days)


def message_of(company_id: str, payer_id: str) -> Mapping[str, str]:
    """What the touch queue carries: whose cases to look at. What to do is decided when it is read."""
    return {"company_id": company_id, "payer_id": payer_id}
