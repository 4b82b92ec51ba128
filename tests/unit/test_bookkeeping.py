"""Whether the books are current: by what is usual there, and never before five business days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.bookkeeping import Bookkeeping, behind, business_days, with_entry

MONDAY = date(2026, 9, 14)
LABOR_DAY = frozenset({date(2026, 9, 7)})


def daily(until: date, days: int = 30) -> Bookkeeping:
    """A company where somebody enters payments on each business day."""
    known = Bookkeeping(company_id="9", known_since=until - timedelta(days=days))
    for ahead in range(days + 1):
        day = until - timedelta(days=days - ahead)
        if day.weekday() < 5:
            known = with_entry(known, day)
    return known


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True), (9, True)])
def test_more_than_five_business_days_without_an_entry_are_late(days: int, late: bool) -> None:
    found = behind(daily(MONDAY), MONDAY + timedelta(days=days), (), 5)
    assert (found is not None) is late


def test_a_holiday_is_no_business_day() -> None:
    last = date(2026, 8, 31)
    assert business_days(last, date(2026, 9, 8), LABOR_DAY) == 5
    assert behind(daily(last), date(2026, 9, 8), LABOR_DAY, 5) is None
    assert behind(daily(last), date(2026, 9, 9), LABOR_DAY, 5) is not None


def test_who_enters_every_other_week_is_late_only_after_longer_than_that() -> None:
    known = Bookkeeping(company_id="9", known_since=MONDAY)
    for fortnight in range(5):
        known = with_entry(known, MONDAY + timedelta(days=14 * fortnight))
    last = known.entered_on[-1]
    assert behind(known, last + timedelta(days=14), (), 5) is None
    found = behind(known, last + timedelta(days=15), (), 5)
    assert found is not None
    assert (found.since, found.days, found.usual) == (last, 11, 10)


def test_nothing_follows_where_no_entry_or_only_the_first_in_months_was_ever_seen() -> None:
    empty = Bookkeeping(company_id="9", known_since=MONDAY - timedelta(days=90))
    assert behind(None, MONDAY, (), 5) is None
    assert behind(empty, MONDAY, (), 5) is None
    assert behind(with_entry(empty, MONDAY), MONDAY + timedelta(days=60), (), 5) is None


DAYS = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=1, max_size=40)


@given(DAYS, st.integers(0, 60), st.integers(1, 10))
def test_an_entry_today_makes_any_books_current_and_waiting_never_does(
    days: list[date], ahead: int, at_least: int
) -> None:
    known = Bookkeeping(company_id="9", known_since=min(days))
    for day in days:
        known = with_entry(known, day)
    today = max(days) + timedelta(days=ahead)
    late = behind(known, today, (), at_least)
    assert behind(with_entry(known, today), today, (), at_least) is None
    if late is not None:
        assert late.days > max(late.usual, at_least - 1)
        assert behind(known, today + timedelta(days=1), (), at_least) is not None
