"""ShareCredits: what of the invoices that are looked at is covered by credits, and is therefore not asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pastdue.domain.credits import allot, bounded
from pastdue.domain.errors import Refused, Unavailable
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money
from pastdue.usecases.world import World

# Customers cannot be deleted; one that is not there was merged into another (vendor-facts, Reading: 610).
_NOT_FOUND = "610"


def share_credits(
    world: World, company_id: str, seen: Sequence[Invoice], others: Sequence[Invoice] = ()
) -> Mapping[str, Money]:
    """What of each invoice is not asked for, by invoice id: open credits, over all of the customer's invoices; and what
    exceeds Customer.BalanceWithJobs, the bound of what a customer owes (journal entries show nowhere else).

    `seen` were just read by GET, `others` are known from before. Raises Unavailable where they changed meanwhile.
    """
    customers = sorted({invoice.customer_id for invoice in seen})
    held = [credit for customer in customers for credit in world.ledger.credits(company_id, customer)]
    shares = allot(held, [*seen, *others])
    owed = {customer: bound for customer in customers if (bound := _owed(world, company_id, customer)) is not None}
    fitted = bounded(shares, seen, owed)
    if fitted != shares and any(world.ledger.invoice(company_id, each.id) != each for each in seen):
        # The customer was read after the invoices: between the two somebody booked, and the bound is of another moment.
        raise Unavailable("the books moved under the look", vendor="quickbooks")
    return fitted


def _owed(world: World, company_id: str, customer_id: str) -> Money | None:
    try:
        return world.ledger.customer(company_id, customer_id).balance_with_jobs
    except Refused as error:
        if error.code != _NOT_FOUND:
            raise
        return None
