"""States and provinces as people type them, and the IANA zones in which each of them lies."""

from __future__ import annotations

from collections.abc import Mapping

_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    ("America/New_York",),
    ("America/Chicago",),
    ("America/Denver",),
    ("America/Los_Angeles",),
)

# A state that is split is in all its zones at once: a moment must suit whichever it is.
_US = {
    "AK": ("America/Anchorage", "America/Adak"),
    "AL": _CENTRAL,
    "AR": _CENTRAL,
    "AS": ("Pacific/Pago_Pago",),
    "AZ": ("America/Phoenix", *_MOUNTAIN),
    "CA": _PACIFIC,
    "CO": _MOUNTAIN,
    "CT": _EASTERN,
    "DC": _EASTERN,
    "DE": _EASTERN,
    "FL": (*_EASTERN, *_CENTRAL),
    "GA": _EASTERN,
    "GU": ("Pacific/Guam",),
    "HI": ("Pacific/Honolulu",),
    "IA": _CENTRAL,
    "ID": ("America/Boise", *_PACIFIC),
    "IL": _CENTRAL,
    "IN": ("America/Indiana/Indianapolis", *_CENTRAL),
    "KS": (*_CENTRAL, *_MOUNTAIN),
    "KY": (*_EASTERN, *_CENTRAL),
    "LA": _CENTRAL,
    "MA": _EASTERN,
    "MD": _EASTERN,
    "ME": _EASTERN,
    "MI": ("America/Detroit", *_CENTRAL),
    "MN": _CENTRAL,
    "MO": _CENTRAL,
    "MP": ("Pacific/Saipan",),
    "MS": _CENTRAL,
    "MT": _MOUNTAIN,
    "NC": _EASTERN,
    "ND": (*_CENTRAL, *_MOUNTAIN),
    "NE": (*_CENTRAL, *_MOUNTAIN),
    "NH": _EASTERN,
    "NJ": _EASTERN,
    "NM": _MOUNTAIN,
    "NV": (*_PACIFIC, *_MOUNTAIN),
    "NY": _EASTERN,
    "OH": _EASTERN,
    "OK": _CENTRAL,
    "OR": (*_PACIFIC, "America/Boise"),
    "PA": _EASTERN,
    "PR": ("America/Puerto_Rico",),
    "RI": _EASTERN,
    "SC": _EASTERN,
    "SD": (*_CENTRAL, *_MOUNTAIN),
    "TN": (*_CENTRAL, *_EASTERN),
    "TX": (*_CENTRAL, *_MOUNTAIN),
    "UT": _MOUNTAIN,
    "VA": _EASTERN,
    "VI": ("America/St_Thomas",),
    "VT": _EASTERN,
    "WA": _PACIFIC,
    "WI": _CENTRAL,
    "WV": _EASTERN,
    "WY": _MOUNTAIN,
}
_CANADA = {
    "AB": ("America/Edmonton",),
    "BC": ("America/Vancouver", "America/Edmonton"),
    "MB": ("America/Winnipeg",),
    "NB": ("America/Moncton",),
    "NL": ("America/St_Johns", "America/Goose_Bay"),
    "NS": ("America/Halifax",),
    "NT": ("America/Edmonton",),
    "NU": ("America/Iqaluit", "America/Winnipeg", "America/Edmonton"),
    "ON": ("America/Toronto", "America/Winnipeg"),
    "PE": ("America/Halifax",),
    "QC": ("America/Toronto", "America/Halifax"),
    "SK": ("America/Regina", "America/Edmonton"),
    "YT": ("America/Whitehorse",),
}
_AUSTRALIA = {
    "ACT": ("Australia/Sydney",),
    "NSW": ("Australia/Sydney", "Australia/Broken_Hill"),
    "NT": ("Australia/Darwin",),
    "QLD": ("Australia/Brisbane",),
    "SA": ("Australia/Adelaide",),
    "TAS": ("Australia/Hobart",),
    "VIC": ("Australia/Melbourne",),
    "WA": ("Australia/Perth", "Australia/Eucla"),
}
# Its nations keep different holidays in one zone.
_UK = dict.fromkeys(("ENG", "NIR", "SCT", "WLS"), ("Europe/London",))
_ZONES: Mapping[str, Mapping[str, tuple[str, ...]]] = {"US": _US, "CA": _CANADA, "AU": _AUSTRALIA, "GB": _UK}
# Countries that lie in one zone, whatever the region.
_WHOLE = {"GB": ("Europe/London",), "IE": ("Europe/Dublin",)}

_NAMES: Mapping[str, Mapping[str, str]] = {
    "US": dict(
        part.split("=")
        for part in (
            "alabama=AL;alaska=AK;arizona=AZ;arkansas=AR;california=CA;colorado=CO;connecticut=CT;delaware=DE;"
            "district of columbia=DC;washington dc=DC;florida=FL;georgia=GA;hawaii=HI;idaho=ID;illinois=IL;indiana=IN;"
            "iowa=IA;kansas=KS;kentucky=KY;louisiana=LA;maine=ME;maryland=MD;massachusetts=MA;michigan=MI;minnesota=MN;"
            "mississippi=MS;missouri=MO;montana=MT;nebraska=NE;nevada=NV;new hampshire=NH;new jersey=NJ;new mexico=NM;"
            "new york=NY;north carolina=NC;north dakota=ND;ohio=OH;oklahoma=OK;oregon=OR;pennsylvania=PA;"
            "rhode island=RI;south carolina=SC;south dakota=SD;tennessee=TN;texas=TX;utah=UT;vermont=VT;virginia=VA;"
            "washington=WA;west virginia=WV;wisconsin=WI;wyoming=WY;puerto rico=PR;guam=GU;virgin islands=VI;"
            "american samoa=AS;northern mariana islands=MP"
        ).split(";")
    ),
    "CA": dict(
        part.split("=")
        for part in (
            "alberta=AB;british columbia=BC;manitoba=MB;new brunswick=NB;newfoundland and labrador=NL;newfoundland=NL;"
            "nova scotia=NS;northwest territories=NT;nunavut=NU;ontario=ON;prince edward island=PE;quebec=QC;québec=QC;"
            "saskatchewan=SK;yukon=YT"
        ).split(";")
    ),
    "GB": {"england": "ENG", "northern ireland": "NIR", "scotland": "SCT", "wales": "WLS", "cymru": "WLS"},
    "AU": dict(
        part.split("=")
        for part in (
            "australian capital territory=ACT;new south wales=NSW;northern territory=NT;queensland=QLD;"
            "south australia=SA;tasmania=TAS;victoria=VIC;western australia=WA"
        ).split(";")
    ),
}


def region_code(country: str, region: str | None) -> str | None:
    """The code of a state, province or nation, typed as code or name (`NY`, `n.y.`, `New York`); None when unknown."""
    if not region:
        return None
    typed = " ".join(region.replace(".", "").replace(",", " ").split())
    code = typed.upper().removeprefix(f"{country}-")
    if code in _ZONES.get(country, {}):
        return code
    return _NAMES.get(country, {}).get(typed.casefold())


def zones_of(country: str, region: str | None) -> tuple[str, ...]:
    """The IANA zones of a state or province; empty when unknown."""
    if country in _WHOLE:
        return _WHOLE[country]
    code = region_code(country, region)
    return _ZONES[country][code] if code else ()
