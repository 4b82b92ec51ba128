"""FindPayer: who pays for a customer: whom a person declared one with it, or its parent where the policy says so."""

from __future__ import annotations

from pastdue.domain.errors import Refused
from pastdue.domain.ledger import Customer
from pastdue.domain.payer import Payers, payers_key
from pastdue.domain.policy import ParentPays, Policy
from pastdue.usecases.world import World

# A parent that is not there any more was merged into another (vendor-facts, Reading: 610).
_NOT_FOUND = "610"


def declared(world: World, company_id: str) -> Payers:
    """What persons have said of the company's customers."""
    return world.store.get(Payers, payers_key(company_id)) or Payers(company_id=company_id)


def payer_of(world: World, company_id: str, policy: Policy, customer: Customer) -> str:
    """Who pays in the end: the payer of the declared group, then the parent, its parent, and so on."""
    payers = declared(world, company_id)
    passed = {customer.id}
    while True:
        head = payers.group_of(customer.id)[0]
        following = head if head != customer.id else _parent(policy, customer)
        if following is None or passed & {following, payers.group_of(following)[0]}:
            return customer.id
        found = _customer(world, company_id, following)
        if found is None:
            return customer.id
        customer = found
        passed.add(customer.id)


def _parent(policy: Policy, customer: Customer) -> str | None:
    billed = policy.parent_pays is ParentPays.ALWAYS or (
        policy.parent_pays is ParentPays.WHERE_BILLED and customer.bill_with_parent
    )
    return customer.parent_id if billed else None


def _customer(world: World, company_id: str, customer_id: str) -> Customer | None:
    try:
        return world.ledger.customer(company_id, customer_id)
    except Refused as error:
        if error.code != _NOT_FOUND:
            raise
        return None
