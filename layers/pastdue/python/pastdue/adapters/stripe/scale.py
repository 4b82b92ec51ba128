"""Stripe's scale of money, and what it can charge; pure, and known nowhere else."""

from __future__ import annotations

from pastdue.domain.errors import BadInput
from pastdue.domain.money import Money, exponent

# vendor-facts, Stripe.
_ZERO_DECIMAL = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
_ENDS_IN_00 = frozenset(("ISK", "UGX"))
_THREE_DECIMAL = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
# With three decimals or none in ISO 4217, and not charged by Stripe at all.
_NOT_CHARGED = frozenset(["IQD", "LYD", "UYI"])
_EIGHT_DIGITS = 99_999_999
# Of these Stripe takes more than eight digits; how many is left to its own answer.
_LARGER = frozenset(["COP", "HUF", "IDR", "INR", "JPY", "LBP"])

# The least that can be charged, in Stripe's units. Stripe reckons by the settlement currency, so it may still refuse;
# a currency that is not here is left to its answer.
_LEAST = {
    "AED": 200,
    "AUD": 50,
    "BGN": 100,
    "BRL": 50,
    "CAD": 50,
    "CHF": 50,
    "CZK": 1500,
    "DKK": 250,
    "EUR": 50,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "INR": 50,
    "JPY": 50,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "NZD": 50,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "SGD": 50,
    "THB": 1000,
    "USD": 50,
}


def _decimals(currency: str) -> int:
    """How many decimals an amount of the currency has on Stripe's wire."""
    if currency in _ZERO_DECIMAL:
        return 0
    return 3 if currency in _THREE_DECIMAL else 2


def _step(currency: str) -> int:
    """What every amount on the wire is a multiple of."""
    if currency in _ENDS_IN_00:
        return 100
    return 10 if currency in _THREE_DECIMAL else 1


def _on_the_wire(money: Money) -> int | None:
    """The amount in Stripe's units, or None when it has no exact one."""
    shift = _decimals(money.currency) - exponent(money.currency)
    if shift >= 0:
        amount = money.minor * 10**shift
    else:
        amount, rest = divmod(money.minor, 10**-shift)
        if rest:
            return None
    return None if amount % _step(money.currency) else amount


def refuses(money: Money) -> str | None:
    """Why Stripe could not charge exactly this; None when, as far as can be known beforehand, it can."""
    if money.currency in _NOT_CHARGED:
        return f"Stripe charges no {money.currency}"
    amount = _on_the_wire(money)
    if amount is None:
        return f"Stripe cannot charge exactly {money.text()}"
    least = _LEAST.get(money.currency, 1)
    if amount < least:
        return f"{money.text()} is less than Stripe charges ({from_stripe(least, money.currency).text()})"
    if amount > _EIGHT_DIGITS and money.currency not in _LARGER:
        return f"{money.text()} is more than Stripe charges at once"
    return None


def chargeable(money: Money) -> bool:
    """Whether Stripe can charge exactly this."""
    return refuses(money) is None


def to_stripe(money: Money) -> int:
    """The amount in Stripe's units. Raises BadInput when it has no exact one."""
    amount = None if money.currency in _NOT_CHARGED else _on_the_wire(money)
    if amount is None:
        raise BadInput(f"Stripe cannot charge exactly {money.text()}")
    return amount


def from_stripe(amount: int, currency: str) -> Money:
    """Stripe's amount and currency (in any case) as Money. Raises BadInput when it is finer than the minor unit."""
    currency = currency.upper()
    shift = exponent(currency) - _decimals(currency)
    if shift >= 0:
        return Money(minor=amount * 10**shift, currency=currency)
    minor, rest = divmod(amount, 10**-shift)
    if rest:
        raise BadInput(f"{amount} is finer than the smallest unit of {currency}")
    return Money(minor=minor, currency=currency)
