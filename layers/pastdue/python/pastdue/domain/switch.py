"""Switch: what stops everything at once, for one company or for the whole client, and lets it go on without a burst."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import ClassVar

from pastdue.domain.record import Key, Record

CLIENT = "*"
"""The company id under which the whole client's switch lives."""


def switch_key(company_id: str) -> Key:
    """Where a switch lives."""
    return Key(f"switch#{company_id}", "switch")


class Switch(Record):
    """Whether anything may be sent. Every claim and every answer moves it, so that a stop before either wins.

    What had come due when it was resumed is spread over `spread_days`, each payer on its own day.
    """

    KIND: ClassVar[str] = "switch"

    company_id: str
    stopped_at: datetime | None = None
    resumed_at: datetime | None = None
    who: str = ""
    reason: str = ""
    spread_days: int = 1

    @property
    def key(self) -> Key:
        return switch_key(self.company_id)

    @property
    def stopped(self) -> bool:
        """Whether nothing may be sent now."""
        return self.stopped_at is not None and self.resumed_at is None

    def told(self) -> str:
        """Who stopped, and why."""
        whole = "everything" if self.company_id == CLIENT else "this company"
        return f"{self.who} stopped {whole}" + (f": {self.reason}" if self.reason else "")

    def turn(self, payer: str, resumed_on: date) -> date:
        """The day on which a payer's backlog may go out, once resumed on that date."""
        drawn = hashlib.sha256(f"{self.company_id}/{self.resumed_at}/{payer}".encode()).digest()
        return resumed_on + timedelta(days=int.from_bytes(drawn[:8]) % max(1, self.spread_days))
