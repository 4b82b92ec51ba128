"""LinkOrder: a person's order to send a link for an amount, such as what a dispute accepts; sent when it may be."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pastdue.domain.money import Money
from pastdue.domain.record import Key, Record


def link_order_key(company_id: str, item_id: str) -> Key:
    """Where the order that a review item led to lives."""
    return Key(f"link_order#{company_id}#{item_id}", "link_order")


class LinkOrder(Record):
    """One order. It waits for the recipient's hours and the phone's free day (promise 1), and ends as sent or refused.

    `count` numbers the orders of one question, so that each is a cause of its own. `paid` is what had come in for its
    invoices, credits among it, when it was given.
    """

    KIND: ClassVar[str] = "link_order"

    company_id: str
    item_id: str
    payer_id: str
    invoice_ids: tuple[str, ...]
    amount: Money
    paid: Money | None = None
    ordered_by: str
    count: int = 1
    check_at: datetime | None
    touch_id: str | None = None
    outcome: str = ""

    @property
    def key(self) -> Key:
        return link_order_key(self.company_id, self.item_id)

    @property
    def next_at(self) -> datetime | None:
        return self.check_at

    @property
    def cause(self) -> str:
        """What the text is an answer to."""
        return f"order-{self.item_id}-{self.count}"
