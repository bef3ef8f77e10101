"""Values that lie too far from the others (modified z score, Iglewicz and Hoaglin 1993)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

LIMIT = 3.5  # beyond this the authors call a value an outlier
_PER_DEVIATION = 0.6745  # what the median deviation of a normal distribution is, in standard deviations


def modified_z(values: Sequence[float], floor: float = 0.0) -> list[float]:
    """How far each value lies from the median, in robust standard deviations.

    `floor` is the least standard deviation to assume: a series that hardly varies has a median deviation of almost 0,
    and every hiccup would stand out.
    """
    middle = median(values)
    deviation = max(median(abs(value - middle) for value in values), _PER_DEVIATION * floor)
    if deviation == 0:
        return [0.0] * len(values)
    return [_PER_DEVIATION * (value - middle) / deviation for value in values]
