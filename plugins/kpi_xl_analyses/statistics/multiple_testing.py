"""Many comparisons at once: p values that stay honest (Holm 1979; Benjamini and Hochberg 1995)."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted so that one false alarm among all is as rare as p says."""
    count = len(p_values)
    adjusted = [0.0] * count
    highest = 0.0
    for rank, at in enumerate(sorted(range(count), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, (count - rank) * p_values[at]))
        adjusted[at] = highest
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted so that of what is called a difference at most that share is none."""
    count = len(p_values)
    adjusted = [0.0] * count
    lowest = 1.0
    for rank, at in enumerate(sorted(range(count), key=lambda at: -p_values[at])):
        lowest = min(lowest, p_values[at] * count / (count - rank))
        adjusted[at] = lowest
    return adjusted
