"""Whether a series rises or falls, and how fast, whatever its odd values (Theil–Sen; Mann–Kendall)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from kpi_xl_analyses.statistics.intervals import p_of_z


@dataclass(frozen=True, slots=True)
class MannKendall:
    s: int  # pairs that rise minus pairs that fall
    variance: float
    z: float
    p: float


def theil_sen(values: Sequence[float], places: Sequence[float] | None = None) -> float | None:
    """The median slope of all pairs, a step; None with fewer than two values."""
    at = range(len(values)) if places is None else places
    pairs = [
        (later - earlier) / (at[j] - at[i])
        for i, earlier in enumerate(values)
        for j, later in enumerate(values)
        if at[j] > at[i]
    ]
    return median(pairs) if pairs else None


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The test for a steady rise or fall, with ties counted and the continuity correction."""
    count = len(values)
    s = sum((later > earlier) - (later < earlier) for at, earlier in enumerate(values) for later in values[at + 1 :])
    ties = sum(size * (size - 1) * (2 * size + 5) for size in Counter(values).values())
    variance = (count * (count - 1) * (2 * count + 5) - ties) / 18
    z = 0.0 if s == 0 or variance <= 0 else (s - (1 if s > 0 else -1)) / sqrt(variance)
    return MannKendall(s, variance, z, p_of_z(z))
