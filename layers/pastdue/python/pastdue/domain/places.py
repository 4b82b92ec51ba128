"""Places: which country an address speaks of, as people type it, and what a number says where the address does not."""

from __future__ import annotations

_COUNTRIES = {
    **dict.fromkeys(("us", "usa", "united states", "united states of america"), "US"),
    **dict.fromkeys(("ca", "can", "canada"), "CA"),
    **dict.fromkeys(("gb", "gbr", "uk", "united kingdom", "great britain", "britain"), "GB"),
}
_NATIONS = frozenset({"england", "scotland", "wales", "cymru", "northern ireland"})
# Where a number's country may stand in for an address: whose holidays and zones we keep.
_SERVED = frozenset({"US", "CA", "GB"})


def country_named(typed: str | None) -> str | None:
    """The two-letter country that was typed, if it is one that we know; the UK's nations count as the UK."""
    plain = _plain(typed)
    return "GB" if plain in _NATIONS else _COUNTRIES.get(plain)


def nation_named(typed: str | None) -> str | None:
    """The nation of the UK that was typed as country: it says which holidays are kept."""
    return typed if _plain(typed) in _NATIONS else None


def country_of_number(found: str | None, *, region_fits_default: bool) -> str | None:
    """The country of a number, where it is one we serve and no region says that the address is at home."""
    return found if found in _SERVED and not region_fits_default else None


def _plain(typed: str | None) -> str:
    return " ".join((typed or "").replace(".", "").casefold().split())
