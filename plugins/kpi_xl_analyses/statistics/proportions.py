"""Shares of a whole: how sure one is, and whether two differ (Wilson 1927, Newcombe 1998, Fisher 1935)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kpi_xl_analyses.statistics.intervals import CONFIDENCE, Interval, p_of_z, two_sided

_ENOUGH = 5  # with fewer expected in a cell the normal approximation of the z test is off


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    hits: float
    of: float

    @property
    def share(self) -> float:
        return self.hits / self.of

    def is_sound(self) -> bool:
        """Whether it can be a share at all: some trials, and no more successes than those."""
        return self.of > 0 and 0 <= self.hits <= self.of


@dataclass(frozen=True, slots=True)
class Difference:
    """Two shares held against each other; the difference is the second minus the first."""

    difference: float
    interval: Interval
    p: float
    z: float | None
    method: Literal["z", "fisher"]


def wilson(part: Part, confidence: float = CONFIDENCE) -> Interval:
    """The score interval of a share; it holds its confidence with few cases and at 0 and 1, too."""
    z = two_sided(confidence)
    share, of = part.share, part.of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    below = 0.0 if part.hits == 0 else (middle - spread) / (1 + z * z / of)
    above = 1.0 if part.hits == of else (middle + spread) / (1 + z * z / of)
    return Interval(below, above)


def newcombe(first: Part, second: Part, confidence: float = CONFIDENCE) -> Interval:
    """The interval of second minus first, made of both Wilson intervals (Newcombe's method 10)."""
    one, two = wilson(first, confidence), wilson(second, confidence)
    difference = second.share - first.share
    below = sqrt((second.share - two.low) ** 2 + (one.high - first.share) ** 2)
    above = sqrt((two.high - second.share) ** 2 + (first.share - one.low) ** 2)
    return Interval(difference - below, difference + above)


def unpooled(first: Part, second: Part, confidence: float = CONFIDENCE) -> Interval:
    """The textbook interval of second minus first, each share with its own variance."""
    variance = sum(one.share * (1 - one.share) / one.of for one in (first, second))
    difference, reach = second.share - first.share, two_sided(confidence) * sqrt(variance)
    return Interval(difference - reach, difference + reach)


def z_of(first: Part, second: Part) -> float | None:
    """How many standard errors lie between two shares if they are really one; None where both are 0 or both 1."""
    pooled = (first.hits + second.hits) / (first.of + second.of)
    variance = pooled * (1 - pooled) * (1 / first.of + 1 / second.of)
    return (second.share - first.share) / sqrt(variance) if variance > 0 else None


def fisher(first: Part, second: Part) -> float:
    """How often chance alone divides the same successes at least as unevenly, counted exactly."""
    import numpy as np  # noqa: PLC0415 - plugins are listed without NumPy and SciPy
    from scipy.stats import fisher_exact  # noqa: PLC0415

    table = np.array([[round(one.hits), round(one.of - one.hits)] for one in (first, second)])
    return float(fisher_exact(table).pvalue)


def smallest_expected(first: Part, second: Part) -> float:
    """The smallest count that one would expect in a cell if both shares were one."""
    hits = first.hits + second.hits
    misses = first.of + second.of - hits
    return min(first.of, second.of) * min(hits, misses) / (first.of + second.of)


def difference(first: Part, second: Part, confidence: float = CONFIDENCE) -> Difference:
    """Second against first: the z test with its own interval, Fisher's with Newcombe's where few are expected."""
    between = second.share - first.share
    z = z_of(first, second)
    if z is None or smallest_expected(first, second) < _ENOUGH:
        return Difference(between, newcombe(first, second, confidence), fisher(first, second), z, "fisher")
    return Difference(between, unpooled(first, second, confidence), p_of_z(z), z, "z")
