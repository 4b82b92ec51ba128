"""Public holidays, by the `holidays` library; and Christmas, wherever it is none."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

from pastdue.adapters.regions import region_code


class PublicHolidays:
    """The Holidays port: the country's days and the region's own together; every country has Christmas.

    A region that the library does not know counts as none, but a county of the United Kingdom as all its nations, since
    addresses there name the county. One that does not keep a national holiday is still spared on
    it: the library leaves Columbus Day out for California, and Presidents' Day for Florida.
    """

    def between(self, country: str, region: str | None, first: date, last: date) -> frozenset[date]:
        code = region_code(country, region) or (region or "").upper()
        years = range(first.year, last.year + 1)
        return frozenset(day for year in years for day in _of_year(country, code, year) if first <= day <= last)


@lru_cache(maxsize=512)
def _of_year(country: str, region: str, year: int) -> frozenset[date]:
    christmas = frozenset({date(year, 12, 25)})
    supported = holidays.list_supported_countries(include_aliases=True)
    if country not in supported:
        return christmas
    subdivision = region if region in supported[country] else None
    # The next year's too: its New Year's Day may be kept on this year's last day.
    years = (year, year + 1)
    found = {*holidays.country_holidays(country, years=years)}
    parts = supported[country] if subdivision is None and country == "GB" else [subdivision]
    for part in filter(None, parts):
        found |= {*holidays.country_holidays(country, subdiv=part, years=years)}
    return christmas | {day for day in found if day.year == year}
