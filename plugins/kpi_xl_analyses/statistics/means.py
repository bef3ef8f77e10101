"""Two groups of single values: do their means, or their order, differ (Welch 1947; Mann and Whitney 1947)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from kpi_xl_analyses.statistics.intervals import CONFIDENCE, Interval
from kpi_xl_analyses.statistics.ranks import ranks

_LEAST = 2  # one value alone does not vary
_FEW = 8  # values in the smaller group, up to which chances are counted one by one


@dataclass(frozen=True, slots=True)
class Sample:
    """A group by what a test needs of it."""

    size: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class WelchTest:
    """`t` is the first group against the second, as R's t.test(a, b) gives it; so is the interval."""

    t: float
    degrees: float
    p: float
    interval: Interval


def sample_of(values: Sequence[float]) -> Sample | None:
    """None where there are too few values to tell how they vary."""
    if len(values) < _LEAST:
        return None
    return Sample(len(values), fmean(values), variance(values))


def welch(first: Sample, second: Sample, confidence: float = CONFIDENCE) -> WelchTest | None:
    """The test that needs no equal variances; None where neither group varies."""
    from scipy.special import stdtr, stdtrit  # noqa: PLC0415 - plugins are listed without SciPy

    one, two = first.variance / first.size, second.variance / second.size
    if one + two == 0:
        return None
    degrees = (one + two) ** 2 / (one**2 / (first.size - 1) + two**2 / (second.size - 1))
    between, error = first.mean - second.mean, sqrt(one + two)
    reach = float(stdtrit(degrees, 0.5 + confidence / 2)) * error
    p = float(2 * stdtr(degrees, -abs(between / error)))
    return WelchTest(between / error, degrees, p, Interval(between - reach, between + reach))


def mann_whitney(first: Sequence[float], second: Sequence[float]) -> float:
    """How often chance alone puts one group that much above the other; 1 where all values are equal."""
    different = len({*first, *second})
    if different == 1:
        return 1.0
    if min(len(first), len(second)) > _FEW or different < len(first) + len(second):
        return mann_whitney_each((first, second))[0]
    from scipy.stats import mannwhitneyu  # noqa: PLC0415 - takes a third of a second to import

    return float(mannwhitneyu(first, second, alternative="two-sided").pvalue)


def mann_whitney_each(groups: Sequence[Sequence[float]]) -> list[float]:
    """Each group against all others together, by the normal distribution that ranks of many values come close to.

    All values are ranked once: one test after the other would rank them anew for every group.
    """
    import numpy as np  # noqa: PLC0415 - as SciPy
    from scipy.special import ndtr  # noqa: PLC0415

    every = np.concatenate([np.asarray(group, dtype=np.float64) for group in groups])
    _, ties = np.unique(every, return_counts=True)
    if len(ties) == 1 or len(groups) == 1:
        return [1.0] * len(groups)
    sums = np.add.reduceat(ranks(every), np.cumsum([0, *map(len, groups[:-1])]))
    size, tied = len(every), float((ties.astype(np.float64) ** 3 - ties).sum())
    found: list[float] = []
    for ranked, own in zip(sums.tolist(), map(len, groups), strict=True):
        pairs = own * (size - own)
        ahead = ranked - own * (own + 1) / 2
        error = sqrt(pairs / 12 * (size + 1 - tied / (size * (size - 1))))
        reach = (max(ahead, pairs - ahead) - pairs / 2 - 0.5) / error
        found.append(min(1.0, float(2 * ndtr(-reach))))
    return found
