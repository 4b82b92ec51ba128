"""ApplyCredit: by a person's order, apply a customer's open credit memos to an invoice: intent, act, confirm.

Only our record is changed when the order is given; the next reconciliation carries it out. An unapplied payment is not
applied: it can only be edited, and not at all once it is on a deposit (6540).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.allocation import first_open_day
from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.credit_order import CreditOrder, credit_order_key
from pastdue.domain.decide import Reason
from pastdue.domain.errors import BadInput, Conflict, Refused
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.record import Key, Record, stored
from pastdue.domain.settlement import Part
from pastdue.usecases.find_entry import find_entry, standing_entry
from pastdue.usecases.pace import pace_quickbooks
from pastdue.usecases.plan_credits import credit_part
from pastdue.usecases.refresh_invoice import asked_of_case, refresh_invoice
from pastdue.usecases.world import World, answer_itself, note_on_case, revise

_LEASE = timedelta(minutes=3)
_LOOK_AGAIN = timedelta(minutes=15)
# The invoice, its customer's credits, the company with its preferences, a look, the Payment, the invoice again.
_REQUESTS = 9
_NOTE = "Applies the customer's open credit to an invoice, as {by} ordered."


def order_credit(world: World, case: Case, by: str) -> CreditOrder:
    """Write the order down. Raises BadInput where the case is over or an order for it is being carried out."""
    if case.state is CaseState.CLOSED:
        raise BadInput(
            f"invoice {case.invoice.number or case.invoice.id} is {case.ended_because}: nothing is open on it"
        )
    key = credit_order_key(case.company_id, case.invoice.id)

    def build() -> Iterable[Record]:
        known = world.store.get(CreditOrder, key)
        if known is not None and known.check_at is not None:
            raise BadInput("this was ordered already; it is carried out within 15 minutes")
        order = CreditOrder(
            company_id=case.company_id,
            invoice_id=case.invoice.id,
            ordered_by=by,
            count=known.count + 1 if known is not None else 1,
            check_at=world.clock.now(),
            version=known.version if known is not None else 0,
        )
        return (order, *_noted(world, order, "credit ordered"))

    order = revise(world, build)[0]
    assert isinstance(order, CreditOrder)
    return order


def apply_credit(world: World, key: Key) -> str:
    """Carry an order out as far as it can be now; gives its outcome. Raises VendorError to be tried again."""
    order = _taken(world, key)
    if order is None:
        return ""
    pace_quickbooks(world, order.company_id, _REQUESTS)
    if order.part is None:
        invoice = world.ledger.invoice(order.company_id, order.invoice_id)
        part = _planned(world, order, invoice)
        if part is None:
            return _ended(world, order, "no open credit memo covers any of it")
        order = _moved(world, order, part)
    return _ended(world, order, _posted(world, order))


def _taken(world: World, key: Key) -> CreditOrder | None:
    """The order under our lease; None where it is done, or somebody else is at it."""
    order = world.store.get(CreditOrder, key)
    wall = world.clock.wall()
    if order is None or order.check_at is None or (order.lease_until is not None and wall < order.lease_until):
        return None
    taken = order.model_copy(update={"lease_until": wall + _LEASE, "check_at": world.clock.now() + _LOOK_AGAIN})
    try:
        world.store.commit(taken)
    except Conflict:
        return None
    return stored(taken)


def _planned(world: World, order: CreditOrder, invoice: Invoice | None) -> Part | None:
    if invoice is None or invoice.status is not InvoiceStatus.OPEN:
        return None
    books = world.ledger.company(order.company_id)
    zone = ZoneInfo(world.policies.in_force(order.company_id).time_zone)
    day = first_open_day(world.clock.now().astimezone(zone).date(), books.books_closed_on)
    rate = None
    if invoice.balance.currency != books.home_currency:
        rate = world.ledger.exchange_rate(order.company_id, invoice.balance.currency, day) or invoice.exchange_rate
    return credit_part(
        world,
        order.company_id,
        invoice,
        cause=f"order {order.company_id} {order.count}",
        note=_NOTE.format(by=order.ordered_by),
        paid_on=day,
        rate=rate,
        used={},
    )


def _posted(world: World, order: CreditOrder) -> str:
    """Post the Payment of 0, unless QuickBooks has it already; gives the outcome."""
    part = order.part
    assert part is not None
    found = find_entry(world, order.company_id, part) if part.tried_at is not None else None
    if found is None:
        part = part.model_copy(update={"tried_at": world.clock.wall()})
        order = _moved(world, order, part)
        try:
            found = world.ledger.pay(order.company_id, part.draft, part.request_id)
        except Refused as error:
            return f"QuickBooks refused it with {error.code}"
        if standing_entry(world, order.company_id, found.id) is None:
            return "somebody took it out of QuickBooks again"
    world.metrics.count("CreditsApplied")
    return "applied"


def _moved(world: World, order: CreditOrder, part: Part) -> CreditOrder:
    moved = order.model_copy(update={"part": part, "lease_until": world.clock.wall() + _LEASE})
    world.store.commit(moved)
    return stored(moved)


def _ended(world: World, order: CreditOrder, outcome: str) -> str:
    """The question is answered; where the invoice is not covered after all, the next look asks anew with what is so."""

    def build() -> Iterable[Record]:
        known = world.store.get(CreditOrder, order.key)
        if known is None or known.check_at is None:
            return ()
        ended = known.model_copy(update={"check_at": None, "lease_until": None, "outcome": outcome})
        return (ended, *_noted(world, order, "credit order ended", outcome))

    refresh_invoice(world, order.company_id, order.invoice_id)
    revise(world, build)
    question = asked_of_case(Reason.COVERED_BY_CREDIT, order.invoice_id)
    answer_itself(world, order.company_id, question, f"ordered by {order.ordered_by}: {outcome}")
    return outcome


def _noted(world: World, order: CreditOrder, what: str, outcome: str = "") -> tuple[Record, ...]:
    case = world.store.get(Case, case_key(order.company_id, order.invoice_id))
    if case is None:
        return ()
    part = order.part
    used = {f"credit_memo_{use.credit_id}": use.amount.minor for use in part.draft.credits} if part else {}
    due_at = world.clock.now() if case.state is CaseState.OPEN else case.due_at
    fact = Fact(what=what, who=order.ordered_by, facts=used, outcome=outcome)
    noted, entries = note_on_case(world, case.model_copy(update={"due_at": due_at}), fact)
    return (noted, *entries)
