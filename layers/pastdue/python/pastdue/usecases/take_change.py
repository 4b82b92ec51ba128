"""TakeChange: one change in QuickBooks, by webhook, change data capture or first reading, brought into our cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.credits import allot
from pastdue.domain.errors import Refused
from pastdue.domain.ledger import CREDIT_MEMO
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import PayLink, link_key
from pastdue.usecases.ask_for_thanks import ask_for_thanks
from pastdue.usecases.compare_payment import compare_payment
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.find_duplicates import find_duplicates
from pastdue.usecases.gather import cases_of
from pastdue.usecases.keep_books import learn_books, take_entry
from pastdue.usecases.refresh_contact import refresh_parties
from pastdue.usecases.refresh_invoice import RefreshResult, place_case, refresh_invoice
from pastdue.usecases.wake_cases import open_cases, wake_cases
from pastdue.usecases.world import World, company_of, raise_review, revise

# Customers cannot be deleted; one that is not there was merged into another (vendor-facts, Reading: 610).
_NOT_FOUND = "610"


class ChangeResult(Value):
    """What one change led to."""

    entity: str
    id: str
    refreshed: tuple[RefreshResult, ...] = ()
    queued: int = 0


def take_change(world: World, message: Mapping[str, str]) -> ChangeResult:
    """Act on one intake message: company_id, entity (invoice, customer, customers, payment, …) and id."""
    company_id, entity, entity_id = message["company_id"], message["entity"], message["id"]
    company_of(world, company_id)
    try:
        return _taken(world, company_id, entity, entity_id)
    except Refused as error:
        if error.code != "unreadable":
            raise
        raise_review(world, _unreadable(world, company_id, entity, entity_id, error))
        return ChangeResult(entity=entity, id=entity_id)


def _unreadable(world: World, company_id: str, entity: str, entity_id: str, error: Refused) -> ReviewItem:
    return ReviewItem(
        id=f"unreadable-{entity}-{entity_id}",
        company_id=company_id,
        kind="unreadable",
        title=f"The {entity} {entity_id} in QuickBooks cannot be read",
        invoice_ids=(entity_id,) if entity == "invoice" else (),
        facts={"why": str(error)},
        suggestion="Open it in QuickBooks and correct what is named above; it is then read again by itself.",
        command=f"pastdue review decide unreadable-{entity}-{entity_id}",
        raised_at=world.clock.now(),
    )


def _taken(world: World, company_id: str, entity: str, entity_id: str) -> ChangeResult:
    if entity == "invoice":
        return ChangeResult(entity=entity, id=entity_id, refreshed=(_invoice(world, company_id, entity_id),))
    if entity == "bootstrap":
        return ChangeResult(entity=entity, id=entity_id, queued=_read_open_invoices(world, company_id))
    if entity == "payment":
        return ChangeResult(entity=entity, id=entity_id, refreshed=_payment(world, company_id, entity_id))
    if entity == "customer":
        return ChangeResult(entity=entity, id=entity_id, refreshed=_customer(world, company_id, entity_id))
    if entity == "customers":
        find_duplicates(world, company_id)
        return ChangeResult(entity=entity, id=entity_id)
    if entity == "creditmemo":
        return ChangeResult(entity=entity, id=entity_id, refreshed=_credit(world, company_id, entity_id))
    return ChangeResult(entity=entity, id=entity_id)


def _invoice(world: World, company_id: str, invoice_id: str) -> RefreshResult:
    """An invoice changed: with it, what the customer's open credits leave of this one and of the others (promise 5)."""
    done = refresh_invoice(world, company_id, invoice_id)
    case = world.store.get(Case, case_key(company_id, invoice_id))
    if case is not None:
        _net_links(world, company_id, case.invoice.customer_id)
    return done


def _read_open_invoices(world: World, company_id: str) -> int:
    """Queue every open invoice, each to be read by GET at the pace of the queue.

    The first time the mark is taken before: what changes from now on is for change data capture, also what is paid
    before the first reconciliation and is therefore open no more.
    """
    if company_of(world, company_id).ledger_mark is None:
        mark = world.ledger.changes(company_id, world.clock.wall() - timedelta(minutes=1)).as_of
        revise(world, lambda: _marked(world, company_id, mark))
    learn_books(world, company_id)
    # The newest first, as a backlog is begun with them (adoption.daily_cap).
    every = sorted(world.ledger.open_invoices(company_id), key=lambda each: str(each.due_on), reverse=True)
    found = [invoice.id for invoice in every]
    world.queue.put_many("intake", [{"company_id": company_id, "entity": "invoice", "id": id_} for id_ in found])
    return len(found)


