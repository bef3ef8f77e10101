"""Ratios of two figures that vary together (delta method, Deng, Knoblich and Lu 2018), and counts per item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean

from kpi_xl_analyses.statistics.intervals import CONFIDENCE, Interval, p_of_z, two_sided

_LEAST = 2  # one unit alone does not vary


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of sums over units that were drawn on their own (people, posts), with its variance."""

    value: float
    variance: float
    units: int


@dataclass(frozen=True, slots=True)
class RatioTest:
    difference: float  # second minus first
    z: float | None
    p: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class RateRatio:
    """How many times as much the first brings an item as the second."""

    ratio: float
    interval: Interval
    p: float


def ratio_of(above: Sequence[float], below: Sequence[float]) -> Ratio | None:
    """Σ above / Σ below with the delta method's variance; None where it cannot be told."""
    units = len(below)
    if units < _LEAST or not sum(below):
        return None
    value, mean = sum(above) / sum(below), fmean(below)
    # Centred on the ratio, both variances and the covariance of the formula come to one sum of squares.
    squares = sum((one - value * base) ** 2 for one, base in zip(above, below, strict=True))
    return Ratio(value, squares / (units - 1) / (units * mean * mean), units)


def ratio_test(first: Ratio, second: Ratio, confidence: float = CONFIDENCE) -> RatioTest:
    """Second against first."""
    between, error = second.value - first.value, sqrt(first.variance + second.variance)
    reach = two_sided(confidence) * error
    z = between / error if error else None
    return RatioTest(between, z, 1.0 if z is None else p_of_z(z), Interval(between - reach, between + reach))


def overdispersion(*groups: Sequence[float]) -> float:
    """How much more counts vary within their groups than chance alone would have it; at least 1."""
    chi_squared = sum((value - fmean(group)) ** 2 / fmean(group) for group in groups if sum(group) for value in group)
    degrees = sum(len(group) - 1 for group in groups if sum(group))
    return max(1.0, chi_squared / degrees) if degrees > 0 else 1.0


def rate_ratio(
    first: tuple[float, float], second: tuple[float, float], dispersion: float = 1.0, confidence: float = CONFIDENCE
) -> RateRatio | None:
    """Counts per item of two groups, each (count, items); None where one has no count or no item."""
    if not all((*first, *second)):
        return None
    ratio = first[0] / first[1] / (second[0] / second[1])
    error = sqrt(dispersion * (1 / first[0] + 1 / second[0]))
    reach = two_sided(confidence) * error
    return RateRatio(ratio, Interval(ratio * exp(-reach), ratio * exp(reach)), p_of_z(log(ratio) / error))
