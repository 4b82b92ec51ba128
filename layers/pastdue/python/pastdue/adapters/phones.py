"""Phone numbers as people type them: which can be texted, and where they may be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, timezone
from phonenumbers.tzdata import TIMEZONE_DATA

from pastdue.adapters.regions import zones_of

_TEXTABLE = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        # A follow-me number (+1 500…) and one on the internet may be a person's only one; Twilio says if they can't.
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.VOIP,
    }
)
_NORTH_AMERICA = 1
_PLACED = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class TypedPhoneNumbers:
    """The PhoneNumbers port, by Google's numbering data."""

    def e164(self, raw: str, country: str) -> str | None:
        return _e164(raw, country)

    def zones(self, number: str) -> tuple[str, ...]:
        return _zones(number)

    def country(self, number: str) -> str | None:
        parsed = _parsed(number, None)
        return phonenumbers.region_code_for_number(parsed) if parsed is not None else None

    def region_zones(self, country: str, region: str) -> tuple[str, ...]:
        return zones_of(country, region)


@lru_cache(maxsize=4096)
def _e164(raw: str, country: str) -> str | None:
    number = _parsed(raw, country)
    if number is None or not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
        return None
    # Behind an extension sits a switchboard, which can't pass a text on.
    if number.extension or phonenumbers.number_type(number) not in _TEXTABLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def _zones(number: str) -> tuple[str, ...]:
    parsed = _parsed(number, None)
    if parsed is None or phonenumbers.number_type(parsed) not in _PLACED:
        return ()
    if parsed.country_code == _NORTH_AMERICA:
        # An exchange says where a mobile was bought, at best: of an area code on a zone line, both sides count.
        return _area_zones().get(str(parsed.national_number)[:3], ())
    return tuple(zone for zone in timezone.time_zones_for_number(parsed) if zone != timezone.UNKNOWN_TIMEZONE)


def _parsed(raw: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(raw, country)
    except NumberParseException:
        return None


@cache
def _area_zones() -> Mapping[str, tuple[str, ...]]:
    """Every zone that any exchange of a North American area code is in."""
    zones: dict[str, dict[str, None]] = {}
    for prefix, found in TIMEZONE_DATA.items():
        if prefix.startswith("1") and len(prefix) >= 4:
            zones.setdefault(prefix[1:4], {}).update(dict.fromkeys(found))
    return {area: tuple(sorted(found)) for area, found in zones.items()}
