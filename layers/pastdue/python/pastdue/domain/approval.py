"""Approval: a person's yes to one touch of one case, for one day (mode `approve`)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.money import Money, Value
from pastdue.domain.policy import Mode, Policy


class Approval(Value):
    """A person's yes to exactly this step on that date of the recipient, for at most that amount, by those rules.

    `address` is the number or the addresses that it goes to: another customer's, or a corrected one, is not approved.
    `step` is a rung of the ladder or a notice of a plan, as `decide` names it.
    """

    on: date
    step: str
    address: str = ""
    amount: Money
    policy_version: str
    by: str
    at: datetime

    def covers(self, step: str, address: str, asked: Money, on: date, policy_version: str) -> bool:
        """Whether a touch to that address that asks this at the step, on that date and by those rules, was approved."""
        return (
            (self.on, self.step, self.address, self.policy_version) == (on, step, address, policy_version)
            and self.amount.currency == asked.currency
            and asked.minor <= self.amount.minor
        )


def listed_next(policy: Policy, now: datetime) -> datetime | None:
    """When the owner is next told of tomorrow's touches; None where nothing needs an approval."""
    if not any(policy.mode_for(segment) is Mode.APPROVE for segment in policy.segments):
        return None
    zone = ZoneInfo(policy.time_zone)
    today = now.astimezone(zone).date()
    times = (datetime.combine(today + timedelta(days=days), policy.approvals_listed_at, zone) for days in range(2))
    return next(at.astimezone(UTC) for at in times if at > now)
