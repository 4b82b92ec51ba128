"""Stripe's own scale of money: each currency's decimals on the wire, and the least and most that can be charged."""

from __future__ import annotations

ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split())
# No decimals in life, two on Stripe's wire for backwards compatibility: amounts must end in 00.
ENDS_IN_00 = frozenset(("isk", "ugx"))
# Three decimals on the wire, the last one always 0.
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())

TWO_DECIMAL = frozenset(
    (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf "
        "cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr "
        "isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn "
        "nio nok npr nzd pab pen pgk php pkr pln qar ron rsd sar sbd scr sek sgd shp sle sos srd std szl thb tjs "
        "top try ttd twd tzs uah ugx uyu uzs wst xcd yer zar zmw "
    ).split()
)
CURRENCIES = ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL

MINIMUM = {
    "aed": 200,
    "aud": 50,
    "bgn": 100,
    "brl": 50,
    "cad": 50,
    "chf": 50,
    "czk": 1500,
    "dkk": 250,
    "eur": 50,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "inr": 50,
    "jpy": 50,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "nzd": 50,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "sgd": 50,
    "thb": 1000,
    "usd": 50,
}
# Where no minimum is published the charge must come to half a dollar: rough rates, in wire units to a US cent.
_UNITS_PER_CENT = {
    "bhd": 4,
    "jod": 7,
    "kwd": 3,
    "omr": 4,
    "tnd": 31,
    "krw": 14,
    "vnd": 250,
    "clp": 9,
    "isk": 140,
    "ugx": 3700,
}
MAXIMUM = 99_999_999

SIGNS = {
    "usd": "$",
    "cad": "CA$",
    "aud": "A$",
    "nzd": "NZ$",
    "eur": "€",
    "gbp": "£",
    "jpy": "¥",
    "mxn": "MX$",
    "inr": "₹",
}


def decimals(currency: str) -> int:
    """How many decimals an amount of this currency has on Stripe's wire."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def least(currency: str) -> int:
    """The smallest charge, in wire units."""
    return MINIMUM.get(currency, 50 * _UNITS_PER_CENT.get(currency, 1))


def step(currency: str) -> int:
    """Every amount of this currency is a multiple of this."""
    if currency in ENDS_IN_00:
        return 100
    return 10 if currency in THREE_DECIMAL else 1


def shown(amount: int, currency: str) -> str:
    """An amount as a person reads it, such as $1,234.50 or KWD 1.230."""
    places = decimals(currency)
    sign = SIGNS.get(currency, f"{currency.upper()} ")
    minus = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 10**places)
    return f"{minus}{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def card_fee(amount: int, currency: str) -> int:
    """2.9 % and 30 minor units (none of the fixed part where a minor unit is a whole one), rounded half up."""
    fixed = 0 if decimals(currency) == 0 else 30 * (10 if decimals(currency) == 3 else 1)
    return (amount * 29 + 500) // 1000 + fixed


def bank_fee(amount: int) -> int:
    """ACH: 0.8 %, at most 5 dollars."""
    return min((amount * 8 + 500) // 1000, 500)
