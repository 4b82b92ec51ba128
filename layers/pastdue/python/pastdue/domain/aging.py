"""Aging: open amounts by days past due, day by day, and the share that is more than thirty days past due.

An invoice is open at the end of every day from its issue to the day before it was settled. The buckets are those of
QuickBooks' own A/R aging: what is due today is current, and a day later it is one day past due.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import fsum

from pastdue.domain.money import Value

# The share of receivables over thirty days past due that this product measures itself against.
OVER_30_LINE = 0.18


class Bucket(StrEnum):
    """How long past due."""

    CURRENT = "current"
    UP_TO_30 = "1-30"
    UP_TO_60 = "31-60"
    UP_TO_90 = "61-90"
    OVER_90 = "91+"

    @property
    def heading(self) -> str:
        """As QuickBooks heads its column."""
        return {"current": "Current", "91+": "91 and over"}.get(self.value, self.value.replace("-", "–"))


# The first day past due on which each bucket begins, after CURRENT.
_STARTS = ((1, Bucket.UP_TO_30), (31, Bucket.UP_TO_60), (61, Bucket.UP_TO_90), (91, Bucket.OVER_90))
_PLACE = {bucket: place for place, bucket in enumerate(Bucket)}
_OVER_30 = (Bucket.UP_TO_60, Bucket.UP_TO_90, Bucket.OVER_90)


def bucket_of(due_on: date, day: date) -> Bucket:
    """Where an invoice with that due date stands on that day."""
    past = (day - due_on).days
    found = Bucket.CURRENT
    for start, bucket in _STARTS:
        if past >= start:
            found = bucket
    return found


class OpenSpan(Value):
    """An amount (minor units of the home currency) that was open from a day on, up to the day before `until`.

    `until` None: still open.
    """

    since: date
    due_on: date
    until: date | None
    minor: int


class Aging(Value):
    """What was open at the end of one day, by bucket, in minor units of the home currency."""

    on: date
    current: int = 0
    up_to_30: int = 0
    up_to_60: int = 0
    up_to_90: int = 0
    over_90: int = 0

    @property
    def by_bucket(self) -> dict[Bucket, int]:
        """The amounts under their buckets' names."""
        amounts = (self.current, self.up_to_30, self.up_to_60, self.up_to_90, self.over_90)
        return dict(zip(Bucket, amounts, strict=True))

    @property
    def total(self) -> int:
        """All that was open."""
        return sum(self.by_bucket.values())

    @property
    def over_30(self) -> int:
        """What was more than thirty days past due."""
        return sum(self.by_bucket[bucket] for bucket in _OVER_30)

    @property
    def over_30_share(self) -> float | None:
        """The part (0 to 1) of all that was open that was more than 30 days past due; None when nothing was open.

        Where credits are netted, one bucket may be below zero and another above the total.
        """
        return min(1.0, max(0.0, self.over_30 / self.total)) if self.total > 0 else None


def aging_on(day: date, spans: Iterable[OpenSpan]) -> Aging:
    """What was open at the end of one day."""
    sums = [0] * len(Bucket)
    for span in spans:
        if span.since <= day and (span.until is None or day < span.until):
            sums[_PLACE[bucket_of(span.due_on, day)]] += span.minor
    return _aging(day, sums)


def aging_by_day(first: date, last: date, spans: Iterable[OpenSpan]) -> tuple[Aging, ...]:
    """What was open at the end of every day from first to last, both included. Costs what the spans and days cost."""
    days = (last - first).days + 1
    if days <= 0:
        return ()
    moves = [[0] * (days + 1) for _ in Bucket]
    for span in spans:
        end = min((span.until - first).days, days) if span.until else days
        starts = [(date.min, Bucket.CURRENT)] + [(span.due_on + timedelta(start), b) for start, b in _STARTS]
        for (begin, bucket), (finish, _) in pairwise([*starts, (date.max, Bucket.OVER_90)]):
            since = max((max(begin, span.since) - first).days, 0)
            until = min((finish - first).days, end)
            if since < until:
                moves[_PLACE[bucket]][since] += span.minor
                moves[_PLACE[bucket]][until] -= span.minor
    sums = [0] * len(Bucket)
    found: list[Aging] = []
    for index in range(days):
        sums = [total + moves[place][index] for place, total in enumerate(sums)]
        found.append(_aging(first + timedelta(index), sums))
    return tuple(found)


def mean_over_30_share(agings: Iterable[Aging]) -> float | None:
    """The mean, over the days on which anything was open, of the share more than thirty days past due (0 to 1)."""
    shares = [share for aging in agings if (share := aging.over_30_share) is not None]
    return fsum(shares) / len(shares) if shares else None


def _aging(day: date, sums: list[int]) -> Aging:
    return Aging(on=day, current=sums[0], up_to_30=sums[1], up_to_60=sums[2], up_to_90=sums[3], over_90=sums[4])
