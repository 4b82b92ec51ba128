"""Budget: how fast all functions together may ask a vendor, as a virtual queue (generic cell rate algorithm)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


class Limit(Value):
    """A vendor's limit as we keep it: `burst` requests at once, and `per_second` on the whole."""

    per_second: float
    burst: float


# 500 a minute for one company, throttled for a minute beyond (vendor-facts, QuickBooks): never more than 480 in any.
QUICKBOOKS = Limit(per_second=6, burst=120)
# 25 a second for one endpoint (vendor-facts, Stripe); a piece of work asks no endpoint more than half its requests.
STRIPE = Limit(per_second=20, burst=25)


def budget_key(name: str) -> Key:
    """Where a budget lives."""
    return Key(f"budget#{name}", "budget")


class Budget(Record):
    """What was taken of one limit: all of it is free again at `free_at` (business time)."""

    KIND: ClassVar[str] = "budget"

    name: str
    free_at: datetime

    @property
    def key(self) -> Key:
        return budget_key(self.name)


def take(budget: Budget, limit: Limit, requests: float, now: datetime, keep: float = 0) -> Budget | timedelta:
    """The budget with so many requests taken, or how long to wait until that many are free.

    `keep` requests are left for work that cannot wait. More than the burst is taken as all of it.
    """
    room = limit.burst - keep
    taken = max(timedelta(0), budget.free_at - now).total_seconds() * limit.per_second
    wanted = min(requests, room)
    if taken + wanted > room:
        return timedelta(seconds=(taken + wanted - room) / limit.per_second)
    after = max(now, budget.free_at) + timedelta(seconds=requests / limit.per_second)
    return budget.model_copy(update={"free_at": after})
