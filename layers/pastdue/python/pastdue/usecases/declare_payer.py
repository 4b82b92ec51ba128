"""DeclarePayer: a person says that two customers are one payer, or that they are not.

The cases move at once as far as our own record knows the contacts; the next reconciliation has the customers read
again, which brings the rest.
"""

from __future__ import annotations

from collections.abc import Collection

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState
from pastdue.domain.company import Company, company_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.payer import Payers, duplicate_item, joined, pair_of, parted, payers_key
from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.domain.record import Record
from pastdue.usecases.find_duplicates import duplicates_of
from pastdue.usecases.find_payer import declared
from pastdue.usecases.gather import cases_about
from pastdue.usecases.refresh_invoice import move_case
from pastdue.usecases.world import World, answer_itself, note_on_company, required, revise


class Declared(Value):
    """What a declaration led to: the customers that are one now, the payer first, and how many cases moved."""

    customers: tuple[str, ...]
    cases_moved: int


def declare_payer(world: World, company_id: str, payer: str, other: str, by: str, *, same: bool) -> Declared:
    """Declare two customers one payer (the first is written to), or different ones.

    Raises BadInput for an unknown customer, and for what contradicts an earlier word.
    """
    before = declared(world, company_id)
    listed = {
        each for found in duplicates_of(world, company_id).found for each in (found.pair.first, found.pair.second)
    }
    for customer_id in (payer, other):
        if customer_id not in listed and world.store.get(Contact, contact_key(company_id, customer_id)) is None:
            raise BadInput(f"there is no customer {customer_id} here; pastdue duplicates shows the ids")
        plan = world.store.get(Plan, plan_key(company_id, before.group_of(customer_id)[0]))
        if plan is not None and plan.state is PlanState.RUNNING:
            raise BadInput(f"customer {customer_id} pays by a plan, which was agreed with that payer; end it first")

    def build() -> tuple[Record, ...]:
        known = declared(world, company_id)
        said = joined(known, payer, other) if same else parted(known, payer, other)
        if said == known:
            return ()
        company = required(world, Company, company_key(company_id))
        what = "customers declared one payer" if same else "customers declared different"
        noted, entries = note_on_company(world, company, Fact(what=what, who=by, facts={"a": payer, "b": other}))
        return (said, noted, *entries)

    revise(world, build)
    after = required(world, Payers, payers_key(company_id))
    touched = {each for said in (before, after) for one in (payer, other) for each in said.group_of(one)}
    moved = sum(_place(world, company_id, after, customer_id, touched, by) for customer_id in sorted(touched))
    verdict = f"{'same' if same else 'different'}, says {by}"
    answer_itself(world, company_id, duplicate_item(pair_of(payer, other)), verdict)
    return Declared(customers=after.group_of(payer), cases_moved=moved)


def _place(
    world: World, company_id: str, payers: Payers, customer_id: str, declared_one: Collection[str], by: str
) -> int:
    """Move the cases of a customer to whom it is declared one with, or back to itself; gives how many moved."""
    head = payers.group_of(customer_id)[0]
    contact = world.store.get(Contact, contact_key(company_id, customer_id))
    reached = world.store.get(Contact, contact_key(company_id, head))
    if contact is None or reached is None:
        return 0  # nothing of it is known here, or the payer was never read: the reconciliation has that done
    above = reached.payer_id if reached.parent_id and reached.payer_id not in declared_one else None
    payer_id = above or head
    cases = [case for case in cases_about(world, contact) if case.invoice.customer_id == customer_id]

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Contact, contact.key)
        pays = payer_id if payer_id != customer_id else None
        if fresh is None or fresh.payer_id == pays:
            return ()
        return (fresh.model_copy(update={"payer_id": pays}),)

    revise(world, build)
    return sum(_moved(world, case, payer_id, by) for case in cases if case.state is not CaseState.CLOSED)


def _moved(world: World, case: Case, payer_id: str, by: str) -> bool:
    move_case(world, case, payer_id, by)
    return case.payer_id != payer_id
