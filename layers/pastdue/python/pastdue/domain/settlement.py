"""Settlement: one captured payment on its way into the ledger, exactly once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.ledger import PaymentDraft
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Key, Record


class SettlementState(StrEnum):
    """How far the money has come. IN_FLIGHT: submitted, not captured. REVIEW: a person places what is left.

    FOREIGN: it carries our mark and a link that we do not know; all of it is in review.
    """

    IN_FLIGHT = "in_flight"
    FAILED = "failed"
    CAPTURED = "captured"
    BOOKING = "booking"
    BOOKED = "booked"
    REVIEW = "review"
    FOREIGN = "foreign"


class Part(Value):
    """One QuickBooks Payment of a settlement: for one QuickBooks customer, or of 0 to apply a credit.

    `attempt` moves only after a definite refusal, since QuickBooks answers the same requestid with the same answer.
    """

    draft: PaymentDraft
    request_id: str
    attempt: int = 1
    tried_at: datetime | None = None
    payment_id: str | None = None
    in_review: bool = False


def settlement_key(payment_intent: str) -> Key:
    """Where a settlement lives."""
    return Key(f"settlement#{payment_intent}", "settlement")


class Settlement(Record):
    """One Stripe PaymentIntent of ours and its ledger entries, which together sum to it or rest in review.

    `captured_at` is when the charge was made (Stripe's time): of a bank debit, when it was submitted. `taken_at` is
    when we first saw the money taken (business time), `flew` whether we had seen it on its way before.
    """

    KIND: ClassVar[str] = "settlement"

    payment_intent: str
    company_id: str
    link_id: str | None
    amount: Money
    state: SettlementState
    charge_id: str = ""
    captured_at: datetime | None = None
    taken_at: datetime | None = None
    flew: bool = False
    refunded: Money | None = None
    disputed: bool = False
    dispute: str = ""
    asked_about_flight: datetime | None = None
    credits_planned: bool = False
    parts: tuple[Part, ...] = ()
    in_review: Money | None = None
    lease_until: datetime | None = None
    check_at: datetime | None = None
    created_at: datetime

    @property
    def key(self) -> Key:
        return settlement_key(self.payment_intent)

    @property
    def by(self) -> str:
        return f"settlements#{self.company_id}"

    @property
    def next_at(self) -> datetime | None:
        return self.check_at
