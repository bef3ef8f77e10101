"""KPI_ANALYSIS: the table that an analysis gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.excel.arguments import as_number, as_text, cells_in, listed
from kpi_xl.excel.cells import CellError, block_cell
from kpi_xl.excel.naming import scope_in
from kpi_xl.kpis.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer, Cell
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.analysis import Analysis, AnalysisTable, CellKind, CellValue, Setting, SettingValue
    from kpi_xl.kpis.sentences import Language

_YES = frozenset({"true", "yes", "ja", "1", "sann", "sant"})


def kpi_analysis(source: Source, given: Given) -> Answer:
    """An analysis over a period, or over all days that were imported."""
    asked = _analysis(source, given.text("analysis") or "")
    settings = dict(_settings(asked, given))
    period = source.days if given.cell("period") is None else None
    if period is None and given.cell("period") is None:
        return CellError.MISSING
    table = asked.table(source.data, scope_in(source, given, period), settings, source.language)
    return analysis_block(table, source.language)


def analysis_block(table: AnalysisTable, language: Language) -> Answer:
    """The headings and the rows; without rows there is no figure."""
    if table.missing is not None or not table.rows:
        return CellError.MISSING
    heads = tuple(block_cell(column.label.get(language) or column.key) for column in table.columns)
    kinds: list[CellKind] = [column.kind for column in table.columns]
    rows = (tuple(_cell(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in table.rows)
    return (heads, *rows)


def _cell(value: CellValue, kind: CellKind) -> Cell:
    return "" if value is None and kind == "text" else block_cell(value)


def _analysis(source: Source, text: str) -> Analysis:
    found = source.analyses.find(text)
    if found is None:
        close = source.analyses.close_to(text)
        known = ", ".join(sorted(one.id for one in source.analyses))
        hint = f"Did you mean {' or '.join(close)}?" if close else f"There are: {known}."
        raise UsageError(f"There is no analysis “{text}”.", hint)
    return found


def _settings(analysis: Analysis, given: Given) -> Iterator[tuple[str, SettingValue]]:
    """What "count=5; order=worst" sets, or two columns of cells."""
    known = {plain(name): one for one in analysis.settings for name in (one.name, *one.label.values())}
    for name, value in _named(given):
        setting = known.get(plain(name))
        if setting is None:
            message = f"The analysis {analysis.id} has no setting “{name}”."
            raise UsageError(message, f"It has: {', '.join(one.name for one in analysis.settings) or 'none'}.")
        yield setting.name, _value(setting, value)


def _named(given: Given) -> Iterator[tuple[str, object]]:
    rows = given.rows("settings")
    if len(list(cells_in(rows))) == 1:
        for part in listed(rows):
            name, _, value = str(part).partition("=")
            yield name, value.strip()
        return
    for row in rows:
        if len(row) != 2:  # noqa: PLR2004 - a name and its value
            raise UsageError("Settings are two columns.", "Put each setting's name beside its value.")
        if (name := as_text(row[0])) is not None:
            yield name, row[1]


def _value(setting: Setting, value: object) -> SettingValue:
    """A cell's value as what the setting holds otherwise is."""
    match setting.default:
        case bool():
            return value if isinstance(value, bool) else plain(as_text(value) or "") in _YES
        case int():
            return int(as_number(value))
        case float():
            return as_number(value)
        case _:
            return as_text(value) or ""
