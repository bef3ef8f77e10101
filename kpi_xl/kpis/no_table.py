"""The answer of an analysis that has nothing to stand on, with the sentence that KPIs give for the same reason."""

from __future__ import annotations

from kpi_xl.kpis.analysis import AnalysisColumn, AnalysisTable
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.result import Missing, MissingKind
from kpi_xl.kpis.sentences import Language, listed, say, table_label


def no_table(columns: tuple[AnalysisColumn, ...], kind: MissingKind, text: str) -> AnalysisTable:
    """No rows, for a reason in the plugin's own words."""
    return AnalysisTable(columns, (), missing=Missing(kind, text))


def no_data(columns: tuple[AnalysisColumn, ...], language: Language, *tables: str) -> AnalysisTable:
    """No imported file has rows of these tables in the scope."""
    names = listed((table_label(table, language) for table in tables), language)
    return no_table(columns, "no_data", say("no_data", language, tables=names))


def not_exported(columns: tuple[AnalysisColumn, ...], language: Language, *fields: str) -> AnalysisTable:
    """There are rows, but none that has all of these fields (`table.field`)."""
    names = listed((field_label(field.partition(".")[2], language) for field in fields), language)
    return no_table(columns, "not_exported", say("not_exported", language, figures=names))


def needs_input(columns: tuple[AnalysisColumn, ...], language: Language, name: str) -> AnalysisTable:
    """The inputs workbook has to give a rate of this name."""
    return no_table(columns, "needs_input", say("needs_input", language, name=name))
