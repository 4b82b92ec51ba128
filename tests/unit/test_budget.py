"""Budget: what may be taken of a vendor's limit at once, on the whole, and by work that may wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.budget import QUICKBOOKS, Budget, Limit, take

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
TEN = Limit(per_second=1, burst=10)


def _after(*requests: float) -> Budget:
    budget = Budget(name="vendor", free_at=NOW - timedelta(days=1))
    for each in requests:
        taken = take(budget, TEN, each, NOW)
        assert isinstance(taken, Budget)
        budget = taken
    return budget


@pytest.mark.parametrize(("requests", "wait"), [(3, None), (4, None), (5, timedelta(seconds=1))])
def test_a_burst_is_free_and_what_is_over_waits_for_as_long_as_it_is_over(
    requests: int, wait: timedelta | None
) -> None:
    taken = take(_after(6), TEN, requests, NOW)
    assert (taken if isinstance(taken, timedelta) else None) == wait


@pytest.mark.parametrize(("requests", "free"), [(1, True), (2, True), (3, False)])
def test_work_that_may_wait_leaves_the_rest_to_work_that_cannot(requests: int, free: bool) -> None:
    budget = _after(4)
    assert isinstance(take(budget, TEN, requests, NOW, keep=4), Budget) is free
    assert isinstance(take(budget, TEN, requests, NOW), Budget)


def test_more_than_the_burst_is_let_through_once_all_of_it_is_free_and_is_paid_for_afterwards() -> None:
    budget = _after(25)
    assert take(budget, TEN, 1, NOW) == timedelta(seconds=16)


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 12)), max_size=60))
def test_in_no_minute_is_more_taken_than_a_burst_and_a_minutes_worth(steps: list[tuple[float, int]]) -> None:
    limit = Limit(per_second=QUICKBOOKS.per_second / 10, burst=QUICKBOOKS.burst / 10)
    budget = Budget(name="quickbooks", free_at=NOW - timedelta(days=1))
    at = NOW
    granted: list[tuple[datetime, int]] = []
    for pause, requests in steps:
        at += timedelta(seconds=pause)
        taken = take(budget, limit, requests, at)
        if isinstance(taken, Budget):
            budget = taken
            granted.append((at, requests))
    for start, _ in granted:
        minute = sum(requests for when, requests in granted if start <= when < start + timedelta(minutes=1))
        assert minute <= limit.burst + limit.per_second * 60 + 1e-6
