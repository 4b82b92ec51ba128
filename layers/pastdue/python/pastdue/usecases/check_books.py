"""CheckBooks: whether the books are behind."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pastdue.domain.bookkeeping import Behind, Bookkeeping, behind, bookkeeping_key
from pastdue.domain.company import Company
from pastdue.domain.policy import Policy
from pastdue.usecases.world import World


def books_behind(world: World, company: Company, policy: Policy) -> Behind | None:
    """Whether the books are behind now, where the policy minds."""
    if not policy.books.wait_when_behind:
        return None
    known = world.store.get(Bookkeeping, bookkeeping_key(company.id))
    if known is None or not known.entered_on:
        return None
    today = date_of(policy, world.clock.now())
    closed = world.holidays.between(company.country, None, min(known.known_since, *known.entered_on), today)
    found = behind(known, today, closed, policy.books.business_days)
    if found is None and known.catching_up_until is not None and world.clock.now() < known.catching_up_until:
        return Behind(
            since=known.entered_on[-1], days=0, usual=policy.books.business_days, until=known.catching_up_until
        )
    return found


def date_of(policy: Policy, at: datetime) -> date:
    """The date in the company's zone."""
    return at.astimezone(ZoneInfo(policy.time_zone)).date()
