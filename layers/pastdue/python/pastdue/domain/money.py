"""Money: an integer of ISO 4217 minor units with its currency; never a float."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from pastdue.domain.errors import BadInput

# ISO 4217 exponents that are not 2 (ISO 4217 list one).
_EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
# € takes two places of a text, so euros are named like all others.
_SIGNS = {"USD": "$", "CAD": "CA$", "GBP": "£"}


class Value(BaseModel):
    """The base of every value: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def exponent(currency: str) -> int:
    """How many decimals the currency has (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


class Money(Value):
    """An amount in minor units of one currency."""

    minor: int
    currency: str = Field(pattern=r"^[A-Z]{3}$")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(minor=self.minor + other.minor, currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(minor=self.minor - other.minor, currency=self.currency)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise BadInput(f"{self.currency} and {other.currency} cannot be added")

    def decimal(self) -> Decimal:
        """The amount in major units, exactly."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def text(self) -> str:
        """As a customer reads it: `$1,234.50`, `CA$20.00`, `£20.00`, `JPY 5,000`; GSM-7 in all of them."""
        amount = f"{abs(self.decimal()):,.{exponent(self.currency)}f}"
        return f"{'-' if self.minor < 0 else ''}{_SIGNS.get(self.currency, f'{self.currency} ')}{amount}"


def zero(currency: str) -> Money:
    """Nothing, in that currency."""
    return Money(minor=0, currency=currency)


def from_decimal(amount: Decimal, currency: str) -> Money:
    """An amount in major units as Money; BadInput if it is finer than the currency's minor unit."""
    minor = amount.scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise BadInput(f"{amount} is finer than the smallest unit of {currency}")
    return Money(minor=int(minor), currency=currency)
