"""Aging: where an invoice stands on a day, and what share of all that is open is more than thirty days past due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.aging import Aging, Bucket, OpenSpan, aging_by_day, aging_on, bucket_of, mean_over_30_share

DUE = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days_past_due", "bucket"),
    [
        (-1, Bucket.CURRENT),
        (0, Bucket.CURRENT),
        (1, Bucket.UP_TO_30),
        (29, Bucket.UP_TO_30),
        (30, Bucket.UP_TO_30),
        (31, Bucket.UP_TO_60),
        (59, Bucket.UP_TO_60),
        (60, Bucket.UP_TO_60),
        (61, Bucket.UP_TO_90),
        (89, Bucket.UP_TO_90),
        (90, Bucket.UP_TO_90),
        (91, Bucket.OVER_90),
        (400, Bucket.OVER_90),
    ],
)
def test_a_bucket_counts_days_past_due_and_what_is_due_today_is_current(days_past_due: int, bucket: Bucket) -> None:
    assert bucket_of(DUE, DUE + timedelta(days=days_past_due)) is bucket


@pytest.mark.parametrize(("days_past_due", "over"), [(29, 0), (30, 0), (31, 500)])
def test_more_than_thirty_days_means_thirty_one(days_past_due: int, over: int) -> None:
    span = OpenSpan(since=DUE - timedelta(days=30), due_on=DUE, until=None, minor=500)
    assert aging_on(DUE + timedelta(days=days_past_due), [span]).over_30 == over


@pytest.mark.parametrize(("day", "open_minor"), [(-1, 0), (0, 700), (4, 700), (5, 0)])
def test_an_invoice_is_open_from_its_issue_to_the_day_before_it_was_settled(day: int, open_minor: int) -> None:
    issued = date(2026, 1, 10)
    span = OpenSpan(since=issued, due_on=issued + timedelta(days=30), until=issued + timedelta(days=5), minor=700)
    assert aging_on(issued + timedelta(days=day), [span]).total == open_minor


def test_the_mean_leaves_out_days_on_which_nothing_was_open() -> None:
    whole_late = Aging(on=DUE, up_to_60=100)
    half_late = Aging(on=DUE, current=50, over_90=50)
    nothing = Aging(on=DUE)
    assert mean_over_30_share([whole_late, half_late, nothing]) == pytest.approx(0.75)


def test_a_history_in_which_nothing_was_ever_open_has_no_share() -> None:
    assert mean_over_30_share([Aging(on=DUE)]) is None


def test_no_days_give_no_aging() -> None:
    assert aging_by_day(DUE, DUE - timedelta(days=1), []) == ()


_DAYS = st.dates(date(2025, 11, 1), date(2026, 8, 1))
_SPANS = st.builds(
    OpenSpan,
    since=_DAYS,
    due_on=_DAYS,
    until=st.one_of(st.none(), _DAYS),
    minor=st.integers(1, 10_000_00),
)


@given(spans=st.lists(_SPANS, max_size=12), first=_DAYS, length=st.integers(1, 200))
def test_walking_all_days_at_once_is_looking_at_each_day(spans: list[OpenSpan], first: date, length: int) -> None:
    days = [first + timedelta(days=day) for day in range(length)]
    assert aging_by_day(first, days[-1], spans) == tuple(aging_on(day, spans) for day in days)


@given(spans=st.lists(_SPANS, max_size=12), day=_DAYS)
def test_every_open_cent_is_in_one_bucket(spans: list[OpenSpan], day: date) -> None:
    still = sum(span.minor for span in spans if span.since <= day and (span.until is None or day < span.until))
    assert aging_on(day, spans).total == still
