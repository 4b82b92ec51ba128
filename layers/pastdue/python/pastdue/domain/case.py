"""Case: the collection of one invoice: where it stands on its ladder, its holds, its history."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.approval import Approval
from pastdue.domain.audit import ChainHead
from pastdue.domain.effect import Cohort
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Key, Record


class CaseState(StrEnum):
    """Whether we still chase it."""

    OPEN = "open"
    HANDED_OFF = "handed_off"
    CLOSED = "closed"


class HoldKind(StrEnum):
    """Reasons not to chase."""

    DISPUTE = "dispute"
    ALREADY_PAID = "already_paid"
    PROMISE = "promise"
    PLAN = "plan"
    IN_FLIGHT = "payment_in_flight"
    REVIEW = "review"
    MANUAL = "manual"


class Hold(Value):
    """A reason not to chase. Without `until` it lasts until a person, or the vendor it waits for, says so.

    `accepted` is what a dispute grants of all that it holds, `because` what a person who put it says.
    """

    kind: HoldKind
    since: datetime
    until: datetime | None = None
    by: str
    about: str = ""
    because: str = ""
    accepted: Money | None = None


class RungDone(Value):
    """A rung that was sent (or may have been), on the recipient's date."""

    number: int
    touch_id: str
    on: date


def case_key(company_id: str, invoice_id: str) -> Key:
    """Where a case lives."""
    return Key(f"case#{company_id}#{invoice_id}", "case")


def payer_index(company_id: str, payer_id: str) -> str:
    """The value under which the cases of one payer are listed."""
    return f"payer#{company_id}#{payer_id}"


class Adopted(Record):
    """That an invoice has a case: all of a company's stand in one partition, so that none is ever out of sight.

    `number` is the invoice's number as people know it, to be found by.
    """

    KIND: ClassVar[str] = "adopted"

    company_id: str
    invoice_id: str
    number: str = ""

    @property
    def key(self) -> Key:
        return Key(adopted_in(self.company_id), self.invoice_id)


def adopted_in(company_id: str) -> str:
    """The partition that names every case of a company."""
    return f"cases#{company_id}"


class Case(Record):
    """The collection of one invoice.

    `anchor` is the date from which the ladder counts: the due date, or later for a case adopted late (promise 7).
    `let_go_at` is when the last hold was lifted that did not end by its own `until`.
    """

    KIND: ClassVar[str] = "case"

    company_id: str
    invoice: Invoice
    payer_id: str
    segment: str = "default"
    segment_reason: str = "default"
    state: CaseState = CaseState.OPEN
    ended_because: str = ""
    ended_on: date | None = None
    opened_at: datetime
    anchor: date | None = None
    old_at_adoption: bool = False
    rungs: tuple[RungDone, ...] = ()
    last_touch_on: date | None = None
    open_touch: str | None = None
    holds: tuple[Hold, ...] = ()
    let_go_at: datetime | None = None
    link_ids: tuple[str, ...] = ()
    approved: bool = False
    approval: Approval | None = None
    cohort: Cohort | None = None
    waiting_for: str = ""
    waiting_until: datetime | None = None
    due_at: datetime | None = None
    chain: ChainHead = ChainHead()

    @property
    def key(self) -> Key:
        return case_key(self.company_id, self.invoice.id)

    @property
    def by(self) -> str:
        return payer_index(self.company_id, self.payer_id)

    @property
    def next_at(self) -> datetime | None:
        return self.due_at

    @property
    def balance(self) -> Money:
        """What the ledger says is open."""
        return self.invoice.balance
