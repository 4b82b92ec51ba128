"""WakeCases: let a customer's open cases be decided about again now, since something about the customer changed."""

from __future__ import annotations

from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.record import Key, Record
from pastdue.usecases.gather import cases_of
from pastdue.usecases.world import World, revise


def open_cases(world: World, company_id: str, customer_id: str) -> list[Case]:
    """The open cases that a customer pays for, and those of its own invoices that another pays for."""
    found = list(cases_of(world, company_id, customer_id))
    contact = world.store.get(Contact, contact_key(company_id, customer_id))
    if contact is not None and contact.payer_id:
        others = cases_of(world, company_id, contact.payer_id)
        found += [case for case in others if case.invoice.customer_id == customer_id]
    return [case for case in found if case.state is not CaseState.CLOSED]


def wake_cases(world: World, company_id: str, customer_id: str) -> None:
    """Let the customer's open cases be decided about again now."""
    for case in open_cases(world, company_id, customer_id):

        def build(key: Key = case_key(company_id, case.invoice.id)) -> tuple[Record, ...]:  # noqa: B008 - bound per loop
            fresh = world.store.get(Case, key)
            if fresh is None or fresh.state is not CaseState.OPEN:
                return ()
            return (fresh.model_copy(update={"due_at": world.clock.now()}),)

        revise(world, build)
