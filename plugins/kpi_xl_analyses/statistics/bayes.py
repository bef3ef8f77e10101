"""How probable it is that one variant is better, after what has been seen (Beta(1, 1) before)."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from kpi_xl_analyses.statistics.proportions import Part

_EXACT_UP_TO = 200_000  # terms of the sum; beyond, both posteriors are as good as normal


def second_is_better(first: Part, second: Part) -> float:
    """P(second > first), by the closed form of Evan Miller."""
    terms = min(first.hits, second.hits) + 1
    if terms > _EXACT_UP_TO:
        return _by_normal(first, second)
    return _exact(first, second) if second.hits <= first.hits else 1 - _exact(second, first)


def _exact(first: Part, second: Part) -> float:
    import numpy as np  # noqa: PLC0415 - plugins are listed without NumPy and SciPy
    from scipy.special import betaln  # noqa: PLC0415

    alpha_a, beta_a = first.hits + 1, first.of - first.hits + 1
    alpha_b, beta_b = second.hits + 1, second.of - second.hits + 1
    i = np.arange(round(alpha_b))
    logs = betaln(alpha_a + i, beta_a + beta_b) - np.log(beta_b + i) - betaln(1 + i, beta_b) - betaln(alpha_a, beta_a)
    return float(min(1.0, np.exp(logs).sum()))


def _by_normal(first: Part, second: Part) -> float:
    means, variances = zip(*(_posterior(part) for part in (first, second)), strict=True)
    return NormalDist().cdf((means[1] - means[0]) / sqrt(sum(variances)))


def _posterior(part: Part) -> tuple[float, float]:
    total = part.of + 2
    mean = (part.hits + 1) / total
    return mean, mean * (1 - mean) / (total + 1)
