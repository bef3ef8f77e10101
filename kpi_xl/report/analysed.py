"""The answers of analyses for a report's month, each worked out once and only if something asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.errors import KpiXlError
from kpi_xl.kpis.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpi_xl.kpis.analysis import Analysis, AnalysisTable, SettingValue
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data

PREFIX = "kpi_"  # of the tables in a template


class Analysed:
    """The analyses of a project and what they answer in one month."""

    def __init__(self, analyses: Iterable[Analysis], data: Data, month: Period, language: Language) -> None:
        self._analyses = {one.id: one for one in analyses}
        self._data, self._month, self._language = data, month, language
        self._tables: dict[tuple[str, tuple[tuple[str, SettingValue], ...]], AnalysisTable | None] = {}

    def __iter__(self) -> Iterator[Analysis]:
        return iter(self._analyses.values())

    def table(self, analysis_id: str, settings: Mapping[str, SettingValue] | None = None) -> AnalysisTable | None:
        """An answer; None if there is no such analysis, or if it cannot work on these data."""
        analysis = self._analyses.get(analysis_id)
        key = (analysis_id, tuple(sorted((settings or {}).items())))
        if analysis is not None and key not in self._tables:
            try:
                self._tables[key] = analysis.table(self._data, Scope(self._month), settings, self._language)
            except KpiXlError:  # one analysis without what it needs is no reason for a report without the others
                self._tables[key] = None
        return self._tables.get(key)

    def label(self, analysis_id: str) -> str:
        """The name of an analysis in the report's language."""
        label = self._analyses[analysis_id].label
        return label.get(self._language) or label["en"]


def asked_for(table: str, analyses: Iterable[Analysis]) -> tuple[Analysis, dict[str, SettingValue]] | None:
    """What a table's name asks for: `kpi_top_content`, or with one of its settings' choices `kpi_top_content_worst`."""
    name = table.lower().removeprefix(PREFIX)
    for analysis in analyses:
        if name == analysis.id:
            return analysis, {}
        for setting in analysis.settings:
            for choice in setting.choices:
                if name == f"{analysis.id}_{choice}".lower():
                    return analysis, {setting.name: choice}
    return None
