"""KPI and KPI_CHANGE: one number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl.excel.cells import CellError, number_cell
from kpi_xl.excel.naming import kpi_in, period_in, scope_in
from kpi_xl.kpis.plain import plain

if TYPE_CHECKING:
    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source
    from kpi_xl.vocabulary.periods import Period

# A change of these is told in their own points: from 3 % to 4 % is 0.01, not a third.
_IN_POINTS = frozenset({"percent", "points"})
_BEFORE = frozenset({"previous", "previous period", "before", "forrige", "forrige periode", "föregående", "förra"})
_BEFORE_TOO = frozenset({"föregående period", "förra perioden", "perioden før", "perioden innan"})
_LAST_YEAR = frozenset({"last year", "previous year", "year", "yoy", "i fjor", "ifjor", "fjoråret", "förra året"})


def kpi(source: Source, given: Given) -> Answer:
    """A KPI's value."""
    asked = kpi_in(source, given)
    return number_cell(source.result(asked.id, scope_in(source, given)).value)


def kpi_change(source: Source, given: Given) -> Answer:
    """How much a KPI has changed."""
    asked = kpi_in(source, given)
    scope = scope_in(source, given)
    earlier = replace(scope, period=_against(source, given, scope.period))
    now, before = (result.value for result in source.figures.results([(asked.id, scope), (asked.id, earlier)]))
    if now is None or before is None:
        return CellError.MISSING
    if asked.unit in _IN_POINTS:
        return number_cell(now - before)
    return number_cell((now - before) / abs(before)) if before else CellError.MISSING


def _against(source: Source, given: Given, period: Period) -> Period:
    """The period that another one is held against."""
    text = plain(given.text("against") or "")
    if not text or text in _BEFORE | _BEFORE_TOO:
        return period.previous()
    if text in _LAST_YEAR:
        return period.last_year()
    return period_in(source, given, "against")