def _marked(world: World, company_id: str, mark: datetime) -> tuple[Record, ...]:
    company = company_of(world, company_id)
    return (company.model_copy(update={"ledger_mark": mark}),) if company.ledger_mark is None else ()


def _payment(world: World, company_id: str, payment_id: str) -> tuple[RefreshResult, ...]:
    """A payment was entered, changed, voided or deleted: its invoices, and its customer's, may owe something else now.

    One that is void or deleted no longer says which invoices it was on: our memory of it does.
    """
    payment = world.ledger.payment(company_id, payment_id)
    before = compare_payment(world, company_id, payment_id, payment)
    named = [line.invoice_id for line in payment.lines] if payment is not None else []
    done = tuple(_invoice(world, company_id, invoice_id) for invoice_id in dict.fromkeys((*named, *before)))
    if payment is None:
        return done
    take_entry(world, company_id, payment)
    ask_for_thanks(world, company_id, payment)
    if payment.unapplied.minor > 0:
        _net_links(world, company_id, payment.customer_id)
        wake_cases(world, company_id, payment.customer_id)
    return done


def _customer(world: World, company_id: str, customer_id: str) -> tuple[RefreshResult, ...]:
    """A customer changed: its contact is read again, and its cases look at their segment and their next step anew."""
    known = world.store.get(Contact, contact_key(company_id, customer_id))
    if known is None:
        return ()
    policy = world.policies.in_force(company_id)
    cases = open_cases(world, company_id, customer_id)
    try:
        parties = {customer_id: refresh_parties(world, company_id, customer_id, policy)}
    except Refused as error:
        if error.code != _NOT_FOUND:
            raise
        # Merged into another: its invoices say whose they are now.
        return tuple(refresh_invoice(world, company_id, case.invoice.id) for case in cases)
    if known.payer_id and parties[customer_id].payer.id != known.payer_id:
        # Its own sub-customers' cases, which lie with who paid for it before, may go where it goes.
        cases = [case for case in cases_of(world, company_id, known.payer_id) if case.state is not CaseState.CLOSED]
    for case in cases:
        whose = case.invoice.customer_id
        if whose not in parties:
            # Who pays for this customer's sub-customers depends on it too.
            parties[whose] = refresh_parties(world, company_id, whose, policy)
        place_case(world, case, policy, parties[whose])
    _net_links(world, company_id, customer_id, parties[customer_id].customer.balance_with_jobs)
    wake_cases(world, company_id, customer_id)
    return ()


def _credit(world: World, company_id: str, credit_id: str) -> tuple[RefreshResult, ...]:
    """A credit memo came, changed or went: the customer's links may ask for too much now."""
    credit = world.ledger.credit(company_id, credit_id, CREDIT_MEMO)
    if credit is None:
        return ()
    cases = open_cases(world, company_id, credit.customer_id)
    done = tuple(refresh_invoice(world, company_id, case.invoice.id) for case in cases)
    _net_links(world, company_id, credit.customer_id)
    wake_cases(world, company_id, credit.customer_id)
    return done


def _beyond(link: PayLink, owed: Mapping[str, int], owed_in_all: Money | None) -> bool:
    if owed_in_all is None or link.total.currency != owed_in_all.currency:
        return False
    return sum(item.amount.minor for item in link.items if item.invoice_id in owed) > max(owed_in_all.minor, 0)


def _net_links(world: World, company_id: str, customer_id: str, owed_in_all: Money | None = None) -> None:
    """End the links that ask for more than is left once the customer's open credits are taken off (promise 5).

    `owed_in_all` is Customer.BalanceWithJobs where it was just read: no link asks for more than that either.
    """
    cases = [case for case in open_cases(world, company_id, customer_id) if case.invoice.customer_id == customer_id]
    held = sorted({link_id for case in cases for link_id in case.link_ids})
    links = [link for link_id in held if (link := world.store.get(PayLink, link_key(link_id))) is not None]
    if not links:
        return
    shares = allot(world.ledger.credits(company_id, customer_id), [case.invoice for case in cases])
    owed = {case.invoice.id: (case.balance - shares[case.invoice.id]).minor for case in cases}
    wrong = [
        link.id
        for link in links
        if any(item.amount.minor > owed.get(item.invoice_id, item.amount.minor) for item in link.items)
        or _beyond(link, owed, owed_in_all)
    ]
    ended: list[PayLink] = []

    def build() -> tuple[Record, ...]:
        ended[:] = dying(world, wrong, "less is owed once credits are taken off")
        return tuple(ended)

    revise(world, build)
    end_links(world, ended)
