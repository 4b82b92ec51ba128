"""When a recipient may be touched: hours, days, holidays and the caps of a phone, in every zone it may be in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.contact import PhoneTouch
from pastdue.domain.policy import WEEKDAYS, Window

_HORIZON = timedelta(days=400)
_WEEK = 7


def local_date(at: datetime, zones: Sequence[str]) -> date:
    """The recipient's date: the earliest one among the zones it may be in, so that no rung comes early."""
    return min(at.astimezone(ZoneInfo(zone)).date() for zone in zones)


def told_at(at: datetime, zone: str) -> str:
    """An instant as a person reads it: on the clock of a zone, whose abbreviation it names."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"


def start_of(day: date, zones: Sequence[str]) -> datetime:
    """The first instant (UTC) at which it is that day in every zone."""
    return max(datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC) for zone in zones)


def _open_in(at: datetime, zone: str, window: Window, closed: frozenset[date]) -> datetime:
    """The first instant at or after `at` that lies in the window of one zone."""
    tz = ZoneInfo(zone)
    day = at.astimezone(tz).date()
    last = day + _HORIZON
    while day <= last:
        if WEEKDAYS[day.weekday()] in window.days and day not in closed:
            opens = datetime.combine(day, window.opens, tz).astimezone(UTC)
            closes = datetime.combine(day, window.closes, tz).astimezone(UTC)
            if at < closes:
                return max(at, opens)
        day += timedelta(days=1)
    return at + _HORIZON


def next_open(at: datetime, zones: Sequence[str], window: Window, closed: frozenset[date]) -> datetime | None:
    """The first instant at or after `at` that lies in the window of every zone; None if there is none in a year."""
    end = at + timedelta(days=366)
    while at < end:
        moved = max(_open_in(at, zone, window, closed) for zone in zones)
        if moved == at:
            return at
        at = moved
    return None


def after_holidays(day: date, window: Window, closed: frozenset[date], nth: int) -> date:
    """A date that a holiday closes, moved to the nth open one after it (0: the next one); any other as it is."""
    if nth <= 0:
        return day
    passed, moved = 0, day
    while not _is_open(moved, window, closed) and moved - day < _HORIZON:
        passed += moved in closed
        moved += timedelta(days=1)
    if not passed:
        return day
    for _ in range(nth):
        moved += timedelta(days=1)
        while not _is_open(moved, window, closed) and moved - day < _HORIZON:
            moved += timedelta(days=1)
    return moved


def _is_open(day: date, window: Window, closed: frozenset[date]) -> bool:
    return WEEKDAYS[day.weekday()] in window.days and day not in closed


def window_end(at: datetime, zones: Sequence[str], window: Window) -> datetime:
    """When the window that `at` lies in ends in the first of the zones (UTC)."""
    return min(
        datetime.combine(at.astimezone(ZoneInfo(zone)).date(), window.closes, ZoneInfo(zone)).astimezone(UTC)
        for zone in zones
    )


def days_between(earlier: datetime, later: datetime, zones: Iterable[str]) -> int:
    """Local dates from one instant to the other, the fewest among the zones."""
    return min((later.astimezone(tz).date() - earlier.astimezone(tz).date()).days for tz in map(ZoneInfo, zones))


def phone_is_free(at: datetime, zones: Sequence[str], touches: Sequence[PhoneTouch], per_seven_days: int) -> bool:
    """Whether promise 1 lets one more touch out at that instant: a new date in every zone, then or now."""
    recent = 0
    for touch in touches:
        apart = days_between(touch.at, at, {*zones, *touch.zones})
        if apart < 1:
            return False
        recent += apart < _WEEK
    return recent < per_seven_days


def _next_date(at: datetime, zone: str) -> datetime:
    """When the next date begins in a zone (UTC)."""
    return start_of(at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1), (zone,))


def next_touch_time(
    at: datetime,
    zones: Sequence[str],
    window: Window,
    closed: frozenset[date],
    touches: Sequence[PhoneTouch],
    per_seven_days: int,
) -> datetime | None:
    """The first instant at or after `at` at which a touch may go out; None if there is none within a year."""
    every = {*zones, *(zone for touch in touches for zone in touch.zones)}
    end = at + timedelta(days=366)
    while at < end:
        opening = next_open(at, zones, window, closed)
        if opening is None or phone_is_free(opening, zones, touches, per_seven_days):
            return opening
        # Nothing changes before the date does, in one of the zones of then or now.
        at = min(_next_date(opening, zone) for zone in every)
    return None
