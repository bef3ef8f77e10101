"""How much of a period's figure is usually there after so many of its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, variance
from typing import TYPE_CHECKING, Literal

from kpi_xl import Period, whole
from kpi_xl_analyses.tracking._days import Days, days_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl import Data, Scope

Weights = Literal["year", "weekday", "days"]

_LEAST = 28  # days of history before weekdays have weights of their own
_YEAR = timedelta(weeks=52)  # the same weekday a year ago
_LONG = 80  # days; a longer period has seasons that weekdays do not tell of


@dataclass(frozen=True, slots=True)
class Pace:
    """The share of a period that is usually over by a day, and how much the days after it vary together."""

    elapsed: float
    weights: Weights
    deviation: float | None  # standard error of what is still to come, a share of the whole; None if unknown


def pace_of(data: Data, kpi_id: str, scope: Scope, period: Period, known: date) -> Pace:
    """By last year's same days where they are covered and the period is long, else by weekdays, else by days alone."""
    earlier = days_of(data, kpi_id, scope, min(period.first, known) - 26 * timedelta(weeks=1))
    history = _until(earlier, period.first - timedelta(days=1))
    days = [period.first + timedelta(days=at) for at in range(period.days)]
    if period.days >= _LONG and whole(data.coverage, scope.platform, Period(period.first - _YEAR, period.last - _YEAR)):
        past = days_of(data, kpi_id, scope, period.first - _YEAR)
        if past is not None and past.first <= period.first - _YEAR:
            return _pace([past.on(day - _YEAR) or 0.0 for day in days], days, known, "year", history)
    if len(history) >= _LEAST:
        usual = {day: fmean(values) if (values := history_of(history, day)) else 0.0 for day in range(1, 8)}
        return _pace([usual[day.isoweekday()] for day in days], days, known, "weekday", history)
    return _pace([1.0] * len(days), days, known, "days", history)


def history_of(history: Sequence[tuple[date, float]], weekday: int) -> list[float]:
    return [value for day, value in history if day.isoweekday() == weekday]


def _until(days: Days | None, last: date) -> list[tuple[date, float]]:
    if days is None:
        return []
    dated = [(days.first + timedelta(days=at), value) for at, value in enumerate(days.values)]
    return [(day, value) for day, value in dated if value is not None and day <= last]


def _pace(
    weights: Sequence[float], days: Sequence[date], known: date, kind: Weights, history: Sequence[tuple[date, float]]
) -> Pace:
    total = sum(weights)
    if total <= 0:
        return _pace([1.0] * len(days), days, known, "days", history) if kind != "days" else Pace(0.0, kind, None)
    over = sum(weight for weight, day in zip(weights, days, strict=True) if day <= known)
    left = sum(day > known for day in days)
    return Pace(over / total, kind, _deviation(history, left, len(days)))


def _deviation(history: Sequence[tuple[date, float]], left: int, every: int) -> float | None:
    """How far weeks lie from each other tells how far the rest may: days of a week are no independent draws."""
    weeks: dict[tuple[int, int], list[float]] = {}
    for day, value in history:
        weeks.setdefault(day.isocalendar()[:2], []).append(value)
    sums = [sum(week) for week in weeks.values() if len(week) == 7]  # noqa: PLR2004 - whole weeks
    if len(sums) < 4 or not sum(sums):  # noqa: PLR2004 - fewer do not show how weeks differ
        return None
    relative = sqrt(variance(sums)) / fmean(sums)
    return relative * sqrt(left / 7) * 7 / every
