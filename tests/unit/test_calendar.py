"""When a recipient may be touched: hours, days, holidays, nights in which clocks change, zones that disagree, caps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pastdue.domain.calendar import (
    days_between,
    local_date,
    next_open,
    next_touch_time,
    phone_is_free,
    start_of,
    window_end,
)
from pastdue.domain.contact import PhoneTouch
from pastdue.domain.policy import Window

NEW_YORK, CHICAGO, LOS_ANGELES = "America/New_York", "America/Chicago", "America/Los_Angeles"
HONOLULU, PHOENIX, AUCKLAND = "Pacific/Honolulu", "America/Phoenix", "Pacific/Auckland"
WINDOW = Window()
NO_DAYS: frozenset[date] = frozenset()


def at(text: str, zone: str = NEW_YORK) -> datetime:
    """An instant as a clock in that zone shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def touched(*texts: str, zones: tuple[str, ...] = (NEW_YORK,)) -> tuple[PhoneTouch, ...]:
    """What a phone got, by the clock of the first zone."""
    return tuple(PhoneTouch(touch_id=text, at=at(text, zones[0]), zones=zones) for text in texts)


# --- hours


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-09-14 08:59", "2026-09-14 09:00"),
        ("2026-09-14 09:00", "2026-09-14 09:00"),
        ("2026-09-14 09:01", "2026-09-14 09:01"),
        ("2026-09-14 19:59", "2026-09-14 19:59"),
        ("2026-09-14 20:00", "2026-09-15 09:00"),
        ("2026-09-14 20:01", "2026-09-15 09:00"),
        ("2026-09-12 20:00", "2026-09-14 09:00"),  # Saturday evening: Sunday is closed
        ("2026-09-13 12:00", "2026-09-14 09:00"),
        ("2026-09-14 00:00", "2026-09-14 09:00"),
    ],
)
def test_the_window_opens_at_nine_and_closes_at_eight_from_monday_to_saturday(asked: str, opens: str) -> None:
    assert next_open(at(asked), (NEW_YORK,), WINDOW, NO_DAYS) == at(opens)


@pytest.mark.parametrize(
    ("zones", "opens", "closes"),
    [
        ((NEW_YORK,), at("2026-09-14 09:00"), at("2026-09-14 20:00")),
        ((NEW_YORK, CHICAGO), at("2026-09-14 10:00"), at("2026-09-14 20:00")),
        ((NEW_YORK, LOS_ANGELES), at("2026-09-14 12:00"), at("2026-09-14 20:00")),
        ((LOS_ANGELES, NEW_YORK), at("2026-09-14 12:00"), at("2026-09-14 20:00")),
        ((NEW_YORK, HONOLULU), at("2026-09-14 15:00"), at("2026-09-14 20:00")),
    ],
)
def test_where_zones_disagree_a_moment_must_suit_them_all(
    zones: tuple[str, ...], opens: datetime, closes: datetime
) -> None:
    assert next_open(at("2026-09-14 00:00"), zones, WINDOW, NO_DAYS) == opens
    assert next_open(closes - timedelta(minutes=1), zones, WINDOW, NO_DAYS) == closes - timedelta(minutes=1)
    assert next_open(closes, zones, WINDOW, NO_DAYS) == opens + timedelta(days=1)
    assert window_end(opens, zones, WINDOW) == closes


def test_zones_that_share_no_open_hour_have_no_moment() -> None:
    assert next_open(at("2026-09-14 00:00"), (NEW_YORK, "Asia/Shanghai"), WINDOW, NO_DAYS) is None
    assert next_touch_time(at("2026-09-14 00:00"), (NEW_YORK, "Asia/Shanghai"), WINDOW, NO_DAYS, (), 2) is None


@pytest.mark.parametrize(
    ("closed", "opens"),
    [
        (["2026-09-14"], "2026-09-15 09:00"),
        (["2026-09-14", "2026-09-15", "2026-09-16"], "2026-09-17 09:00"),
        (["2026-09-13"], "2026-09-14 09:00"),
    ],
)
def test_holidays_are_closed(closed: list[str], opens: str) -> None:
    days = frozenset(date.fromisoformat(day) for day in closed)

    assert next_open(at("2026-09-14 00:00"), (NEW_YORK,), WINDOW, days) == at(opens)


def test_a_year_of_holidays_leaves_no_moment() -> None:
    days = frozenset(date(2026, 9, 1) + timedelta(days=day) for day in range(420))

    assert next_open(at("2026-09-14 00:00"), (NEW_YORK,), WINDOW, days) is None


# --- nights in which clocks change


