"""Standing: what stood about a case on a past day, derived from its audit: a decision stands until its `until`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.audit import AuditEntry
from pastdue.domain.calendar import told_at
from pastdue.domain.money import Value

# What is worth knowing and leaves what was decided before as it was.
_BESIDE = frozenset({"invoice changed", "segment changed", "compared", "touch approved"})


class Stood(Value):
    """What was done on a day, and what stood at its end: never empty from the day on which the case was opened."""

    done: tuple[str, ...]
    what: str
    reason: str = ""
    until: datetime | None = None
    says: str


def told(entry: AuditEntry) -> str:
    """An entry in words."""
    return f"{entry.fact.what}: {entry.fact.reason}" if entry.fact.reason else entry.fact.what


def stood_on(entries: Sequence[AuditEntry], day: date, zone: str) -> Stood:
    """What stood on a day of that zone, by the entries of a case's chain, oldest first."""
    tz = ZoneInfo(zone)
    start = datetime.combine(day, time(0), tz).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(0), tz).astimezone(UTC)
    known = [entry for entry in entries if entry.at < end]
    if not known:
        first = f"Pastdue knows it since {entries[0].at.astimezone(tz):%Y-%m-%d}" if entries else "it has no history"
        return Stood(done=(), what="unknown", says=f"Not known yet: {first}.")
    done = tuple(told(entry) for entry in known if entry.at >= start)
    last = next((entry for entry in reversed(known) if entry.fact.what not in _BESIDE), known[0])
    until = _until(last)
    if until is not None and until < start:
        says = (
            f"Due since {told_at(until, zone)}, and nothing was written: Pastdue was not running, or a vendor was out."
        )
        return Stood(done=done, what="due", reason=last.fact.reason, until=None, says=says)
    ends = f", until {told_at(until, zone)}" if until is not None else ""
    since = f" (since {last.at.astimezone(tz):%Y-%m-%d})" if last.at < start else ""
    says = f"{told(last).replace('_', ' ').capitalize()}{ends}{since}."
    return Stood(done=done, what=last.fact.what, reason=last.fact.reason, until=until, says=says)


def _until(entry: AuditEntry) -> datetime | None:
    until = entry.fact.facts.get("until")
    return datetime.fromisoformat(until) if isinstance(until, str) and until else None
