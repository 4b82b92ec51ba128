"""Pace: how many touches a company sends in an hour and on a day, and how gently a backlog is begun.

A claim takes a slot of its day in the transaction that claims the cases, and a claim that is given back frees it: so
the caps hold however many functions send at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from pastdue.domain.money import Value
from pastdue.domain.policy import Policy
from pastdue.domain.record import Key, Record
from pastdue.domain.touch import Slot

# What one tick may let out at once: the share of five minutes in the hour's cap, and a few more.
_TICKS_AN_HOUR = 12
_AT_ONCE = 10
_TICK = timedelta(minutes=5)
_KEPT = timedelta(days=30)


def pace_key(company_id: str, day: date) -> Key:
    """Where what was claimed on a day of a company lives."""
    return Key(f"pace#{company_id}#{day}", "pace")


class PaceDay(Record):
    """How many touches were claimed on one day of the company's zone, and in each of its hours.

    `begun` counts those that begin with somebody of the backlog (`begins_backlog` in decide.py).
    """

    KIND: ClassVar[str] = "pace"

    company_id: str
    day: date
    touches: int = 0
    begun: int = 0
    hours: Mapping[int, int] = {}

    @property
    def key(self) -> Key:
        return pace_key(self.company_id, self.day)

    @property
    def expires_at(self) -> datetime:
        return datetime.combine(self.day, time(0), UTC) + _KEPT


def day_of(now: datetime, policy: Policy) -> date:
    """The company's date."""
    return now.astimezone(ZoneInfo(policy.time_zone)).date()


def slot_at(now: datetime, policy: Policy, *, begins: bool) -> Slot:
    """The slot that a claim takes now."""
    local = now.astimezone(ZoneInfo(policy.time_zone))
    return Slot(day=local.date(), hour=local.hour, begins=begins)


def taken(pace: PaceDay, slot: Slot, count: int = 1) -> PaceDay:
    """The day with one slot more taken; with -1 as count, one freed."""
    hours = {**pace.hours, slot.hour: max(0, pace.hours.get(slot.hour, 0) + count)}
    change = {
        "touches": max(0, pace.touches + count),
        "begun": max(0, pace.begun + (count if slot.begins else 0)),
        "hours": hours,
    }
    return pace.model_copy(update=change)


def next_day(now: datetime, policy: Policy, days: int = 1) -> datetime:
    """When the company's day so many days from now begins (UTC)."""
    zone = ZoneInfo(policy.time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), time(0), zone).astimezone(UTC)


def _next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def backlog_full(pace: PaceDay, policy: Policy) -> bool:
    """Whether as many of the backlog were begun with today as the policy wants."""
    return pace.begun >= policy.adoption.daily_cap


def full_until(pace: PaceDay, policy: Policy, now: datetime) -> datetime | None:
    """Until when the company's own caps let nothing more out; None while they do. `pace` is of the day of `now`."""
    if policy.caps.per_day is not None and pace.touches >= policy.caps.per_day:
        return next_day(now, policy)
    hour = now.astimezone(ZoneInfo(policy.time_zone)).hour
    return _next_hour(now) if pace.hours.get(hour, 0) >= policy.caps.per_hour else None


class InLine(Value):
    """A payer that would be touched now: whether that begins with it as one of the backlog, and its newest due date."""

    payer_id: str
    begins: bool
    newest: date


class Turn(Value):
    """When a payer's turn is: now (None), or not before an instant; `backlog` where its daily cap says so."""

    payer_id: str
    not_before: datetime | None = None
    backlog: bool = False


def turns(pace: PaceDay, policy: Policy, line: Sequence[InLine], now: datetime) -> tuple[Turn, ...]:
    """Whose turn it is: whoever is on its ladder before the backlog, of which the newest comes first.

    Who must wait gets an instant of its own, so that the line does not come back as one.
    """
    hour = now.astimezone(ZoneInfo(policy.time_zone)).hour
    share = max(_AT_ONCE, -(-policy.caps.per_hour // _TICKS_AN_HOUR))
    begun, touches, in_hour, out = pace.begun, pace.touches, pace.hours.get(hour, 0), 0
    later = over = 0
    found: list[Turn] = []
    newest_first = sorted(line, key=lambda each: (each.begins, -each.newest.toordinal(), each.payer_id))
    for each in newest_first:
        if each.begins and begun >= policy.adoption.daily_cap:
            day = next_day(now, policy, 1 + later // policy.adoption.daily_cap)
            found.append(Turn(payer_id=each.payer_id, not_before=day, backlog=True))
            later += 1
        elif policy.caps.per_day is not None and touches >= policy.caps.per_day:
            day = next_day(now, policy, 1 + over // policy.caps.per_day)
            found.append(Turn(payer_id=each.payer_id, not_before=day))
            over += 1
        elif in_hour >= policy.caps.per_hour:
            hours = 1 + (in_hour - policy.caps.per_hour) // policy.caps.per_hour
            found.append(Turn(payer_id=each.payer_id, not_before=_next_hour(now) + timedelta(hours=hours - 1)))
            touches, in_hour, begun = touches + 1, in_hour + 1, begun + each.begins
        else:
            ticks = out // share
            found.append(Turn(payer_id=each.payer_id, not_before=now + ticks * _TICK if ticks else None))
            out, touches, in_hour, begun = out + 1, touches + 1, in_hour + 1, begun + each.begins
    return tuple(found)