@pytest.mark.parametrize(
    ("evening", "opens", "hours"),
    [
        ("2026-03-07 20:00", "2026-03-09 09:00", 36),  # forward: the night is an hour shorter
        ("2026-10-31 20:00", "2026-11-02 09:00", 38),  # back: an hour longer
    ],
)
def test_nine_stays_nine_when_clocks_change(evening: str, opens: str, hours: int) -> None:
    found = next_open(at(evening), (NEW_YORK,), WINDOW, NO_DAYS)

    assert found == at(opens)
    assert found - at(evening) == timedelta(hours=hours)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1), date(2026, 6, 1)])
def test_a_day_starts_at_its_own_midnight_also_when_it_has_23_or_25_hours(day: date) -> None:
    start = start_of(day, (NEW_YORK,))

    assert start.astimezone(ZoneInfo(NEW_YORK)).time() == time(0)
    assert local_date(start, (NEW_YORK,)) == day
    assert local_date(start - timedelta(seconds=1), (NEW_YORK,)) == day - timedelta(days=1)


def test_arizona_keeps_its_hours_while_its_neighbours_change_theirs() -> None:
    summer = next_open(at("2026-07-06 00:00", PHOENIX), (PHOENIX, LOS_ANGELES), WINDOW, NO_DAYS)
    winter = next_open(at("2026-12-07 00:00", PHOENIX), (PHOENIX, LOS_ANGELES), WINDOW, NO_DAYS)

    assert summer == at("2026-07-06 09:00", PHOENIX)
    assert winter == at("2026-12-07 10:00", PHOENIX)


# --- dates


def test_the_recipients_date_is_the_earliest_it_may_be_and_a_day_starts_when_it_is_that_day_everywhere() -> None:
    midnight = at("2026-09-15 00:30")

    assert local_date(midnight, (NEW_YORK,)) == date(2026, 9, 15)
    assert local_date(midnight, (NEW_YORK, LOS_ANGELES)) == date(2026, 9, 14)
    assert start_of(date(2026, 9, 15), (NEW_YORK, LOS_ANGELES)) == at("2026-09-15 00:00", LOS_ANGELES)


@pytest.mark.parametrize(
    ("earlier", "later", "zones", "days"),
    [
        ("2026-09-14 09:00", "2026-09-14 20:00", (NEW_YORK,), 0),
        ("2026-09-14 23:59", "2026-09-15 00:00", (NEW_YORK,), 1),
        ("2026-09-14 23:59", "2026-09-15 00:00", (NEW_YORK, LOS_ANGELES), 0),
        ("2026-09-14 10:00", "2026-09-15 02:59", (NEW_YORK, LOS_ANGELES), 0),
        ("2026-09-14 10:00", "2026-09-15 03:00", (NEW_YORK, LOS_ANGELES), 1),
        ("2026-09-14 19:59", "2026-09-21 09:00", (NEW_YORK,), 7),
    ],
)
def test_days_are_counted_as_the_fewest_in_any_zone(
    earlier: str, later: str, zones: tuple[str, ...], days: int
) -> None:
    assert days_between(at(earlier), at(later), zones) == days


# --- the caps of a phone


@pytest.mark.parametrize(
    ("now", "free"),
    [
        ("2026-09-14 10:00", False),
        ("2026-09-14 19:59", False),
        ("2026-09-15 00:00", True),
        ("2026-09-15 09:00", True),
    ],
)
def test_one_touch_a_day(now: str, free: bool) -> None:
    assert phone_is_free(at(now), (NEW_YORK,), touched("2026-09-14 09:00"), 2) is free


@pytest.mark.parametrize(("day", "free"), [(20, False), (21, True), (22, True)])
def test_two_touches_in_any_seven_days_and_on_the_eighth_day_another(day: int, free: bool) -> None:
    already = touched("2026-09-14 09:00", "2026-09-17 09:00")

    assert phone_is_free(at(f"2026-09-{day} 09:00"), (NEW_YORK,), already, 2) is free


@pytest.mark.parametrize(("cap", "free"), [(1, False), (2, False), (3, True)])
def test_the_cap_of_seven_days_is_given(cap: int, free: bool) -> None:
    already = touched("2026-09-14 09:00", "2026-09-15 09:00")

    assert phone_is_free(at("2026-09-17 09:00"), (NEW_YORK,), already, cap) is free


