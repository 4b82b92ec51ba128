"""Touch: any message that we start, about one or more cases of one payer; and the PayLink that it carries."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.contact import Language
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Key, Record


class Channel(StrEnum):
    """How a touch travels."""

    SMS = "sms"
    EMAIL = "email"


class TouchState(StrEnum):
    """How far a touch has come. Nothing was handed to the vendor before SENDING."""

    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    PRESUMED_SENT = "presumed_sent"
    GIVEN_BACK = "given_back"


class TouchItem(Value):
    """One case in a touch: its own rung (0: none), or the instalment of its plan; and what of it is asked for."""

    invoice_id: str
    number: str
    rung: int
    amount: Money
    credit: Money
    instalment: int = 0


class Slot(Value):
    """The place of a touch in its company's pace: a day and an hour of the company's zone."""

    day: date
    hour: int
    begins: bool = False


def touch_key(touch_id: str) -> Key:
    """Where a touch lives."""
    return Key(f"touch#{touch_id}", "touch")


class Touch(Record):
    """One message, from its claim to what became of it.

    `lease_until` is wall clock; the other instants are business time (UTC).
    """

    KIND: ClassVar[str] = "touch"

    id: str
    company_id: str
    payer_id: str
    customer_id: str
    channel: Channel
    address: str
    language: Language
    template: str
    items: tuple[TouchItem, ...]
    total: Money
    state: TouchState = TouchState.CLAIMED
    claimed_at: datetime
    local_date: date
    window_ends_at: datetime
    lease_until: datetime
    attach_invoice: bool = False
    body: str = ""
    link_id: str | None = None
    link_url: str = ""
    looked_at: datetime | None = None
    attempted_at: datetime | None = None
    attempts: int = 0
    absences: int = 0
    message_id: str | None = None
    error: str = ""
    check_at: datetime | None = None
    plan_id: str = ""
    slot: Slot | None = None

    @property
    def key(self) -> Key:
        return touch_key(self.id)

    @property
    def by(self) -> str:
        return f"touches#{self.company_id}#{self.payer_id}"

    @property
    def next_at(self) -> datetime | None:
        return self.check_at


class LinkState(StrEnum):
    """Whether a link collects. CREATING: it may exist at Stripe. DYING: it must be dead, and may not be yet."""

    CREATING = "creating"
    ALIVE = "alive"
    DYING = "dying"
    DEAD = "dead"


def link_key(link_id: str) -> Key:
    """Where a pay link lives."""
    return Key(f"link#{link_id}", "link")


class PayLink(Record):
    """A Stripe payment link: which cases, which amounts, alive or dead. Its id is ours; `stripe_id` is Stripe's."""

    KIND: ClassVar[str] = "link"

    id: str
    company_id: str
    payer_id: str
    items: tuple[TouchItem, ...]
    total: Money
    state: LinkState = LinkState.CREATING
    stripe_id: str | None = None
    url: str = ""
    created_at: datetime
    ended_because: str = ""
    check_at: datetime | None = None

    @property
    def key(self) -> Key:
        return link_key(self.id)

    @property
    def by(self) -> str:
        return f"links#{self.company_id}#{self.payer_id}"

    @property
    def next_at(self) -> datetime | None:
        return self.check_at
