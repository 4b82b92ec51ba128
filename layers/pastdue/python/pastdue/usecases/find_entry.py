"""FindEntry: whether QuickBooks has a Payment of ours already, before it is posted again."""

from __future__ import annotations

from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.settlement import Part
from pastdue.usecases.world import World


def find_entry(world: World, company_id: str, part: Part) -> LedgerPayment | None:
    """The Payment of a part: by reference, then by the payments linked to its invoices.

    The query lags: it may not show a Payment yet, or one that is void or deleted since. GET is the truth (vendor-facts,
    Reading). When neither shows it, posting again with the same requestid is safe: QuickBooks answers with the first
    Payment if there is one.
    """
    wanted = part.draft.reference
    for found in world.ledger.payments_by_reference(company_id, wanted):
        standing = standing_entry(world, company_id, found.id)
        if standing is not None and standing.reference == wanted:
            return standing
    for line in part.draft.lines:
        invoice = world.ledger.invoice(company_id, line.invoice_id)
        for payment_id in invoice.payment_ids if invoice else ():
            linked = standing_entry(world, company_id, payment_id)
            if linked is not None and linked.reference == wanted:
                return linked
    return None


def standing_entry(world: World, company_id: str, payment_id: str) -> LedgerPayment | None:
    """A Payment by GET; None where it is void or deleted."""
    found = world.ledger.payment(company_id, payment_id)
    return found if found is not None and not found.voided else None
