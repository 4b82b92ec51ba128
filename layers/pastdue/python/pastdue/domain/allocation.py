"""How a captured payment falls to invoices: what was asked of each, never more than is open, never a cent lost."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pastdue.domain.ledger import Invoice, InvoiceStatus, LedgerPaymentLine, PaymentDraft
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.touch import TouchItem


class Share(Value):
    """What one QuickBooks customer's Payment will hold; `excess` of it is not applied to any invoice."""

    customer_id: str
    lines: tuple[LedgerPaymentLine, ...]
    total: Money
    excess: Money


def allocate(
    captured: Money, items: Sequence[TouchItem], invoices: Mapping[str, Invoice | None], fallback_customer: str
) -> tuple[Share, ...]:
    """The Payments, one for each QuickBooks customer, that together sum to what was captured.

    Each invoice gets what was asked for it, in the order of the items, as far as it is still open; what then remains
    goes to invoices of the items that have more open; the rest is excess of the first customer.
    """
    amounts: dict[str, int] = {}
    left = captured.minor
    for by_asked in (True, False):
        for item in items:
            invoice = invoices.get(item.invoice_id)
            if invoice is None or invoice.status is not InvoiceStatus.OPEN:
                continue
            if invoice.balance.currency != captured.currency:
                continue
            room = invoice.balance.minor - amounts.get(invoice.id, 0)
            if by_asked:
                room = min(room, item.amount.minor)
            part = max(0, min(room, left))
            if part:
                amounts[invoice.id] = amounts.get(invoice.id, 0) + part
                left -= part
    owner = {item.invoice_id: _owner(invoices.get(item.invoice_id), fallback_customer) for item in items}
    customers = list(dict.fromkeys(owner[invoice_id] for invoice_id in amounts))
    if left and not customers:
        customers = [next(iter(owner.values()), fallback_customer)]
    shares: list[Share] = []
    for index, customer_id in enumerate(customers):
        lines = tuple(
            LedgerPaymentLine(invoice_id=invoice_id, amount=Money(minor=minor, currency=captured.currency))
            for invoice_id, minor in amounts.items()
            if owner[invoice_id] == customer_id
        )
        excess = Money(minor=left if index == 0 else 0, currency=captured.currency)
        total = excess
        for line in lines:
            total = total + line.amount
        shares.append(Share(customer_id=customer_id, lines=lines, total=total, excess=excess))
    return tuple(shares)


def _owner(invoice: Invoice | None, fallback: str) -> str:
    return invoice.customer_id if invoice is not None else fallback


def reference(payment_intent: str, customer_id: str) -> str:
    """The PaymentRefNum of a payment for one customer: deterministic, 19 letters of [A-Z2-7-] (21 fit).

    A part that is split later, or that applies a credit, is told apart by what stands in their place.
    """
    mark = hashlib.sha256(f"{payment_intent}/{customer_id}".encode()).digest()[:10]
    return "PD-" + base64.b32encode(mark).decode()


def first_open_day(paid_on: date, books_closed_on: date | None) -> date:
    """The date a payment is booked on: its own, or the first one after the books were closed (6210)."""
    if books_closed_on is None or paid_on > books_closed_on:
        return paid_on
    return books_closed_on + timedelta(days=1)


def draft(
    share: Share,
    *,
    payment_intent: str,
    charge: str,
    exchange_rate: object,
    paid_on: date,
    books_closed_on: date | None,
    deposit_account_id: str | None,
) -> PaymentDraft:
    """The Payment to create for one customer's share."""
    booked_on = first_open_day(paid_on, books_closed_on)
    note = f"Paid by card or bank through Stripe. {payment_intent} {charge}".strip()
    if booked_on != paid_on:
        note += f" Paid on {paid_on.isoformat()}, when the books were closed."
    return PaymentDraft.model_validate(
        {
            "customer_id": share.customer_id,
            "total": share.total,
            "exchange_rate": exchange_rate,
            "reference": reference(payment_intent, share.customer_id),
            "note": note,
            "paid_on": booked_on,
            "deposit_account_id": deposit_account_id,
            "lines": share.lines,
        }
    )


def sum_of(amounts: Sequence[Money], currency: str) -> Money:
    """The sum of amounts in one currency."""
    total = zero(currency)
    for amount in amounts:
        total = total + amount
    return total
