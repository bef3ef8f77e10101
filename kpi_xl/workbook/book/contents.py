"""What the cells of a workbook hold once it is filled: read by the calculator and by the caches of charts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.columns import ColumnXml
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.strip import Strip
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.book.values import value_of
from kpi_xl.workbook.calc import source
from kpi_xl.workbook.calc.source import ArrayArea, Content, FormulaCell
from kpi_xl.workbook.filling import Scalar
from kpi_xl.workbook.references.area import parse_area

_ARRAY = re.compile(r"""t\s*=\s*["']array["']""")
_HIDDEN = re.compile(r"""\shidden\s*=\s*["'](?:1|true)["']""")
Place = tuple[str, int, int]


class Contents:
    """A filled book as a calculator's `Source`. `known` are the formula cells whose stored value is to be believed."""

    def __init__(self, book: Book, known: set[Place]) -> None:
        self._book = book
        self._known = known
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._arrays: dict[str, list[tuple[ArrayArea, str]]] = {}
        self._order = book.sheet_names
        self._tables = {table.name: _table(table) for table in book.tables}
        self._names = [
            source.DefinedName(name.name, name.text, None if name.sheet is None else self._order[name.sheet])
            for name in book.names
        ]

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904."""
        return self._book.date1904

    @property
    def sheets(self) -> Sequence[str]:
        """The names of all sheets in tab order."""
        return self._order

    @property
    def tables(self) -> Mapping[str, source.Table]:
        """The tables by name."""
        return self._tables

    @property
    def names(self) -> Sequence[source.DefinedName]:
        """The defined names."""
        return self._names

    def used(self, sheet: str) -> tuple[int, int]:
        """The last row and column that hold anything."""
        found = self._sheets.get(sheet)
        return (0, 0) if found is None else found.used()

    def cell(self, sheet: str, row: int, column: int) -> Content:
        """What a cell holds: a formula only where its value is still to be computed."""
        found = self._sheets.get(sheet)
        if found is None:
            return None
        strip = _strip_at(found, row, column)
        if strip is not None:
            return _strip_content(strip, row, column)
        cell = found.cell(row, column)
        formula = self._formula(found, row, column, cell)
        if formula is not None:
            return formula
        return None if cell is None else value_of(cell, self._book.strings)

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        """What a cell shows: its constant, or the stored value of its formula."""
        found = self._sheets.get(sheet)
        if found is None:
            return None
        strip = _strip_at(found, row, column)
        if strip is not None:
            return strip.columns[column - strip.first_column].values[row - strip.first_row]
        cell = found.cell(row, column)
        return None if cell is None else value_of(cell, self._book.strings)

    def values(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Scalar]:
        """What the cells of a column show."""
        found = self._sheets.get(sheet)
        strip = None if found is None else _strip_at(found, first_row, column)
        if strip is not None and last_row <= strip.area.last_row:
            start = first_row - strip.first_row
            return strip.columns[column - strip.first_column].values[start : start + last_row - first_row + 1]
        return [self.value(sheet, row, column) for row in range(first_row, last_row + 1)]

    def column(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content]:
        """What the cells of a column hold."""
        found = self._sheets.get(sheet)
        if found is None:
            return [None] * (last_row - first_row + 1)
        strip = _strip_at(found, first_row, column)
        if strip is not None and last_row <= strip.area.last_row:
            filled = strip.columns[column - strip.first_column]
            if filled.formula is None or filled.known:
                return filled.values[first_row - strip.first_row : last_row - strip.first_row + 1]
        return [self.cell(sheet, row, column) for row in range(first_row, last_row + 1)]

    def hidden_rows(self, sheet: str) -> Collection[int]:
        """The rows that are hidden."""
        found = self._sheets.get(sheet)
        rows = () if found is None else found.rows.values()
        return {row.number for row in rows if _HIDDEN.search(row.attributes)}

    def _formula(self, sheet: Sheet, row: int, column: int, cell: CellXml | None) -> FormulaCell | None:
        if (sheet.name, row, column) in self._known:
            return None
        if cell is not None and cell.formula is not None and cell.formula.kind == "normal":
            return FormulaCell(cell.formula.text)
        for area, text in self._array_formulas(sheet):
            if area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column:
                return FormulaCell(text, area)
        if cell is not None and cell.formula is not None and cell.formula.kind == "shared":
            return FormulaCell(cell.formula.text)
        return None

    def _array_formulas(self, sheet: Sheet) -> list[tuple[ArrayArea, str]]:
        if sheet.name not in self._arrays:
            self._arrays[sheet.name] = list(_array_formulas(sheet)) if sheet.has_formulas else []
        return self._arrays[sheet.name]


def _table(table: Table) -> source.Table:
    area = table.area
    return source.Table(
        table.name, table.sheet, area.first_row, area.first_column, area.last_row, area.last_column,
        table.headers, table.header_rows, table.totals_rows,
    )  # fmt: skip


def _array_formulas(sheet: Sheet) -> Sequence[tuple[ArrayArea, str]]:
    found: list[tuple[ArrayArea, str]] = []
    for row in sheet.rows.values():
        if not row.may_match(_ARRAY):
            continue
        for cell in row.cells.values():
            if cell.formula is not None and cell.formula.kind == "array":
                area = parse_area(cell.formula.attributes.get("ref", ""))
                if area is not None:
                    place = ArrayArea(area.first_row, area.first_column, area.last_row, area.last_column)
                    found.append((place, cell.formula.text))
    return found


def _strip_at(sheet: Sheet, row: int, column: int) -> Strip | None:
    for strip in sheet.strips:
        if strip.area.covers(row, column):
            return strip
    return None


def _strip_content(strip: Strip, row: int, column: int) -> Content:
    filled: ColumnXml = strip.columns[column - strip.first_column]
    text = None if filled.known else filled.formula_at(row)
    return filled.values[row - strip.first_row] if text is None else FormulaCell(text)
