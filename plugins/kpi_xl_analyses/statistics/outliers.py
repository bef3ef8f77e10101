"""Values that lie too far from the others (modified z score, Iglewicz and Hoaglin 1993)."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import median

LIMIT = 3.5  # beyond this the authors call a value an outlier
PER_DEVIATION = 0.6745  # what the median deviation of a normal distribution is, in standard deviations


def modified_z(values: Sequence[float], floor: float = 0.0) -> list[float]:
    """How far each value lies from the median, in robust standard deviations.

    `floor` is the least standard deviation to assume: a series that hardly varies has a median deviation of almost 0,
    and every hiccup would stand out.
    """
    middle = median(values)
    deviation = max(median(abs(value - middle) for value in values), PER_DEVIATION * floor)
    if deviation == 0:
        return [0.0] * len(values)
    return [PER_DEVIATION * (value - middle) / deviation for value in values]


def usual_step(values: Sequence[float], period: int = 7) -> float:
    """The standard deviation of a day, by the median of how much it differs from the same day a period before.

    A trend and a season that are fitted to few days follow their noise and leave too little of it over; steps do not.
    """
    steps = [later - earlier for earlier, later in zip(values, values[period:], strict=False)]
    if not steps:
        return 0.0
    middle = median(steps)
    return median(abs(step - middle) for step in steps) / PER_DEVIATION / sqrt(2)
