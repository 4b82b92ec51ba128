"""What a played vendor will do later, by its own clock: settle a debit, send a queued text, expire a session."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Action = Callable[[datetime], None]


class Agenda:
    """Due actions; each runs once, with the instant at which it was due (not the instant at which someone looked)."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Action]] = []
        self._count = 0
        self.on_earlier: Callable[[datetime], None] | None = None
        """Called when something is added that is due before all else."""

    def add(self, due: datetime, action: Action) -> None:
        """Run `action(due)` once the clock has reached `due`."""
        self._count += 1
        heapq.heappush(self._heap, (due, self._count, action))
        if self.on_earlier is not None and self._heap[0][1] == self._count:
            self.on_earlier(due)

    def next_due(self) -> datetime | None:
        """When the earliest action is due, or None."""
        return self._heap[0][0] if self._heap else None

    def run_until(self, now: datetime) -> int:
        """Run everything due at or before `now`, actions added on the way included; returns how many ran."""
        ran = 0
        while self._heap and self._heap[0][0] <= now:
            due, _, action = heapq.heappop(self._heap)
            action(due)
            ran += 1
        return ran
