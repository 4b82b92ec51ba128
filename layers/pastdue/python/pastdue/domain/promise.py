"""Promise: "I'll pay Friday": until when reminders wait, and whether it was kept."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.record import Key, Record


class PromiseState(StrEnum):
    """How a promise stands. One is overtaken where the customer has since said why it is not owed."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    OVERTAKEN = "overtaken"


def promise_key(message_id: str) -> Key:
    """Where the promise that a reply made, or that a person recorded, lives."""
    return Key(f"promise#{message_id}", "promise")


def promises_index(company_id: str, payer_id: str) -> str:
    """The value under which the promises of one payer are listed."""
    return f"promises#{company_id}#{payer_id}"


class Promise(Record):
    """One promise. `day` is the promised one on the customer's calendar, `until` the instant at which it is over.

    `message_id` is the reply that made it; one that was made by voice has an id of its own.
    """

    KIND: ClassVar[str] = "promise"

    message_id: str
    company_id: str
    payer_id: str
    invoice_ids: tuple[str, ...]
    day: date
    until: datetime
    made_at: datetime
    state: PromiseState = PromiseState.OPEN

    @property
    def key(self) -> Key:
        return promise_key(self.message_id)

    @property
    def by(self) -> str:
        return promises_index(self.company_id, self.payer_id)

    @property
    def about(self) -> str:
        """What the hold that it puts on its cases says that it is about."""
        return f"reply {self.message_id}: promise"

    @property
    def next_at(self) -> datetime | None:
        return self.until if self.state is PromiseState.OPEN else None
