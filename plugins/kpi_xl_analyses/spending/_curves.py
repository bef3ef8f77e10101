"""How an outcome answers to spend: a power of it, growing less and less, with the error of its fit.

The expected outcome of a week is exp(a) × spend^b. It is fitted as a quasi-Poisson regression of the outcome on the
logarithm of spend, so that weeks without any outcome count too, and the variance is scaled by how much weeks scatter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEEPEST = 10  # a power beyond it is that of a fit that ran away: spend that hardly varies tells nothing
_VAGUEST = 2.0  # a standard error of the power beyond it: spend varied too little to tell how the outcome answers
_LEAST, _MOST = 0.05, 0.95  # a power of 1 has no best split: all goes to one channel


@dataclass(frozen=True, slots=True)
class Curve:
    scale: float  # a, a logarithm
    power: float
    covariance: tuple[tuple[float, float], tuple[float, float]]

    def outcome(self, spend: float) -> float:
        return float(np.exp(self.scale + self.power * np.log(spend))) if spend > 0 else 0.0

    def marginal(self, spend: float) -> float:
        """What one more unit of money brings."""
        return float(self.power * np.exp(self.scale + (self.power - 1) * np.log(spend)))


def fit_curve(spend: Sequence[float], outcome: Sequence[float]) -> Curve | None:
    """None where spend never varies or nothing ever came of it."""
    kept = [(paid, got) for paid, got in zip(spend, outcome, strict=True) if paid > 0]
    money, got = np.array([one[0] for one in kept]), np.array([one[1] for one in kept])
    if len(kept) < 3 or np.ptp(np.log(money)) == 0 or got.sum() <= 0:  # noqa: PLR2004 - two parameters and a spread
        return None
    design = np.column_stack([np.ones_like(money), np.log(money)])
    theta = np.array([np.log(got.mean()) - 0.5 * np.log(money).mean(), 0.5])
    for _ in range(100):
        mean = np.exp(design @ theta)
        step = np.linalg.lstsq(design.T * mean @ design, design.T @ (got - mean), rcond=None)[0]
        theta = theta + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-10:  # noqa: PLR2004 - converged
            break
    return _curve(design, theta, got)


def _curve(design: Floats, theta: Floats, got: Floats) -> Curve | None:
    mean = np.exp(design @ theta)
    dispersion = float((((got - mean) ** 2) / mean).sum() / (len(got) - 2))
    information = design.T * mean @ design
    ran_away = not np.isfinite(theta).all() or abs(theta[1]) > _STEEPEST
    if ran_away or not np.isfinite(mean).all() or np.linalg.cond(information) > 1e14:  # noqa: PLR2004
        return None
    covariance = np.linalg.inv(information) * dispersion
    if not 0 <= covariance[1][1] <= _VAGUEST**2:
        return None
    rows = tuple((float(row[0]), float(row[1])) for row in covariance)
    return Curve(float(theta[0]), float(theta[1]), (rows[0], rows[1]))


def concave(curve: Curve, pivot: float) -> Curve:
    """The curve with its power kept below 1, turned about the outcome at a spend that was seen."""
    power = min(max(curve.power, _LEAST), _MOST)
    return Curve(curve.scale + (curve.power - power) * float(np.log(pivot)), power, curve.covariance)


def best_split(curves: Sequence[Curve], bounds: Sequence[tuple[float, float]], budget: float) -> list[float]:
    """Spend with equal marginal returns, within bounds, that adds up to the budget (bisection on that return)."""

    def split(logarithm: float) -> list[float]:
        spends = (np.exp((one.scale + np.log(one.power) - logarithm) / (1 - one.power)) for one in curves)
        return [float(np.clip(spend, low, high)) for spend, (low, high) in zip(spends, bounds, strict=True)]

    low, high = -100.0, 100.0  # of the logarithm of the marginal return: a higher one leaves less to spend
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(split(middle)) > budget else (low, middle)
    return split(high)


def drawn(curve: Curve, count: int, random: np.random.Generator) -> list[Curve]:
    """Curves that the data leave as likely."""
    found = random.multivariate_normal([curve.scale, curve.power], np.array(curve.covariance), count)
    return [Curve(float(scale), float(power), curve.covariance) for scale, power in found]
