"""The answers of analyses as tables of the workbook: `kpi_format_comparison` holds that analysis, column by column."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kpi_xl.report.analysed import asked_for
from kpi_xl.report.pages.web import channel_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpi_xl.kpis.analysis import AnalysisTable, CellValue
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar
    from kpi_xl.workbook.template import TableShape

_CHANNELS = frozenset({"channel", "value"})  # columns that may hold channel groups of Google Analytics
_PARTS = ("label", "note", "missing")


def analyses(material: Material, asked: Iterable[TableShape]) -> Mapping[str, Sequence[Column]]:
    """The tables that the template has for analyses; without an answer they are empty."""
    found: dict[str, Sequence[Column]] = {}
    for shape in asked:
        wanted = asked_for(shape.name, material.analysed)
        if wanted is not None:
            table = material.analysed.table(wanted.analysis.id, wanted.settings, years=wanted.years)
            columns = wanted.analysis.columns
            found[shape.name] = _columns(material, table) if table else [Column(one.key, []) for one in columns]
    return found


def analysis_texts(material: Material, names: Iterable[str]) -> Mapping[str, Scalar]:
    """`analysis.format_comparison.note` and its like, of those that the template names."""
    found: dict[str, Scalar] = {}
    for name in names:
        kind, _, rest = name.partition(".")
        analysis_id, _, part = rest.partition(".")
        if kind == "analysis" and part in _PARTS and any(one.id == analysis_id for one in material.analysed):
            found[name] = _text(material, analysis_id, part)
    return found


def _text(material: Material, analysis_id: str, part: str) -> str:
    if part == "label":
        return material.analysed.label(analysis_id)
    table = material.analysed.table(analysis_id)
    if table is None:
        return ""
    if part == "note":
        return " ".join(table.notes)
    return table.missing.text if table.missing else ""


def _columns(material: Material, table: AnalysisTable) -> Sequence[Column]:
    return [
        Column(one.key, [_cell(material, one.key, row[place]) for row in table.rows])
        for place, one in enumerate(table.columns)
    ]


def _cell(material: Material, key: str, value: CellValue) -> Scalar:
    """A moment without its zone, since Excel has none; a channel in the report's words."""
    if isinstance(value, str) and key in _CHANNELS:
        return channel_name(material, value)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
