"""A KPI over consecutive periods, and whether it rises or falls steadily."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kpi_xl import Kpi, Period, additivity_of, comparable, find_kpi, kpi_values, whole
from kpi_xl_analyses._verdicts import ALPHA
from kpi_xl_analyses.tracking._days import basis_of

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Result, Scope
    from kpi_xl_analyses.statistics.trends import MannKendall

Trend = Literal["rising", "falling", "steady", "few", "broken"]

LEAST = 5  # periods; with four a steady rise still comes by chance once in eleven times


@dataclass(frozen=True, slots=True)
class Course:
    """A KPI over consecutive periods, the newest last; None where one has no value."""

    kpi: Kpi
    periods: Sequence[Period]
    values: Sequence[float | None]
    last_year: float | None
    is_flow: bool
    complete: bool
    broken: bool  # whether it was worked out in another way before
    broken_before: bool  # whether that lies between the last two periods

    @property
    def known(self) -> list[float]:
        """The unbroken values up to now: of a flow as if all periods were as long as this one."""
        found: list[float] = []
        for period, value in zip(reversed(self.periods), reversed(self.values), strict=True):
            if value is None:
                break
            found.append(value * self.periods[-1].days / period.days if self.is_flow else value)
        return found[::-1]


def course_of(data: Data, name: str, scope: Scope, periods: Sequence[Period], language: Language) -> Course | None:
    kpi = find_kpi(data, name)
    wanted = [*periods, scope.period.last_year()]
    results = kpi_values(data, [(name, replace(scope, period=period)) for period in wanted], language)
    *course, year = results
    if course[-1].value is None:
        return None
    covered = [whole(data.coverage, scope.platform, period) for period in periods]
    values = _unbroken([one if known else None for one, known in zip(course[:-1], covered, strict=False)], course[-1])
    return Course(
        kpi,
        periods,
        [*values, course[-1].value],
        year.value if basis_of(year) == basis_of(course[-1]) else None,
        is_flow=additivity_of(data, name) == "sum",
        complete=comparable(data.coverage, scope.platform, scope.period),
        broken=any(one.value is not None and basis_of(one) != basis_of(course[-1]) for one in course[:-1]),
        broken_before=course[-2].value is not None and basis_of(course[-2]) != basis_of(course[-1]),
    )


def _unbroken(before: Sequence[Result | None], now: Result) -> list[float | None]:
    """The values of periods that are covered whole and worked out as this one is."""
    return [one.value if one is not None and basis_of(one) == basis_of(now) else None for one in before]


def trend_of(course: Course, test: MannKendall) -> Trend:
    if len(course.known) < LEAST:
        return "broken" if course.broken else "few"
    if test.p >= ALPHA:
        return "steady"
    return "rising" if test.s > 0 else "falling"
