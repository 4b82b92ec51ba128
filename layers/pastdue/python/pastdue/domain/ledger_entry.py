"""LedgerEntry: a Payment in QuickBooks as we last saw it, to know our own again and to see a second one of the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.money import Money
from pastdue.domain.record import Key, Record

# What another sync app or a bookkeeper may have put into a reference or a note.
_STRIPE_ID = re.compile(r"\b(?:pi|ch|py)_[A-Za-z0-9]{9,}")
_ALIKE = timedelta(days=5)


def entry_key(company_id: str, payment_id: str) -> Key:
    """Where our memory of a Payment lives."""
    return Key(f"ledger-entry#{company_id}#{payment_id}", "entry")


def entries_of(company_id: str, customer_id: str) -> str:
    """The value under which a customer's entries are listed."""
    return f"ledger-entries#{company_id}#{customer_id}"


class LedgerEntry(Record):
    """One Payment in QuickBooks. `payment_intent` is Stripe's id where we booked it; `gone`: voided or deleted."""

    KIND: ClassVar[str] = "ledger_entry"

    company_id: str
    payment_id: str
    customer_id: str
    total: Money
    paid_on: date
    stripe_ids: tuple[str, ...] = ()
    invoice_ids: tuple[str, ...] = ()
    payment_intent: str | None = None
    gone: bool = False

    @property
    def key(self) -> Key:
        return entry_key(self.company_id, self.payment_id)

    @property
    def by(self) -> str:
        return entries_of(self.company_id, self.customer_id)


def stripe_ids_in(payment: LedgerPayment) -> tuple[str, ...]:
    """The Stripe ids that a Payment carries; one in the reference may be cut off at 21 characters."""
    return tuple(dict.fromkeys(_STRIPE_ID.findall(f"{payment.reference} {payment.note}")))


def _share_an_id(one: Iterable[str], other: Iterable[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def same_money(one: LedgerEntry, other: LedgerEntry) -> str:
    """Why two entries look like one payment entered twice, or "".

    One of them is ours and the other is not: two of ours are two payments, two of theirs are none of our business.
    """
    if one.payment_id == other.payment_id or one.gone or other.gone:
        return ""
    if (one.payment_intent is None) == (other.payment_intent is None):
        return ""
    if _share_an_id(one.stripe_ids, other.stripe_ids):
        return "both carry the same Stripe id"
    alike = one.customer_id == other.customer_id and one.total == other.total
    if alike and abs(one.paid_on - other.paid_on) <= _ALIKE:
        return "same customer and amount within five days"
    return ""
