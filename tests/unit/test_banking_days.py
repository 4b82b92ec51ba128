"""The Fed's days: what a bank debit waits for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pastdue.domain.banking_days import banking_days_after, is_banking_day


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 9, 4), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 9, 7), False),  # Labor Day
        (date(2026, 11, 26), False),  # Thanksgiving
        (date(2026, 5, 25), False),  # Memorial Day
        (date(2026, 7, 3), True),  # Independence Day falls on the Saturday: the Fed keeps none
        (date(2027, 7, 5), False),  # and on a Sunday: kept on the Monday
        (date(2023, 1, 2), False),
        (date(2026, 10, 12), False),
    ],
)
def test_the_fed_keeps_its_own_holidays(day: date, open_: bool) -> None:
    assert is_banking_day(day) is open_


def test_five_banking_days_step_over_the_weekend_and_labor_day() -> None:
    submitted = datetime(2026, 9, 2, 15, 0, tzinfo=UTC)
    assert banking_days_after(submitted, 5) == datetime(2026, 9, 10, 15, 0, tzinfo=UTC)


def test_the_day_is_easterns_also_late_in_the_evening() -> None:
    friday_evening = datetime(2026, 9, 12, 2, 0, tzinfo=UTC)  # Friday, 22:00 in New York
    assert banking_days_after(friday_evening, 1) == datetime(2026, 9, 15, 2, 0, tzinfo=UTC)


def test_the_hour_stays_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 30, 14, 0, tzinfo=UTC)  # 10:00 in New York, summer time
    assert banking_days_after(before, 1) == datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
