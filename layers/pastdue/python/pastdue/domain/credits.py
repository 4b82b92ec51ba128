"""How a customer's open credits fall to its open invoices: oldest due date first, each credit once (promise 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pastdue.domain.ledger import Credit, Invoice
from pastdue.domain.money import Money


def _oldest_first(invoice: Invoice) -> tuple[date, date, str]:
    return (invoice.due_on or date.max, invoice.issued_on, invoice.id)


def allot(held: Iterable[Credit], invoices: Sequence[Invoice]) -> Mapping[str, Money]:
    """What of each open invoice is covered by credits of the same customer and currency, by invoice id."""
    pools: dict[tuple[str, str], int] = {}
    for credit in held:
        pool = (credit.customer_id, credit.remaining.currency)
        pools[pool] = pools.get(pool, 0) + credit.remaining.minor
    shares: dict[str, Money] = {}
    for invoice in sorted(invoices, key=_oldest_first):
        pool = (invoice.customer_id, invoice.balance.currency)
        covered = min(pools.get(pool, 0), max(invoice.balance.minor, 0))
        pools[pool] = pools.get(pool, 0) - covered
        shares[invoice.id] = Money(minor=covered, currency=invoice.balance.currency)
    return shares


def bounded(shares: Mapping[str, Money], invoices: Sequence[Invoice], owed: Mapping[str, Money]) -> Mapping[str, Money]:
    """The shares, made larger where these invoices would be asked for more than their customer owes in all.

    `owed` is by customer; what exceeds it is taken off the oldest invoice first.
    """
    fitted = dict(shares)
    for customer_id, bound in owed.items():
        mine = [
            each for each in invoices if each.customer_id == customer_id and each.balance.currency == bound.currency
        ]
        excess = sum((each.balance - fitted[each.id]).minor for each in mine) - max(bound.minor, 0)
        for invoice in sorted(mine, key=_oldest_first):
            less = max(0, min(excess, (invoice.balance - fitted[invoice.id]).minor))
            fitted[invoice.id] = fitted[invoice.id] + Money(minor=less, currency=bound.currency)
            excess -= less
    return fitted
