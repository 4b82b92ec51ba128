"""Clocks, holidays, random choices and counts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from pastdue.adapters.clock import LocalClock, Offset, SystemClock
from pastdue.adapters.entropy import SystemEntropy
from pastdue.adapters.holidays import PublicHolidays
from pastdue.adapters.memory import MemoryStore
from pastdue.adapters.metrics import LogMetrics
from pastdue.adapters.redaction import redacted

HOLIDAYS = PublicHolidays()


def test_business_time_is_wall_time_where_the_clock_is_the_systems() -> None:
    clock = SystemClock()

    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - clock.wall()) < timedelta(seconds=1)


def test_the_local_clock_moves_business_time_for_every_process_and_never_wall_time() -> None:
    store = MemoryStore(exact=True)
    one, other = LocalClock(store), LocalClock(store)

    one.advance(timedelta(days=3))
    told = one.advance(timedelta(hours=2))

    ahead = timedelta(days=3, hours=2)
    assert abs(other.now() - other.wall() - ahead) < timedelta(seconds=1)
    assert abs(told - datetime.now(UTC) - ahead) < timedelta(seconds=1)
    assert [offset.seconds for offset in store.every(Offset)] == [int(ahead.total_seconds())]


def test_a_token_is_sixteen_hex_digits_and_not_the_last_one() -> None:
    tokens = {SystemEntropy().token() for _ in range(50)}

    assert len(tokens) == 50
    assert all(len(token) == 16 and set(token) <= set("0123456789abcdef") for token in tokens)


@pytest.mark.parametrize(
    ("country", "region", "day", "closed"),
    [
        ("US", None, date(2026, 11, 26), True),
        ("US", None, date(2026, 11, 25), False),
        ("US", "NY", date(2026, 2, 12), True),
        ("US", "New York", date(2026, 2, 12), True),
        ("US", "FL", date(2026, 2, 12), False),
        ("US", "Atlantis", date(2026, 7, 4), True),
        ("US", None, date(2027, 12, 31), True),
        ("CA", "QC", date(2026, 6, 24), True),
        ("JP", None, date(2026, 12, 25), True),
        ("XX", None, date(2026, 12, 25), True),
        ("XX", None, date(2026, 7, 4), False),
    ],
)
def test_a_day_is_a_holiday_where_it_is_one_and_christmas_everywhere(
    country: str, region: str | None, day: date, closed: bool
) -> None:
    found = HOLIDAYS.between(country, region, date(2026, 1, 1), date(2027, 12, 31))

    assert (day in found) is closed


def test_the_bounds_are_included_and_nothing_outside_them() -> None:
    assert HOLIDAYS.between("US", None, date(2025, 12, 25), date(2026, 1, 1)) == {date(2025, 12, 25), date(2026, 1, 1)}
    assert HOLIDAYS.between("US", None, date(2025, 12, 26), date(2025, 12, 31)) == frozenset()


def test_a_count_is_one_line_of_the_embedded_metric_format(capsys: pytest.CaptureFixture[str]) -> None:
    LogMetrics().count("ReviewItemsRaised", 2, kind="dispute", company="")

    (line,) = capsys.readouterr().out.splitlines()
    said = json.loads(line)
    (directive,) = said["_aws"]["CloudWatchMetrics"]
    assert (directive["Namespace"], directive["Dimensions"]) == ("Pastdue", [["kind"]])
    assert (said["ReviewItemsRaised"], said["kind"]) == ([2.0], "dispute")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Invalid 'To' Phone Number: +12125550123", "Invalid 'To' Phone Number: [number]"),
        ("call (650) 555-1423 now", "call [number] now"),
        ("To=%2B12125550123&x", "To=[number]&x"),
        ("mail jo.doe+x@acme.example.", "mail [e-mail]."),
        ("a%40b.example", "[e-mail]"),
        ("error 21211 of the request", "error 21211 of the request"),
        ("code 003200; statusCode=401", "code 003200; statusCode=401"),
    ],
)
def test_phones_and_addresses_are_taken_out_of_what_vendors_say(said: str, kept: str) -> None:
    assert redacted(said) == kept
