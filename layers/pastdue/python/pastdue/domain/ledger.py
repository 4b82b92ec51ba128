"""Invoices, customers, credits and payments as read from QuickBooks, which is the truth; ours is a cache."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pastdue.domain.money import Money, Value


class InvoiceStatus(StrEnum):
    """What the ledger says of an invoice. A voided one has balance 0 as a paid one has (vendor-facts, Objects)."""

    OPEN = "open"
    PAID = "paid"
    VOID = "void"
    DELETED = "deleted"


class Invoice(Value):
    """One invoice, at one sync token. Amounts in the invoice's own currency.

    `sent`: whether QuickBooks e-mailed it; None when it does not say. `sent_at`: when, if it says.
    """

    id: str
    sync_token: str
    number: str
    customer_id: str
    customer_name: str
    issued_on: date
    due_on: date | None
    total: Money
    balance: Money
    status: InvoiceStatus
    exchange_rate: Decimal | None = None
    term_id: str | None = None
    bill_email: str | None = None
    created_at: datetime
    sent: bool | None = None
    sent_at: datetime | None = None
    bounced: bool = False
    updated_at: datetime
    payment_ids: tuple[str, ...] = ()
    credit_ids: tuple[str, ...] = ()
    estimate_ids: tuple[str, ...] = ()
    project_id: str | None = None

    def is_older_than(self, other: Invoice) -> bool:
        """Whether QuickBooks has written the invoice between this state and the other."""
        return int(self.sync_token) < int(other.sync_token)


class Customer(Value):
    """One customer. `raw_phones` are free text as typed, best first; nothing there is an E.164 number yet."""

    id: str
    name: str
    given_name: str | None = None
    company_name: str | None = None
    raw_phones: tuple[str, ...] = ()
    email: str | None = None
    region: str | None = None
    country: str | None = None
    type_id: str | None = None
    notes: str = ""
    parent_id: str | None = None
    bill_with_parent: bool = False
    active: bool = True
    currency: str | None = None
    balance_with_jobs: Money | None = None
    updated_at: datetime | None = None


CREDIT_MEMO = "credit_memo"


class Credit(Value):
    """What the ledger already holds in the customer's favour: an open credit memo or an unapplied payment."""

    id: str
    kind: str
    customer_id: str
    remaining: Money
    issued_on: date


class Term(Value):
    """A sales term such as Net 30."""

    id: str
    name: str
    due_days: int | None = None


class LedgerPaymentLine(Value):
    """How much of a payment goes to one invoice."""

    invoice_id: str
    amount: Money


class CreditUse(Value):
    """How much of a credit memo a payment uses."""

    credit_id: str
    amount: Money


class LedgerPayment(Value):
    """One Payment in QuickBooks."""

    id: str
    customer_id: str
    total: Money
    unapplied: Money
    reference: str
    note: str
    paid_on: date
    lines: tuple[LedgerPaymentLine, ...] = ()
    voided: bool = False
    deposited: bool = False
    created_at: datetime


class PaymentDraft(Value):
    """A Payment to be created. `reference` holds at most 21 characters (vendor-facts, Objects).

    `credits` are credit memos that it uses besides its total: a Payment of 0 then applies them to its invoices.
    """

    customer_id: str
    total: Money
    exchange_rate: Decimal | None
    reference: str
    note: str
    paid_on: date
    deposit_account_id: str | None
    lines: tuple[LedgerPaymentLine, ...]
    credits: tuple[CreditUse, ...] = ()


class CompanyInfo(Value):
    """What QuickBooks says of the company itself."""

    name: str
    email: str | None
    country: str
    home_currency: str
    multicurrency: bool
    books_closed_on: date | None = None


class Change(Value):
    """One entity that changed, by change data capture or by a webhook."""

    entity: str
    id: str
    deleted: bool = False


class Changes(Value):
    """What changed since a mark; `as_of` is QuickBooks' own time and the next mark."""

    items: tuple[Change, ...]
    as_of: datetime
    complete: bool
