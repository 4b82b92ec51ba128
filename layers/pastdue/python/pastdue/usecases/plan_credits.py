"""PlanCredits: the Payments of 0 that apply the credits which a paid link was net of, so that its invoices close.

Only what was netted is applied, and only once the rest is paid: a link asked for the balance less the credit, so the
customer has been told that the credit counts. An unapplied payment is applied by a person: it can only be edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pastdue.domain.allocation import reference
from pastdue.domain.ledger import (
    CREDIT_MEMO,
    Credit,
    CreditUse,
    Invoice,
    InvoiceStatus,
    LedgerPaymentLine,
    PaymentDraft,
)
from pastdue.domain.money import Money, zero
from pastdue.domain.settlement import Part, request_id
from pastdue.domain.touch import PayLink
from pastdue.usecases.world import World

_NOTE = "Applies the customer's open credit to an invoice whose rest was paid through Stripe."


def plan_credits(
    world: World, payment_intent: str, link: PayLink, paid_on: date, rates: Mapping[str, Decimal]
) -> tuple[Part, ...]:
    """One part of 0 for each invoice of which only what its allotted credit covers is left; oldest credits first."""
    parts: list[Part] = []
    used: dict[str, int] = {}
    for item in link.items:
        if item.credit.minor <= 0:
            continue
        invoice = world.ledger.invoice(link.company_id, item.invoice_id)
        if invoice is None or invoice.status is not InvoiceStatus.OPEN or invoice.balance.minor > item.credit.minor:
            continue
        part = credit_part(
            world,
            link.company_id,
            invoice,
            cause=payment_intent,
            note=_NOTE,
            paid_on=paid_on,
            rate=rates.get(invoice.balance.currency) or invoice.exchange_rate,
            used=used,
        )
        if part is not None:
            parts.append(part)
    return tuple(parts)


def credit_part(
    world: World,
    company_id: str,
    invoice: Invoice,
    *,
    cause: str,
    note: str,
    paid_on: date,
    rate: Decimal | None,
    used: dict[str, int],
) -> Part | None:
    """The Payment of 0 that applies a customer's open credit memos to an invoice; None where there are none.

    `used` remembers what earlier invoices took of each.
    """
    uses = _uses(open_memos(world, company_id, invoice), invoice.balance, used)
    if not uses:
        return None
    applied = zero(invoice.balance.currency)
    for use in uses:
        applied = applied + use.amount
    draft = PaymentDraft(
        customer_id=invoice.customer_id,
        total=zero(invoice.balance.currency),
        exchange_rate=rate,
        reference=reference(cause, f"credit of {invoice.id}"),
        note=note,
        paid_on=paid_on,
        deposit_account_id=None,
        lines=(LedgerPaymentLine(invoice_id=invoice.id, amount=applied),),
        credits=uses,
    )
    return Part(draft=draft, request_id=request_id(draft.reference, 1))


def open_memos(world: World, company_id: str, invoice: Invoice) -> list[Credit]:
    """The open credit memos of an invoice's customer in its currency, the oldest first."""
    held = world.ledger.credits(company_id, invoice.customer_id)
    memos = [each for each in held if each.kind == CREDIT_MEMO and each.remaining.currency == invoice.balance.currency]
    return sorted(memos, key=lambda each: (each.issued_on, each.id))


def _uses(memos: list[Credit], balance: Money, used: dict[str, int]) -> tuple[CreditUse, ...]:
    """What of each credit memo goes to an invoice; `used` remembers what earlier invoices took."""
    left = balance.minor
    uses: list[CreditUse] = []
    for memo in memos:
        part = min(left, memo.remaining.minor - used.get(memo.id, 0))
        if part > 0:
            uses.append(CreditUse(credit_id=memo.id, amount=Money(minor=part, currency=balance.currency)))
            used[memo.id] = used.get(memo.id, 0) + part
            left -= part
    return tuple(uses)
