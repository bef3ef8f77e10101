"""A KPI day by day, and month by month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

from kpi_xl import Kpi, Period, Result, additivity_of, find_kpi, kpi_of, kpi_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_xl import Data, Language, Scope

# What is looked at if nobody says: the first of these that has enough days.
USUAL = ("social_sessions", "link_clicks", "views", "impressions", "engagements")
WEEK = timedelta(days=7)
_MOST_BLANK = 0.2  # of the days; with more of them missing a season cannot be told


@dataclass(frozen=True, slots=True)
class Days:
    """A KPI on every day from the first to the last that has a value; None where a day has none."""

    kpi: Kpi
    first: date
    values: tuple[float | None, ...]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=len(self.values) - 1)

    def on(self, day: date) -> float | None:
        at = (day - self.first).days
        return self.values[at] if 0 <= at < len(self.values) else None

    def filled(self) -> list[float]:
        """Blank days with the median of their weekday, so that methods that need every day can work."""
        usual = {day: self._usual(day) for day in range(7)}
        return [usual[at % 7] if value is None else value for at, value in enumerate(self.values)]

    def is_dense(self) -> bool:
        return self.values.count(None) <= _MOST_BLANK * len(self.values)

    def _usual(self, weekday: int) -> float:
        every = [value for value in self.values if value is not None]
        return median([value for value in self.values[weekday::7] if value is not None] or every)


def days_of(data: Data, kpi_id: str, scope: Scope, first: date) -> Days | None:
    """The KPI on each day from `first`, or from the first with a value, to the last with one in the scope's period."""
    kpi = kpi_of(data, kpi_id)
    if kpi is None:
        return None
    days = [first + timedelta(days=at) for at in range((scope.period.last - first).days + 1)]
    results = kpi_values(data, [(kpi_id, replace(scope, period=Period(day, day))) for day in days])
    values = [result.value for result in results]
    known = [at for at, value in enumerate(values) if value is not None]
    if not known:
        return None
    return Days(kpi, days[known[0]], tuple(values[known[0] : known[-1] + 1]))


def chosen(data: Data, asked: str, scope: Scope, first: date, least: int) -> Days | None:
    """The KPI that the user asks for, or the first usual one that has so many days.

    Raises:
        UsageError: there is no such KPI.
    """
    if asked:
        return days_of(data, find_kpi(data, asked).id, scope, first)
    found = (days_of(data, name, scope, first) for name in USUAL)
    return next(
        (days for days in found if days and len(days.values) >= least and days.is_dense() and any(days.values)), None
    )


def is_flow(data: Data, kpi_id: str) -> bool:
    """Whether the days of the KPI add up to its month."""
    return additivity_of(data, kpi_id) == "sum"


def basis_of(result: Result) -> frozenset[str]:
    """What a number was worked out from, in words; two numbers that differ in it lie on two sides of a break.

    Remarks with a count (so many rows, so many days) tell of gaps, not of another way of working it out.
    """
    return frozenset(flag for flag in result.flags if not any(letter.isdigit() for letter in flag))


def results_by_period(
    data: Data, kpi_id: str, scope: Scope, periods: Sequence[Period], language: Language
) -> Iterator[tuple[Period, Result]]:
    results = kpi_values(data, [(kpi_id, replace(scope, period=period)) for period in periods], language)
    yield from zip(periods, results, strict=True)
