"""Settlement: one captured payment on its way into the ledger, exactly once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.allocation import sum_of
from pastdue.domain.ledger import PaymentDraft
from pastdue.domain.money import Money, Value, zero
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

    `attempt` moves only after a definite refusal, since QuickBooks answers the same requestid with the same answer;
    `tried_from` is the one with which a person's order to book it began.
    """

    draft: PaymentDraft
    request_id: str
    attempt: int = 1
    tried_from: int = 1
    tried_at: datetime | None = None
    payment_id: str | None = None
    in_review: bool = False

    @property
    def excess(self) -> Money:
        """What of it is on no invoice: the customer's credit."""
        return self.draft.total - sum_of([line.amount for line in self.draft.lines], self.draft.total.currency)


def request_id(reference: str, attempt: int) -> str:
    """The requestid of an attempt to post what has this reference."""
    return f"{reference}-{attempt}"


def next_attempt(part: Part) -> Part:
    """The part under a new requestid, since QuickBooks answers the same one with the same answer."""
    attempt = part.attempt + 1
    return part.model_copy(update={"attempt": attempt, "request_id": request_id(part.draft.reference, attempt)})


class Returned(Value):
    """Money that went back at an instant (business time); below zero, what came back to us after all."""

    at: datetime
    amount: Money
    by_bank: bool


def settlement_key(payment_intent: str) -> Key:
    """Where a settlement lives."""
    return Key(f"settlement#{payment_intent}", "settlement")


def unbooked_id(payment_intent: str, index: int) -> str:
    """The question about a part that QuickBooks would not take."""
    return f"unbooked-{payment_intent}-{index}"


def excess_id(payment_intent: str, payment_id: str) -> str:
    """The question about what a Payment holds beyond what was open."""
    return f"excess-{payment_intent}-{payment_id}"


class Settlement(Record):
    """One Stripe PaymentIntent of ours and its ledger entries, which together sum to it or rest in review.

    `captured_at` is when the charge was made (Stripe's time): of a bank debit, when it was submitted. `taken_at` is
    when we first saw the money taken (business time), `flew` whether we had seen it on its way before, `ordered_at`
    when a person last let be booked what had no place.
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
    ordered_at: datetime | None = None
    flew: bool = False
    refunded: Money | None = None
    disputed: bool = False
    dispute: str = ""
    returned: tuple[Returned, ...] = ()
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
    def charged_back(self) -> bool:
        """Whether the bank has taken it back: while a chargeback is open, or since it was lost."""
        return self.disputed and self.dispute != "won"

    @property
    def went_back(self) -> Money:
        """How much of it Stripe no longer has for us."""
        if self.charged_back:
            return self.amount
        return self.refunded or zero(self.amount.currency)

    def recorded_as(self, payment_id: str, customer_id: str) -> Money | None:
        """What we recorded with a customer's Payment in QuickBooks; None where it is none of this settlement's.

        One that was posted a moment ago has no part that names it yet.
        """
        named = [part for part in self.parts if part.payment_id == payment_id]
        posted = [each for each in self.parts if each.payment_id is None and each.tried_at is not None]
        mine = named or [each for each in posted if each.draft.customer_id == customer_id]
        return mine[0].draft.total if mine else None

    @property
    def next_at(self) -> datetime | None:
        return self.check_at
