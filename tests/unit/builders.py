"""What unit tests of the domain start from: one invoice, one case, one customer, each with everything in order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from pastdue.adapters.policies import shipped
from pastdue.domain.case import Case
from pastdue.domain.contact import Consent, Contact
from pastdue.domain.decide import Facts
from pastdue.domain.ledger import Credit, Customer, Invoice, InvoiceStatus
from pastdue.domain.money import Money, zero
from pastdue.domain.policy import Policy
from pastdue.domain.touch import TouchItem

COMPANY = "310687"
PHONE = "+12125550123"
DUE = date(2026, 9, 14)
POLICY = shipped()


def usd(minor: int) -> Money:
    """Dollars, in cents."""
    return Money(minor=minor, currency="USD")


def on(days: int, hour: int = 14, minute: int = 0) -> datetime:
    """An instant so many days after the due date; 14:00 UTC is ten in the morning in New York."""
    return datetime(DUE.year, DUE.month, DUE.day, hour, minute, tzinfo=UTC) + timedelta(days=days)


def an_invoice(**more: Any) -> Invoice:
    """An open invoice of 485 dollars that was sent a month before it was due."""
    fields: dict[str, Any] = {
        "id": "101",
        "sync_token": "0",
        "number": "1001",
        "customer_id": "1",
        "customer_name": "Harborview Cafe",
        "issued_on": DUE - timedelta(days=30),
        "due_on": DUE,
        "total": usd(48_500),
        "balance": usd(48_500),
        "status": InvoiceStatus.OPEN,
        "created_at": on(-30),
        "updated_at": on(-30),
        "sent": True,
    }
    return Invoice.model_validate(fields | more)


def a_case(**more: Any) -> Case:
    """The case of that invoice, opened on its due date."""
    fields: dict[str, Any] = {
        "company_id": COMPANY,
        "invoice": an_invoice(),
        "payer_id": "1",
        "opened_at": on(0),
        "anchor": DUE,
    }
    return Case.model_validate(fields | more)


def a_contact(**more: Any) -> Contact:
    """Dana in New York, who agreed to texts."""
    fields: dict[str, Any] = {
        "company_id": COMPANY,
        "customer_id": "1",
        "name": "Dana",
        "phone": PHONE,
        "email": "dana@harborview.example.com",
        "zones": ("America/New_York",),
        "consent": Consent(phone=PHONE, source="test", at=on(-100)),
    }
    return Contact.model_validate(fields | more)


def facts(**more: Any) -> Facts:
    """That invoice as QuickBooks has it, with no credit."""
    fields: dict[str, Any] = {"invoice": an_invoice(), "credit": zero("USD")}
    return Facts.model_validate(fields | more)


def policy(**more: Any) -> Policy:
    """The shipped policy with some fields changed."""
    return POLICY.model_copy(update=more)


def a_customer(**more: Any) -> Customer:
    """A customer as QuickBooks has it."""
    return Customer.model_validate({"id": "1", "name": "Harborview Cafe"} | more)


def a_credit(minor: int, **more: Any) -> Credit:
    """A credit memo of the customer."""
    fields: dict[str, Any] = {
        "id": "201",
        "kind": "credit_memo",
        "customer_id": "1",
        "remaining": usd(minor),
        "issued_on": DUE,
    }
    return Credit.model_validate(fields | more)


def an_item(invoice_id: str, minor: int, currency: str = "USD") -> TouchItem:
    """What a link asks for an invoice."""
    amount = Money(minor=minor, currency=currency)
    return TouchItem(invoice_id=invoice_id, number=invoice_id, rung=1, amount=amount, credit=zero(currency))
