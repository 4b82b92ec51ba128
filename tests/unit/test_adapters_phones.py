"""Phones as people type them in QuickBooks, and the zones that a number or an address may be in."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from pastdue.adapters.phones import TypedPhoneNumbers
from pastdue.adapters.regions import _ZONES, region_code

PHONES = TypedPhoneNumbers()


@pytest.mark.parametrize(
    ("raw", "country", "number"),
    [
        ("(650) 555-1423", "US", "+16505551423"),
        ("212-555-0123", "US", "+12125550123"),
        ("cell 212.555.0123", "US", "+12125550123"),
        ("+1 212 555 0123", "GB", "+12125550123"),
        ("1 416 555 0123", "CA", "+14165550123"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("+15005550006", "US", "+15005550006"),
    ],
)
def test_a_number_is_read_however_it_is_typed(raw: str, country: str, number: str) -> None:
    assert PHONES.e164(raw, country) == number


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "call office",
        "n/a",
        "555-0123",
        "212-555-012",
        "212-555-01234",
        "000-000-0000",
        "1-800-356-9377",
        "1-900-555-0123",
        "212-555-0123 x12",
        "212-555-0123 / 917-555-0199",
        "+999 12345678",
    ],
)
def test_what_cannot_be_texted_is_no_number(raw: str) -> None:
    assert PHONES.e164(raw, "US") is None


@pytest.mark.parametrize("country", ["", "XX", "United States"])
def test_a_country_that_is_none_makes_a_local_number_unreadable_but_not_an_international_one(country: str) -> None:
    assert PHONES.e164("212-555-0123", country) is None
    assert PHONES.e164("+12125550123", country) == "+12125550123"


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+12125550123", ("America/New_York",)),
        ("+12065550100", ("America/Los_Angeles",)),
        ("+442079460018", ("Europe/London",)),
        ("+15005550006", ()),
        ("nonsense", ()),
    ],
)
def test_a_number_tells_its_zones_or_nothing(number: str, zones: tuple[str, ...]) -> None:
    assert PHONES.zones(number) == zones


def test_an_area_code_on_both_sides_of_a_zone_line_is_in_both() -> None:
    assert set(PHONES.zones("+18505550123")) == {"America/Chicago", "America/New_York"}


@pytest.mark.parametrize(
    ("country", "region", "zones"),
    [
        ("US", "NY", ("America/New_York",)),
        ("US", "n.y.", ("America/New_York",)),
        ("US", "New  York", ("America/New_York",)),
        ("US", "US-NY", ("America/New_York",)),
        ("US", "TX", ("America/Chicago", "America/Denver")),
        ("CA", "Québec", ("America/Toronto", "America/Halifax")),
        ("GB", "Kent", ("Europe/London",)),
        ("US", "Kent", ()),
        ("FR", "75", ()),
    ],
)
def test_a_state_is_in_all_zones_that_any_part_of_it_is_in(country: str, region: str, zones: tuple[str, ...]) -> None:
    assert PHONES.region_zones(country, region) == zones


def test_every_zone_of_the_table_exists_and_every_state_is_there() -> None:
    for regions in _ZONES.values():
        for zones in regions.values():
            assert all(ZoneInfo(zone) for zone in zones)
    assert len(_ZONES["US"]) == 50 + 6
    assert len(_ZONES["CA"]) == 13


def test_an_unknown_or_missing_region_has_no_code() -> None:
    assert region_code("US", None) is None
    assert region_code("US", "Atlantis") is None
