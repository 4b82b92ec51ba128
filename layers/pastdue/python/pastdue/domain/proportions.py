"""Proportions: how sure a share, or the difference of two, is, by the score intervals of Wilson and Newcombe.

R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (method 3) and "Interval estimation for the
difference between independent proportions" (method 10), Statistics in Medicine 17 (1998), 857-872 and 873-890. They
hold for few cases and for shares of 0 and 1 as well, where the textbook's formula does not.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


def wilson(found: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; of nothing it is anything."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = found / of, _Z * _Z
    middle = (2 * found + z2) / (2 * (of + z2))
    half = _Z * sqrt(z2 + 4 * found * (1 - share)) / (2 * (of + z2))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(found: int, of: int, other: int, of_other: int) -> tuple[float, float]:
    """The 95 % interval of the first share less the second. Raises ZeroDivisionError where one is of nothing."""
    first, second = found / of, other / of_other
    low, high = wilson(found, of)
    other_low, other_high = wilson(other, of_other)
    difference = first - second
    return (
        difference - sqrt((first - low) ** 2 + (other_high - second) ** 2),
        difference + sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )
