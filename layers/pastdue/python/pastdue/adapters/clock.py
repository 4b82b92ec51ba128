"""Clocks: the system's, and for the local stage one whose business time can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from pastdue.domain.record import Key, Record
from pastdue.ports import Store

OFFSET_KEY = Key("clock", "clock")


class SystemClock:
    """The Clock port: business time is wall time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wall(self) -> datetime:
        return datetime.now(UTC)


class Offset(Record):
    """How far business time is ahead of wall time, in seconds; only the local stage has one."""

    KIND: ClassVar[str] = "clock"

    seconds: int = 0

    @property
    def key(self) -> Key:
        return OFFSET_KEY


class LocalClock:
    """The Clock port of the local stage: wall time plus the offset that the store holds, read each time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> datetime:
        return self.wall() + timedelta(seconds=self._offset().seconds)

    def wall(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Move business time on for every process of the stage; gives what it then is. Raises Conflict."""
        offset = self._offset()
        moved = offset.model_copy(update={"seconds": offset.seconds + int(by.total_seconds())})
        self._store.commit(moved)
        return self.wall() + timedelta(seconds=moved.seconds)

    def _offset(self) -> Offset:
        return self._store.get(Offset, OFFSET_KEY) or Offset()
