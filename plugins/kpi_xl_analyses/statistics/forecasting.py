"""The next days of a series: seasonal naive, or exponential smoothing with a weekly season (ETS(A,N,A)).

Hyndman and Athanasopoulos, Forecasting: Principles and Practice, ch. 5 and 8. The better of the two in a backtest is
taken. The interval of a sum comes from the variance of the sum; the ends of the days' intervals do not add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from kpi_xl_analyses.statistics.intervals import Interval, two_sided

if TYPE_CHECKING:
    import numpy as np

Method = Literal["seasonal_naive", "ets"]
_START = (0.2, 0.1)  # of both smoothing weights, before they are fitted
_FOLDS = 4


@dataclass(frozen=True, slots=True)
class Forecast:
    method: Method
    days: tuple[float, ...]
    deviations: tuple[float, ...]  # standard error of each day
    running: tuple[float, ...]  # standard error of the sum up to each day
    mase: float | None  # mean error of the backtest over that of last week's figures inside the history

    def interval(self, at: int, confidence: float) -> Interval:
        return _around(self.days[at], self.deviations[at], confidence)

    def sum_interval(self, at: int, confidence: float) -> Interval:
        """Of the sum of all days up to and with this one."""
        return _around(sum(self.days[: at + 1]), self.running[at], confidence)


@dataclass(frozen=True, slots=True)
class _Smoothing:
    """A fitted model: where it stands after the last day, and how large its misses were."""

    level: float
    season: tuple[float, ...]
    weights: tuple[float, float]
    variance: float


def forecast(values: Sequence[float], horizon: int, period: int = 7) -> Forecast:
    """Both methods tried on the last weeks of the history, the better one over all of it."""
    tried: list[tuple[float, Method]] = []
    for method in ("seasonal_naive", "ets"):
        error = mase(values, method, period)
        if error is not None:
            tried.append((error, method))
    error, method = min(tried) if tried else (None, "seasonal_naive")
    return _made(values, horizon, period, method, error)


def mase(values: Sequence[float], method: Method, period: int = 7) -> float | None:
    """Mean absolute scaled error over the last weeks, each forecast from what was known before it.

    None where the history is too short, or last week's figures were always right.
    """
    starts = [len(values) - period * fold for fold in range(1, _FOLDS + 1)]
    starts = [start for start in starts if start >= 2 * period]
    scale = _naive_error(values[: min(starts)], period) if starts else 0.0
    if not scale:
        return None
    misses: list[float] = []
    for start in starts:
        told = _made(values[:start], period, period, method, None).days
        misses += [abs(was - told[at]) for at, was in enumerate(values[start : start + period])]
    return fmean(misses) / scale


def _made(values: Sequence[float], horizon: int, period: int, method: Method, error: float | None) -> Forecast:
    if method == "seasonal_naive":
        days = tuple(values[len(values) - period + step % period] for step in range(horizon))
        misses = [now - before for before, now in zip(values, values[period:], strict=False)]
        variance = fmean([miss * miss for miss in misses]) if misses else 0.0
        deviations, running = errors_ahead(variance, horizon, period, (0.0, 1.0))
    else:
        model = _fitted(values, period)
        days = tuple(model.level + model.season[step % period] for step in range(horizon))
        deviations, running = errors_ahead(model.variance, horizon, period, model.weights)
    return Forecast(method, days, deviations, running, error)


def errors_ahead(
    variance: float, horizon: int, period: int, weights: tuple[float, float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Standard errors of each day and of the running sum, from how far one day's miss carries on."""
    level, season = weights
    carried = [1.0, *(level + (season if step % period == 0 else 0.0) for step in range(1, horizon))]
    sums = [sum(carried[: step + 1]) for step in range(horizon)]
    days = tuple(sqrt(variance * sum(one * one for one in carried[: step + 1])) for step in range(horizon))
    running = tuple(sqrt(variance * sum(one * one for one in sums[: step + 1])) for step in range(horizon))
    return days, running


def _fitted(values: Sequence[float], period: int) -> _Smoothing:
    """The weights with the smallest one-day misses."""
    from scipy.optimize import minimize  # noqa: PLC0415 - plugins are listed without SciPy

    def missed(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        return _run(values, period, (float(weights[0]), float(weights[1]))).variance

    found = minimize(missed, _START, method="L-BFGS-B", bounds=[(0.001, 0.999), (0.001, 0.5)])
    return _run(values, period, (float(found.x[0]), float(found.x[1])))


def _run(values: Sequence[float], period: int, weights: tuple[float, float]) -> _Smoothing:
    weeks = [values[at : at + period] for at in range(0, min(len(values) // period, 4) * period, period)]
    level = fmean(value for week in weeks for value in week)
    season = [fmean(week[day] for week in weeks) - level for day in range(period)]
    squares = 0.0
    for at, value in enumerate(values):
        miss = value - level - season[at % period]
        squares += miss * miss
        level += weights[0] * miss
        season[at % period] += weights[1] * miss
    start = len(values) % period
    return _Smoothing(level, (*season[start:], *season[:start]), weights, squares / max(1, len(values) - 2))


def _naive_error(values: Sequence[float], period: int) -> float:
    misses = [abs(now - before) for before, now in zip(values, values[period:], strict=False)]
    return fmean(misses) if misses else 0.0


def _around(value: float, deviation: float, confidence: float) -> Interval:
    reach = two_sided(confidence) * deviation
    return Interval(value - reach, value + reach)
