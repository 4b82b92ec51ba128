"""Time and turns: one clock, one line of events, and workers of which only one runs at a time, until it pauses."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from zlib import crc32

from greenlet import getcurrent, greenlet


class Death(BaseException):
    """The process is gone, as when Lambda's time is up or its host fails: no `except Exception` of ours sees it."""


class Endless(Exception):
    """So much happened that it will not end: something feeds on itself."""


# A hundred days of a company are some 30,000 steps.
_MOST = 400_000


class Settable(Protocol):
    """A clock that stands until it is set."""

    at: datetime


class Worker(greenlet):
    """One invocation: it runs until it pauses, and goes on when its time has come."""

    def __init__(self, body: Callable[[], None], *, name: str, deadline: datetime) -> None:
        super().__init__(body)
        self.mark = name.encode()
        self.deadline = deadline
        """When the platform ends it."""
        self.looks_at = ""
        """The invoice that it asked QuickBooks for last."""


class Schedule:
    """What happens next. Events of one instant come in the seed's order, so that no order is taken for granted."""

    def __init__(self, clock: Settable, random: Random) -> None:
        self.clock = clock
        self.steps = 0
        """How often a worker came to a point where another could go on, or where it could die."""
        self.trace = 0
        """A checksum of the story so far."""
        self._random = random
        self._line: list[tuple[datetime, float, int, Callable[[], None]]] = []
        self._count = 0
        self._end = clock.at
        self._hub = getcurrent()

    @property
    def now(self) -> datetime:
        """The time."""
        return self.clock.at

    def at(self, when: datetime, act: Callable[[], None]) -> None:
        """Let something happen at a time, or now if that has passed."""
        self._count += 1
        heapq.heappush(self._line, (max(when, self.now), self._random.random(), self._count, act))

    def note(self, said: bytes) -> None:
        """Let something count for the trace."""
        self.trace = crc32(said, self.trace)

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Let something happen in a while."""
        self.at(self.now + timedelta(seconds=seconds), act)

    def start(self, worker: Worker) -> None:
        """Begin an invocation now."""
        worker.parent = self._hub
        worker.switch()

    @property
    def worker(self) -> Worker | None:
        """Who runs now; None where it is none of the workers."""
        current = getcurrent()
        return current if isinstance(current, Worker) else None

    def pause(self, seconds: float) -> None:
        """Let time pass inside a worker; whoever is due in it goes on meanwhile. Raises Death past its deadline."""
        worker = self.worker
        assert worker is not None, "only a worker pauses"
        self.steps += 1
        self.note(worker.mark)
        when = self.clock.at + timedelta(seconds=seconds)
        when = min(when, worker.deadline)
        if when <= self._end and (not self._line or self._line[0][0] > when):
            self.clock.at = when
        else:
            self.at(when, worker.switch)
            self._hub.switch()
        if self.clock.at >= worker.deadline:
            raise Death("its time was up")

    def run_until(self, end: datetime) -> None:
        """Let everything happen that is due up to `end`."""
        self._end = end
        self._hub = getcurrent()
        while self._line and self._line[0][0] <= end:
            when, _, _, act = heapq.heappop(self._line)
            self.clock.at = when
            if self.steps > _MOST or self._count > _MOST:
                raise Endless(f"{self.steps} steps and {self._count} events, and no end")
            act()
        self.clock.at = end
