"""Approval: a person's yes to one touch of one case, for one day (mode `approve`)."""

from __future__ import annotations

from datetime import date, datetime

from pastdue.domain.money import Money, Value


class Approval(Value):
    """A person's yes to exactly this rung on that date of the recipient, for at most that amount, by those rules."""

    on: date
    rung: int
    amount: Money
    policy_version: str
    by: str
    at: datetime

    def covers(self, rung: int, asked: Money, on: date, policy_version: str) -> bool:
        """Whether a touch that asks this for the rung, on that date and by those rules, was approved."""
        return (
            (self.on, self.rung, self.policy_version) == (on, rung, policy_version)
            and self.amount.currency == asked.currency
            and asked.minor <= self.amount.minor
        )
