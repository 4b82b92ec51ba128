"""The Federal Reserve's business days, by which a bank debit takes its time (vendor-facts, ACH)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

# The Fed counts its days in Eastern time.
_FED = ZoneInfo("America/New_York")


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _is_holiday(day: date) -> bool:
    """Whether the Fed is closed; a holiday on a Sunday is kept on the Monday, one on a Saturday not at all."""
    year = day.year
    fixed = (date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25))
    last_of_may = date(year, 5, 31)
    moving = (
        _nth(year, 1, 0, 3),
        _nth(year, 2, 0, 3),
        last_of_may - timedelta(days=last_of_may.weekday()),
        _nth(year, 9, 0, 1),
        _nth(year, 10, 0, 2),
        _nth(year, 11, 3, 4),
    )
    return day in moving or any(day == each + timedelta(days=each.weekday() == 6) for each in fixed)


def is_banking_day(day: date) -> bool:
    """Whether the Fed settles on this day."""
    return day.weekday() < 5 and not _is_holiday(day)


def banking_days_after(start: datetime, days: int) -> datetime:
    """The same Eastern time of day, so many banking days later (UTC)."""
    local = start.astimezone(_FED)
    while days > 0:
        local += timedelta(days=1)
        days -= is_banking_day(local.date())
    return local.astimezone(UTC)
