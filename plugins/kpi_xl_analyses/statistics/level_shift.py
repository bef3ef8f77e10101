"""A jump to another level that lasts: all days of a week lie on the same side of those a week before.

Comparing weekday with weekday leaves the season out. A rise that takes longer than a day is no jump, nor is a week that
ends where it began, such as a sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median

from kpi_xl_analyses.statistics.outliers import usual_step

_WEEK = 7
_MOST = 4  # of a few months: what jumps more often has no level
_CLEAR = 2.0  # deviations that each day of the week has to differ by; seven in a row do not by chance


@dataclass(frozen=True, slots=True)
class Shift:
    """From the day `at` on, all values are higher by `size`; lower if it is negative."""

    at: int
    size: float


def level_shifts(values: Sequence[float], least: float) -> list[Shift]:
    """The jumps of a series of days that have at least this size, the first one first."""
    found: list[Shift] = []
    while len(found) < _MOST and (one := _largest(without(values, found), least)):
        found.append(one)
    return sorted(found, key=lambda one: one.at)


def without(values: Sequence[float], shifts: Sequence[Shift]) -> list[float]:
    """The series as if it had stayed on its first level."""
    return [value - raised(shifts, at) for at, value in enumerate(values)]


def raised(shifts: Sequence[Shift], at: int) -> float:
    """How far the level of a day lies above the first one."""
    return sum((one.size for one in shifts if one.at <= at), 0.0)


def _largest(values: Sequence[float], least: float) -> Shift | None:
    steps = [later - earlier for earlier, later in zip(values, values[_WEEK:], strict=False)]
    usual = median(steps) if steps else 0.0  # a trend goes on without being a jump
    around = [step - usual for step in steps]
    clear = _CLEAR * sqrt(2) * usual_step(values, _WEEK)
    found = [Shift(at + _WEEK, median(around[at : at + _WEEK])) for at in _jumps(around, clear)]
    return max((one for one in found if abs(one.size) >= least), key=lambda one: abs(one.size), default=None)


def _jumps(steps: Sequence[float], clear: float) -> list[int]:
    return [at for at in range(1, len(steps) - _WEEK + 1) if _is_jump(steps, at, clear)]


def _is_jump(steps: Sequence[float], at: int, clear: float) -> bool:
    week, after = steps[at : at + _WEEK], steps[at + _WEEK : at + 2 * _WEEK]
    size = median(week)
    same_side = all(abs(step) > clear and (step > 0) == (size > 0) for step in week)
    began = abs(steps[at - 1]) < abs(size) / 2
    stayed = not after or abs(fmean(after)) < abs(size) / 2
    return same_side and began and stayed