def test_a_new_date_is_needed_in_every_zone_of_then_and_of_now() -> None:
    in_new_york = touched("2026-09-14 19:00", zones=(NEW_YORK,))
    anywhere = touched("2026-09-14 19:00", zones=(NEW_YORK, AUCKLAND))

    # 17:00 in Los Angeles the day after is a new date everywhere but where the phone was thought to be before.
    assert phone_is_free(at("2026-09-15 17:00", LOS_ANGELES), (LOS_ANGELES,), in_new_york, 2)
    assert not phone_is_free(at("2026-09-14 21:30", LOS_ANGELES), (LOS_ANGELES,), in_new_york, 2)
    # In Auckland, where the phone was thought to be then, 19:00 and 9:00 in New York are one date.
    assert not phone_is_free(at("2026-09-15 07:00"), (NEW_YORK,), anywhere, 2)
    assert phone_is_free(at("2026-09-15 08:00"), (NEW_YORK,), anywhere, 2)


def test_a_phone_that_moved_west_does_not_get_two_texts_on_one_of_its_days() -> None:
    already = touched("2026-09-14 09:00", zones=(AUCKLAND,))

    found = next_touch_time(at("2026-09-14 09:00", HONOLULU), (HONOLULU,), WINDOW, NO_DAYS, already, 2)

    assert found is not None
    assert days_between(already[0].at, found, (AUCKLAND, HONOLULU)) >= 1


@pytest.mark.parametrize(
    ("already", "asked", "free"),
    [
        ((), "2026-09-14 10:00", "2026-09-14 10:00"),
        (("2026-09-14 09:00",), "2026-09-14 10:00", "2026-09-15 09:00"),
        (("2026-09-12 09:00",), "2026-09-12 10:00", "2026-09-14 09:00"),  # over Sunday
        (("2026-09-14 09:00", "2026-09-15 09:00"), "2026-09-15 10:00", "2026-09-21 09:00"),
        (("2026-09-14 09:00", "2026-09-18 09:00"), "2026-09-18 10:00", "2026-09-21 09:00"),
    ],
)
def test_the_next_touch_time_is_the_first_open_moment_that_the_caps_allow(
    already: tuple[str, ...], asked: str, free: str
) -> None:
    found = next_touch_time(at(asked), (NEW_YORK,), WINDOW, NO_DAYS, touched(*already), 2)

    assert found == at(free)


# --- always

_zones = st.lists(
    st.sampled_from([NEW_YORK, CHICAGO, LOS_ANGELES, HONOLULU, PHOENIX, "America/Halifax"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(tuple)
_instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
_days = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=30)


def _open(moment: datetime, zones: tuple[str, ...], closed: frozenset[date]) -> bool:
    for zone in map(ZoneInfo, zones):
        local = moment.astimezone(zone)
        if not time(9) <= local.time() < time(20) or local.weekday() == 6 or local.date() in closed:
            return False
    return True


@settings(max_examples=200, deadline=None)
@given(asked=_instants, zones=_zones, closed=_days)
def test_the_next_opening_is_open_everywhere_and_the_first_that_is(
    asked: datetime, zones: tuple[str, ...], closed: frozenset[date]
) -> None:
    found = next_open(asked, zones, WINDOW, closed)

    assert found is not None
    assert found >= asked
    assert _open(found, zones, closed)
    step = timedelta(minutes=29)
    moment = asked
    while moment < found:
        assert not _open(moment, zones, closed)
        moment += step
    assert next_open(found, zones, WINDOW, closed) == found


@settings(max_examples=200, deadline=None)
@given(asked=_instants, zones=_zones, closed=_days, offsets=st.lists(st.integers(-400, 0), max_size=4))
def test_the_next_touch_time_keeps_both_caps_and_is_open(
    asked: datetime, zones: tuple[str, ...], closed: frozenset[date], offsets: list[int]
) -> None:
    touches = tuple(
        PhoneTouch(touch_id=str(hours), at=asked + timedelta(hours=hours), zones=zones) for hours in offsets
    )

    found = next_touch_time(asked, zones, WINDOW, closed, touches, 2)

    assert found is not None
    assert found >= asked
    assert _open(found, zones, closed)
    assert phone_is_free(found, zones, touches, 2)
    if phone_is_free(asked, zones, touches, 2) and _open(asked, zones, closed):
        assert found == asked


def test_who_may_be_on_either_side_of_the_date_line_waits_for_the_next_date_and_no_longer() -> None:
    guam_or_new_york = ("Pacific/Guam", "America/New_York")
    touched = datetime(2026, 10, 20, 23, 30, tzinfo=UTC)  # 19:30 on Tuesday in New York, 9:30 on Wednesday in Guam
    touches = (PhoneTouch(touch_id="t", at=touched, zones=guam_or_new_york),)

    at = next_touch_time(touched, guam_or_new_york, Window(), frozenset(), touches, 2)

    assert at == datetime(2026, 10, 21, 23, 0, tzinfo=UTC)
