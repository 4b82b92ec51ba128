"""Stripe's scale: what it can charge exactly, and how an amount reads on its wire."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.adapters.stripe.scale import chargeable, from_stripe, refuses, to_stripe
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Money


def money(minor: int, currency: str) -> Money:
    return Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("minor", "currency", "wire"),
    [
        (12_345, "USD", 12_345),
        (5_000, "JPY", 5_000),
        (700, "ISK", 70_000),
        (9_000, "UGX", 900_000),
        (12_340, "KWD", 12_340),
        (12_300, "MGA", 123),
    ],
)
def test_an_amount_crosses_to_stripe_and_back(minor: int, currency: str, wire: int) -> None:
    assert to_stripe(money(minor, currency)) == wire
    assert from_stripe(wire, currency.lower()) == money(minor, currency)


@pytest.mark.parametrize(("minor", "currency"), [(12_345, "KWD"), (12_301, "MGA"), (1_000, "IQD")])
def test_what_stripe_cannot_charge_exactly_is_refused(minor: int, currency: str) -> None:
    assert refuses(money(minor, currency)) is not None
    with pytest.raises(BadInput):
        to_stripe(money(minor, currency))


@pytest.mark.parametrize(
    ("minor", "currency", "can"),
    [
        (49, "USD", False),
        (50, "USD", True),
        (51, "USD", True),
        (29, "GBP", False),
        (30, "GBP", True),
        (31, "GBP", True),
        (49, "JPY", False),
        (50, "JPY", True),
        (51, "JPY", True),
        (99_999_998, "USD", True),
        (99_999_999, "USD", True),
        (100_000_000, "USD", False),
        (0, "XCD", False),
        (1, "XCD", True),
        (-1, "XCD", False),
    ],
)
def test_stripe_charges_neither_less_nor_more_than_it_may(minor: int, currency: str, can: bool) -> None:
    assert chargeable(money(minor, currency)) is can


def test_the_reason_names_both_amounts() -> None:
    assert refuses(money(20, "USD")) == "$0.20 is less than Stripe charges ($0.50)"


def test_an_amount_of_stripes_that_is_finer_than_the_currency_is_not_rounded() -> None:
    with pytest.raises(BadInput):
        from_stripe(150, "isk")


@given(st.integers(min_value=1, max_value=99_999_999), st.sampled_from(["USD", "JPY", "KWD", "ISK", "MGA", "UGX"]))
def test_what_is_chargeable_comes_back_as_it_went(minor: int, currency: str) -> None:
    if chargeable(money(minor, currency)):
        assert from_stripe(to_stripe(money(minor, currency)), currency) == money(minor, currency)
