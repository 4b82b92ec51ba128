"""The Federal Reserve's business days, by which ACH debits settle."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday_of_may(year: int) -> date:
    end = date(year, 5, 31)
    return end - timedelta(days=end.weekday())


@cache
def holidays(year: int) -> frozenset[date]:
    """The Fed's holidays of a year; one on a Sunday is kept on Monday, one on a Saturday not at all."""
    fixed = [date(year, 1, 1), date(year, 6, 19), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    kept = {day + timedelta(days=1) if day.weekday() == 6 else day for day in fixed}
    kept |= {
        _nth(year, 1, 0, 3),
        _nth(year, 2, 0, 3),
        _last_monday_of_may(year),
        _nth(year, 9, 0, 1),
        _nth(year, 10, 0, 2),
        _nth(year, 11, 3, 4),
    }
    return frozenset(kept)


def is_banking_day(day: date) -> bool:
    """Whether the Fed settles on this day."""
    return day.weekday() < 5 and day not in holidays(day.year)


def after(start: datetime, days: int) -> datetime:
    """The same time of day, so many banking days later."""
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        if is_banking_day(moment.date()):
            days -= 1
    return moment
