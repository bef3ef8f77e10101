"""The answers of analyses for a report's month, each worked out once and only if something asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.errors import KpiXlError
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpi_xl.kpis.analysis import Analysis, AnalysisTable, CellValue, SettingValue
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.report.request import ReportSource

PREFIX = "kpi_"  # of the tables in a template
_YEAR = "_year"  # after the name of an analysis: of the year that ends with the month
_MONTHS = 12


class Analysed:
    """The analyses of a project and what they answer in one month."""

    def __init__(
        self, source: ReportSource, month: Period, language: Language, chosen: Mapping[str, SettingValue]
    ) -> None:
        """`chosen` are settings, by name, of every analysis that has them: what the project has decided."""
        self._analyses = {one.id: one for one in source.analyses}
        self._data, self._month = source.data, month
        self._language: Language = language
        self._chosen = chosen
        self._tables: dict[tuple[str, bool, tuple[tuple[str, SettingValue], ...]], AnalysisTable | None] = {}

    def __iter__(self) -> Iterator[Analysis]:
        return iter(self._analyses.values())

    def table(
        self, analysis_id: str, settings: Mapping[str, SettingValue] | None = None, *, years: bool = False
    ) -> AnalysisTable | None:
        """An answer, of the month or of the year up to it; None if there is no such analysis or it cannot work."""
        analysis = self._analyses.get(analysis_id)
        key = (analysis_id, years, tuple(sorted((settings or {}).items())))
        if analysis is not None and key not in self._tables:
            try:
                self._tables[key] = analysis.table(
                    self._data, Scope(self._span(years)), self._settings(analysis, settings or {}), self._language
                )
            except KpiXlError:  # one analysis without what it needs is no reason for a report without the others
                self._tables[key] = None
        return self._tables.get(key)

    def _span(self, years: bool) -> Period:  # noqa: FBT001 - as `table` was asked
        return Period(self._month.shifted(1 - _MONTHS).first, self._month.last) if years else self._month

    def _settings(self, analysis: Analysis, given: Mapping[str, SettingValue]) -> Mapping[str, SettingValue]:
        own = {one.name for one in analysis.settings}
        return {**{name: value for name, value in self._chosen.items() if name in own}, **given}

    def label(self, analysis_id: str) -> str:
        """The name of an analysis in the report's language."""
        label = self._analyses[analysis_id].label
        return label.get(self._language) or label["en"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table of a template asks for."""

    analysis: Analysis
    settings: Mapping[str, SettingValue]
    years: bool  # of the year up to the month, not of the month alone


def asked_for(table: str, analyses: Iterable[Analysis]) -> Asked | None:
    """What a table's name asks for: `kpi_top_content`, with a setting's choice `kpi_top_content_worst`, or `…_year`."""
    whole = table.lower().removeprefix(PREFIX)
    name = whole.removesuffix(_YEAR)
    for analysis in analyses:
        if name == analysis.id:
            return Asked(analysis, {}, name != whole)
        for setting in analysis.settings:
            for choice in setting.choices:
                if name == f"{analysis.id}_{choice}".lower():
                    return Asked(analysis, {setting.name: choice}, name != whole)
    return None


def figure_in(cell: CellValue) -> float:
    """The figure of an answer's cell; 0 where there is none."""
    return float(cell) if isinstance(cell, (int, float)) else 0.0
