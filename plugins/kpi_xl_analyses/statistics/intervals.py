"""What a figure may be, given chance: a lower and an upper end."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

CONFIDENCE = 0.95


class Interval(NamedTuple):
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def two_sided(confidence: float = CONFIDENCE) -> float:
    """How many standard errors lie on each side: 1.96 for 95 %."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def p_of_z(z: float) -> float:
    """How often chance alone gives a figure that far from nothing, on either side."""
    from scipy.special import ndtr  # noqa: PLC0415 - plugins are listed without SciPy

    return float(2 * ndtr(-abs(z)))
