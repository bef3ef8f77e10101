"""How many are needed before a test can see a difference."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def sample_size(baseline: float, effect: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Per variant, for a share and a change of it in percentage points (Evan Miller's calculator)."""
    share = 1 - baseline if baseline > 0.5 else baseline  # noqa: PLR2004 - his calculator plans for the rarer side
    moved = share + abs(effect)
    chance, seen = _quantiles(alpha, power)
    spread = chance * sqrt(2 * share * (1 - share)) + seen * sqrt(share * (1 - share) + moved * (1 - moved))
    return (spread / effect) ** 2


def sample_size_pooled(first: float, second: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Per variant, with the mean of both shares under no difference, as R's power.prop.test counts."""
    mean = (first + second) / 2
    chance, seen = _quantiles(alpha, power)
    own = first * (1 - first) + second * (1 - second)
    return ((chance * sqrt(2 * mean * (1 - mean)) + seen * sqrt(own)) / (second - first)) ** 2


def _quantiles(alpha: float, power: float) -> tuple[float, float]:
    normal = NormalDist()
    return normal.inv_cdf(1 - alpha / 2), normal.inv_cdf(power)
