"""KPI_WHY and KPI_REFRESH: where numbers come from, and how far they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.excel.cells import text_cell
from kpi_xl.excel.naming import analysis_named, kpi_in, scope_in
from kpi_xl.kpis.sentences import listed
from kpi_xl.kpis.texts import texts_beside
from kpi_xl.kpis.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.scope import Scope

_FILES_NAMED = 5

_say = texts_beside(__file__)


def kpi_why(source: Source, given: Given) -> Answer:
    """In sentences: the number or why there is none, how it is worked out, from which files, and what to know of it."""
    if analysis := analysis_named(source, given.text("kpi") or ""):
        return text_cell(_of_analysis(source, analysis, scope_in(source, given)))
    asked, scope = kpi_in(source, given), scope_in(source, given)
    result = source.result(asked.id, scope)
    label = asked.label.get(source.language) or asked.id
    told = (scope.period, scope.platform, scope.account, scope.campaign)
    where = ", ".join(str(part) for part in told if part)
    return text_cell(" ".join((_first(source, result, label, where), *_details(source, result))))


def kpi_refresh(source: Source, _given: Given) -> Answer:
    """How far the figures reach, once they have been read anew."""
    days = source.days
    if days is None:
        return _say("no_data", source.language)
    return _say("data", source.language, files=len(source.project.imports()), first=days.first, last=days.last)


def _of_analysis(source: Source, analysis: Analysis, scope: Scope) -> str:
    """Why it has no rows, or what it says about those that it has."""
    table = analysis.table(source.data, scope, {}, source.language)
    label = analysis.label.get(source.language) or analysis.id
    if table.missing:
        return _say("missing", source.language, label=label, scope=scope.period, why=table.missing.text)
    return " ".join((f"{label}, {scope.period}:", *table.notes, *(finding.text for finding in table.findings)))


def _first(source: Source, result: Result, label: str, where: str) -> str:
    if result.value is not None:
        return _say("value", source.language, label=label, scope=where, value=_figure(source, result, result.value))
    why = result.missing.text if result.missing else ""
    return _say("missing", source.language, label=label, scope=where, why=why).strip()


def _details(source: Source, result: Result) -> Iterator[str]:
    if result.bounds:
        low, high = (_figure(source, result, bound) for bound in result.bounds)
        yield _say("bounds", source.language, low=low, high=high)
    yield words(source.catalogue, result.kpi, source.language)
    if result.sources:
        names = [f"{one.file} ({one.rows})" for one in result.sources[:_FILES_NAMED]]
        if len(result.sources) > _FILES_NAMED:
            names.append(_say("more", source.language, count=len(result.sources) - _FILES_NAMED))
        yield _say("from", source.language, rows=result.rows, files=listed(names, source.language))
    yield from result.flags


def _figure(source: Source, result: Result, value: float) -> str:
    from kpi_xl.report.language import language  # noqa: PLC0415 - Babel is slow to import

    return language(source.language).figure(value, result.unit, result.currency or "")
