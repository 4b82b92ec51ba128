"""CreditOrder: a person's order to apply a customer's open credit memos to an invoice that they cover."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pastdue.domain.record import Key, Record
from pastdue.domain.settlement import Part


def credit_order_key(company_id: str, invoice_id: str) -> Key:
    """Where the order for an invoice lives."""
    return Key(f"credit_order#{company_id}#{invoice_id}", "credit_order")


class CreditOrder(Record):
    """One order. `part` is the Payment of 0, written down before it is posted; `outcome` is how the order ended.

    `count` numbers the orders for one invoice, so that each has a reference of its own.
    """

    KIND: ClassVar[str] = "credit_order"

    company_id: str
    invoice_id: str
    ordered_by: str
    count: int = 1
    part: Part | None = None
    lease_until: datetime | None = None
    check_at: datetime | None
    outcome: str = ""

    @property
    def key(self) -> Key:
        return credit_order_key(self.company_id, self.invoice_id)

    @property
    def next_at(self) -> datetime | None:
        return self.check_at
