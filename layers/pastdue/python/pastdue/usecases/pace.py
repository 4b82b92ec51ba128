"""Pace: take what a piece of work needs of a vendor's limit before it begins, or put it off."""

from __future__ import annotations

from datetime import datetime, timedelta

from pastdue.domain.budget import QUICKBOOKS, STRIPE, Budget, Limit, budget_key, take
from pastdue.domain.errors import Busy, Conflict
from pastdue.domain.record import Record
from pastdue.usecases.world import World, revise

# Reminders and what was found by looking through everything leave this much of QuickBooks' limit to payments, to what
# a webhook tells and to what people write: a dead link within five minutes goes before a text (promises 5 and 9).
_FOR_WHAT_CANNOT_WAIT = 60
_CROWDED = timedelta(seconds=1)
# Seconds' worth of texts that may lie at Twilio: shorter than any window is left open for.
_AHEAD = 10


def pace_quickbooks(world: World, company_id: str, requests: int, *, may_wait: bool = False) -> None:
    """Take requests of a company's limit. Raises Busy with the time to wait when they are not free."""
    _pace(
        world, "quickbooks", f"quickbooks#{company_id}", QUICKBOOKS, requests, _FOR_WHAT_CANNOT_WAIT if may_wait else 0
    )


def pace_stripe(world: World, requests: int) -> None:
    """Take requests of the client's limit. Raises Busy."""
    _pace(world, "stripe", "stripe", STRIPE, requests)


def pace_texts(world: World, segments_a_second: float, segments: int) -> None:
    """Take segments of what the number's registration lets out. Raises Busy.

    What is sent faster waits at Twilio, where it may still be lying when its window closes.
    """
    limit = Limit(per_second=segments_a_second, burst=max(segments, segments_a_second * _AHEAD))
    _pace(world, "twilio", "twilio", limit, segments)


def _pace(world: World, vendor: str, name: str, limit: Limit, requests: float, keep: float = 0) -> None:
    now = world.clock.now()
    wait = timedelta(0)

    def build() -> tuple[Record, ...]:
        nonlocal wait
        wait = timedelta(0)
        budget = world.store.get(Budget, budget_key(name)) or Budget(name=name, free_at=_long_ago(now))
        taken = take(budget, limit, requests, now, keep)
        if isinstance(taken, Budget):
            return (taken,)
        wait = taken
        return ()

    try:
        revise(world, build)
    except Conflict:
        wait = _CROWDED
    if wait:
        world.metrics.count("WorkPaced", vendor=vendor)
        raise Busy(f"{vendor} is asked as fast as it allows", vendor=vendor, retry_after=wait.total_seconds())


def _long_ago(now: datetime) -> datetime:
    return now - timedelta(days=1)
