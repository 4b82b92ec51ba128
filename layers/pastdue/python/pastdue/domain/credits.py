"""How a customer's open credits fall to its open invoices: oldest due date first, each credit once (promise 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pastdue.domain.ledger import Credit, Invoice
from pastdue.domain.money import Money


def allot(held: Iterable[Credit], invoices: Sequence[Invoice]) -> Mapping[str, Money]:
    """What of each open invoice is covered by credits of the same customer and currency, by invoice id."""
    pools: dict[tuple[str, str], int] = {}
    for credit in held:
        pool = (credit.customer_id, credit.remaining.currency)
        pools[pool] = pools.get(pool, 0) + credit.remaining.minor
    shares: dict[str, Money] = {}
    for invoice in sorted(invoices, key=lambda each: (each.due_on or date.max, each.issued_on, each.id)):
        pool = (invoice.customer_id, invoice.balance.currency)
        covered = min(pools.get(pool, 0), max(invoice.balance.minor, 0))
        pools[pool] = pools.get(pool, 0) - covered
        shares[invoice.id] = Money(minor=covered, currency=invoice.balance.currency)
    return shares
