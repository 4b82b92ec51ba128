"""Answer: what we send back to something a person did; at most one to each cause, and two a day to a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from pastdue.domain.calendar import days_between
from pastdue.domain.record import Key, Record

_MOST_A_DAY = 2


def answer_key(cause: str) -> Key:
    """Where the answer to a cause lives; the cause is a Twilio message id or a Stripe payment."""
    return Key(f"answer#{cause}", "answer")


class Answer(Record):
    """One answer. It is written before it is sent and never sent again: silence goes before a second copy.

    With a `message_id` it went out, `unsent` it did not; with neither it may have.
    """

    KIND: ClassVar[str] = "answer"

    cause: str
    company_id: str
    phone: str
    body: str
    template: str
    at: datetime
    message_id: str | None = None
    error: str = ""
    unsent: bool = False

    @property
    def key(self) -> Key:
        return answer_key(self.cause)

    @property
    def by(self) -> str:
        return answers_index(self.phone)


def answers_index(phone: str) -> str:
    """The value under which the answers to one number are listed."""
    return f"answers#{phone}"


def may_answer(answers: Sequence[datetime], now: datetime, zones: Sequence[str]) -> bool:
    """Whether the phone has had fewer than two answers on its local day."""
    return sum(days_between(at, now, zones) < 1 for at in answers) < _MOST_A_DAY
