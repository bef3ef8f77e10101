"""Buying until one quietly stops: BG/NBD for how often, Gamma-Gamma for how much (Fader, Hardie & Lee 2005; 2013).

Both are fitted by maximum likelihood. `frequency` counts purchases after the first, `recency` is the age at the last of
them and `age` the time since the first, all in one unit of time; `value` is the mean of the purchases after the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Buying:
    """How often customers buy (gamma with r and alpha) and how readily they stop (beta with a and b)."""

    r: float
    alpha: float
    a: float
    b: float

    def log_likelihood(self, frequency: Floats, recency: Floats, age: Floats) -> Floats:
        """Of each customer."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        shared = gammaln(r + frequency) - gammaln(r) + r * np.log(alpha)
        alive = betaln(a, b + frequency) - betaln(a, b) - (r + frequency) * np.log(alpha + age)
        again = np.maximum(frequency, 1)
        gone = betaln(a + 1, b + again - 1) - betaln(a, b) - (r + frequency) * np.log(alpha + recency)
        return shared + np.where(frequency > 0, np.logaddexp(alive, gone), alive)

    def purchases(self, time: float, frequency: Floats, recency: Floats, age: Floats) -> Floats:
        """How many purchases each customer is expected to make in the time to come."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        series = hyp2f1(r + frequency, b + frequency, a + b + frequency - 1, time / (alpha + age + time))
        lasting = 1 - ((alpha + age) / (alpha + age + time)) ** (r + frequency) * series
        again = np.maximum(frequency, 1)
        odds = a / (b + again - 1) * ((alpha + age) / (alpha + recency)) ** (r + frequency)
        scale = (a + b + frequency - 1) / (a - 1)
        return scale * lasting / (1 + np.where(frequency > 0, odds, 0))


@dataclass(frozen=True, slots=True)
class Spending:
    """How much customers spend on a purchase (gamma with p around a mean that is gamma with q and gamma itself)."""

    p: float
    q: float
    gamma: float

    def log_likelihood(self, frequency: Floats, value: Floats) -> Floats:
        """Of each customer with at least one purchase after the first."""
        shape = self.p * frequency
        return (
            gammaln(shape + self.q)
            - gammaln(shape)
            - gammaln(self.q)
            + self.q * np.log(self.gamma)
            + (shape - 1) * np.log(value)
            + shape * np.log(frequency)
            - (shape + self.q) * np.log(frequency * value + self.gamma)
        )

    def expected(self, frequency: Floats, value: Floats) -> Floats:
        """The mean purchase of each customer, drawn towards everyone's mean the fewer purchases there are."""
        everyone = self.gamma * self.p / (self.q - 1)
        weight = self.p * frequency / (self.p * frequency + self.q - 1)
        return weight * np.where(frequency > 0, value, 0) + (1 - weight) * everyone


def fit_buying(frequency: Floats, recency: Floats, age: Floats) -> Buying:
    return _fit_buying(*(np.asarray(one, dtype=np.float64).tobytes() for one in (frequency, recency, age)))


@lru_cache(maxsize=4)  # several tables of one report ask for the same customers, and a fit takes half a second
def _fit_buying(*histories: bytes) -> Buying:
    frequency, recency, age = (np.frombuffer(one, dtype=np.float64) for one in histories)
    found = _maximised(
        lambda theta: Buying(*theta).log_likelihood(frequency, recency, age), (1.0, float(np.mean(age)), 1.0, 2.0)
    )
    return Buying(*found)


def fit_spending(frequency: Floats, value: Floats) -> Spending:
    """Fitted on customers with at least one purchase after the first."""
    repeated = frequency > 0
    times, paid = frequency[repeated], value[repeated]

    def likelihood(theta: Floats) -> Floats:
        return Spending(*theta).log_likelihood(times, paid)

    return Spending(*_maximised(likelihood, (2.0, 3.0, float(np.mean(paid)))))


def _maximised(log_likelihood: Callable[[Floats], Floats], start: tuple[float, ...]) -> tuple[float, ...]:
    """Positive parameters of the greatest likelihood, searched on a logarithmic scale."""

    def cost(logarithms: Floats) -> float:
        total = float(np.mean(log_likelihood(np.exp(logarithms))))
        return -total if np.isfinite(total) else 1e9

    first = minimize(
        cost, np.log(start), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-8, "fatol": 1e-10}
    )
    best = minimize(cost, first.x, method="L-BFGS-B", bounds=[(-15, 15)] * len(start))
    chosen = best.x if best.fun <= first.fun else first.x
    return tuple(float(value) for value in np.exp(chosen))
