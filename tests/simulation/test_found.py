"""What the simulation found: each defect by its name, small enough to read."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.adapters.holidays import PublicHolidays


@pytest.mark.parametrize(
    ("region", "day"),
    [("CA", date(2026, 10, 12)), ("HI", date(2026, 10, 12)), ("FL", date(2026, 2, 16)), ("TX", date(2026, 10, 12))],
)
def test_a_national_holiday_that_a_state_does_not_keep_is_spared_all_the_same(region: str, day: date) -> None:
    """Seed 29: eight people in western states were texted on Columbus Day."""
    assert day in PublicHolidays().between("US", region, day, day)


def test_a_state_keeps_its_own_days_beside_the_national_ones() -> None:
    cabrini = date(2026, 10, 5)
    assert cabrini in PublicHolidays().between("US", "CO", cabrini, cabrini)
