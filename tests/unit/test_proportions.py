"""The intervals of shares and of their differences, against the numbers that Newcombe published."""

from __future__ import annotations

import pytest

from pastdue.domain.proportions import newcombe, wilson


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_s_interval_is_the_published_one(found: int, of: int, low: float, high: float) -> None:
    """Newcombe 1998, 17:857, Table I, method 3."""
    assert wilson(found, of) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_s_interval_is_the_published_one(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, 17:873, Table II, method 10."""
    assert newcombe(*first, *second) == pytest.approx((low, high), abs=0.00005)
    assert newcombe(*second, *first) == pytest.approx((-high, -low), abs=0.00005)


def test_of_nothing_a_share_may_be_anything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
