"""Bookkeeping: whether what came in is in QuickBooks yet, by the days on which payments are usually entered there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record

# So many days of entries tell what is usual; what was before them is forgotten.
_REMEMBERED = 20
_SATURDAY = 5


def bookkeeping_key(company_id: str) -> Key:
    """Where the entry days of a company live."""
    return Key(f"bookkeeping#{company_id}", "bookkeeping")


class Bookkeeping(Record):
    """The days, in the company's zone, on which somebody entered a payment, or said that the books are current.

    Nothing is known of what came before `known_since`. What Pastdue books itself is no entry of the bookkeeper's.
    `catching_up_until`: somebody who was behind enters payments again, and may have more of them at hand.
    """

    KIND: ClassVar[str] = "bookkeeping"

    company_id: str
    known_since: date
    entered_on: tuple[date, ...] = ()
    catching_up_until: datetime | None = None

    @property
    def key(self) -> Key:
        return bookkeeping_key(self.company_id)


class Behind(Value):
    """The last entry, how many business days ago it was, and how many are usual there at most.

    `until`: entries come again, and it is over then if no more of them come.
    """

    since: date
    days: int
    usual: int
    until: datetime | None = None

    def told(self) -> str:
        """For a person."""
        if self.until is not None:
            return "payments are being entered again"
        return f"last entry {self.since}, {self.days} business days ago; up to {self.usual} are usual"


def with_entry(known: Bookkeeping, day: date) -> Bookkeeping:
    """The bookkeeping with one entry day more."""
    days = tuple(sorted({*known.entered_on, day}))[-_REMEMBERED - 1 :]
    return known.model_copy(update={"entered_on": days})


def business_days(after: date, until: date, closed: Collection[date]) -> int:
    """The business days after one date up to and with another."""
    span = (after + timedelta(days=ahead) for ahead in range(1, (until - after).days + 1))
    return sum(day.weekday() < _SATURDAY and day not in closed for day in span)


def behind(known: Bookkeeping | None, today: date, closed: Collection[date], at_least: int) -> Behind | None:
    """Whether no entry was made for longer than is usual, and than `at_least` business days; None if not.

    Usual is the longest gap that is remembered, the one before the first known entry included: so where entries are
    rare, or none was ever seen, nothing follows from their absence.
    """
    if known is None or not known.entered_on:
        return None
    days = known.entered_on if len(known.entered_on) > _REMEMBERED else (known.known_since, *known.entered_on)
    gaps = [business_days(earlier, later, closed) for earlier, later in pairwise(days)]
    last = known.entered_on[-1]
    found = Behind(since=last, days=business_days(last, today, closed), usual=max([at_least, *gaps]))
    return found if found.days > found.usual else None
