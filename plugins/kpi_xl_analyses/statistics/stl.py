"""A daily series taken apart into trend, weekly season and rest (STL, Cleveland and others 1990).

The same windows, iterations and edge rules as statsmodels' STL, which brings 65 MB and two seconds of import with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_SEASON_WINDOW = 7
_INNER, _OUTER = 2, 15  # what the paper gives for series with odd values


class Window(NamedTuple):
    """The neighbours of every point to be smoothed: their places, weights by distance, and that distance."""

    places: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    weights: Array
    points: Array


@dataclass(frozen=True, slots=True)
class Parts:
    trend: tuple[float, ...]
    season: tuple[float, ...]
    rest: tuple[float, ...]


def stl(
    values: Sequence[float], period: int = 7, season_window: int = _SEASON_WINDOW, trend_window: int | None = None
) -> Parts:
    """Robust STL; the series must be two periods long at least. Wider windows (odd) follow noise less."""
    import numpy as np  # noqa: PLC0415 - plugins are listed without NumPy

    series = np.asarray(values, float)
    trend_window = trend_window or _odd(1.5 * period / (1 - 1.5 / season_window))
    robustness = np.ones_like(series)
    trend, season = np.zeros_like(series), np.zeros_like(series)
    for at in range(_OUTER + 1):
        if at:
            robustness = _robustness(np.abs(series - trend - season))
        for _ in range(_INNER):
            season = _season(series - trend, robustness, period, season_window)
            trend = _loess(series - season, robustness, trend_window)
    rest = series - trend - season
    return Parts(tuple(map(float, trend)), tuple(map(float, season)), tuple(map(float, rest)))


def _odd(length: float) -> int:
    whole = ceil(length)
    return whole if whole % 2 else whole + 1


def _season(detrended: Array, robustness: Array, period: int, window: int) -> Array:
    """Each weekday smoothed over the weeks, less what of it is trend."""
    import numpy as np  # noqa: PLC0415

    cycle = np.empty(detrended.size + 2 * period)
    for day in range(period):
        cycle[day::period] = _loess(detrended[day::period], robustness[day::period], window, beyond=1)
    low = _moving_mean(_moving_mean(_moving_mean(cycle, period), period), 3)
    return cycle[period:-period] - _loess(low, np.ones_like(low), _odd(period + 1))


def _moving_mean(series: Array, length: int) -> Array:
    import numpy as np  # noqa: PLC0415

    return np.convolve(series, np.full(length, 1 / length), "valid")


def _robustness(misses: Array) -> Array:
    """Less weight for days that lie far from the fit, none beyond six median misses."""
    import numpy as np  # noqa: PLC0415

    reach = 6 * float(np.median(misses))
    if reach == 0:
        return np.ones_like(misses)
    weights = (1 - np.minimum(misses / reach, 1) ** 2) ** 2
    return np.where(misses <= 0.001 * reach, 1.0, np.where(misses > 0.999 * reach, 0.0, weights))


def _loess(series: Array, robustness: Array, length: int, beyond: int = 0) -> Array:
    """A straight line through the neighbours of every point, and of `beyond` points before and after the series."""
    import numpy as np  # noqa: PLC0415

    window = _window(series.size, length, beyond)
    weights = window.weights * robustness[window.places]
    total = weights.sum(axis=1, keepdims=True)
    weights = weights / np.where(total > 0, total, 1)
    centre = (weights * window.places).sum(axis=1, keepdims=True)
    spread = (weights * (window.places - centre) ** 2).sum(axis=1, keepdims=True)
    sloped = np.sqrt(spread) > 0.001 * (series.size - 1)
    slope = np.where(sloped, (window.points - centre) / np.where(sloped, spread, 1), 0)
    fitted = (weights * (1 + slope * (window.places - centre)) * series[window.places]).sum(axis=1)
    own = series[np.clip(window.points[:, 0], 0, series.size - 1).astype(int)]
    return np.where(total[:, 0] > 0, fitted, own)


@cache
def _window(size: int, length: int, beyond: int) -> Window:
    """Tricube weights; a window that is longer than the series reaches further, as in the paper's own code."""
    import numpy as np  # noqa: PLC0415

    points = np.arange(-beyond, size + beyond, dtype=float)
    width = min(length, size)
    first = np.clip(points - (length - 1) // 2, 0, size - width).astype(int)
    places = first[:, None] + np.arange(width)
    distances = np.abs(places - points[:, None])
    reach = np.maximum(points - first, first + width - 1 - points)[:, None] + max(length - size, 0) // 2
    relative = distances / np.where(reach > 0, reach, 1)
    weights = (1 - np.minimum(relative, 1) ** 3) ** 3
    weights = np.where(relative <= 0.001, 1.0, np.where(relative > 0.999, 0.0, weights))  # noqa: PLR2004 - as published
    return Window(places, weights, points[:, None])
