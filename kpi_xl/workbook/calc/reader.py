"""The workbook as the evaluator reads it: values instead of contents, names found whatever their case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from kpi_xl.workbook.calc.areas import Place, SheetArea
from kpi_xl.workbook.calc.kept import Kept
from kpi_xl.workbook.calc.searching import SearchedValues
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.source import Content, DefinedName, FormulaCell, Outside, Source, Table
from kpi_xl.workbook.calc.syntax import TableReference
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Stop, Uncomputable, Value

_MOST_CELLS = 20_000_000
_MOST_OUTSIDE_CELLS = 100_000


class Computing(Protocol):
    """Who computes the formulas that are read."""

    @property
    def known(self) -> Mapping[Place, Value | Uncomputable]:
        """The cells whose formulas have been computed."""
        ...

    def compute(self, place: Place) -> Value:
        """The value of a cell with a formula."""
        ...

    def need(self, places: Sequence[Place]) -> None:
        """All these cells with formulas are about to be asked for."""
        ...


class Reader:
    """Reads a `Source`, and formulas through who computes them."""

    def __init__(self, source: Source, computing: Computing, outside: Outside | None = None) -> None:
        self.source = source
        self._outside = outside
        self.calendar = Calendar(date1904=source.date1904)
        self._computing = computing
        self._sheets = {sheet.lower(): sheet for sheet in source.sheets}
        self._used = {sheet: source.used(sheet) for sheet in source.sheets}
        self._longest = max((rows for rows, _ in self._used.values()), default=0)
        self.table_areas: dict[TableReference, SheetArea] = {}  # those that are the same for every formula
        self.level_areas: dict[TableReference, SheetArea] = {}  # of those that mean a row of it, all rows
        self._tables = {name.lower(): table for name, table in source.tables.items()}
        self._names = {(name.sheet and name.sheet.lower(), name.name.lower()): name for name in source.names}
        self._blocks = Kept[SheetArea, Array](self._read)
        self._searched = Kept[SheetArea, SearchedValues](self._prepare)

    def sheet(self, name: str) -> str:
        """A sheet's name as the workbook writes it; #REF! where there is none."""
        if name in self._used:
            return name
        found = self._sheets.get(name.lower())
        if found is None:
            raise Fault(ErrorValue.REF)
        return found

    def sheets_between(self, first: str, last: str) -> Sequence[str]:
        """The sheets from one to another in tab order, both included."""
        order = list(self.source.sheets)
        start, end = sorted((order.index(self.sheet(first)), order.index(self.sheet(last))))
        return order[start : end + 1]

    def name(self, name: str, sheet: str) -> DefinedName | None:
        """A defined name as seen from a sheet, its own names first."""
        key = name.lower()
        return self._names.get((sheet.lower(), key)) or self._names.get((None, key))

    def table(self, name: str) -> Table | None:
        """A table by its name."""
        return self._tables.get(name.lower())

    def table_at(self, place: Place) -> Table | None:
        """The table that a cell lies in."""
        for table in self._tables.values():
            rows = table.first_row <= place.row <= table.last_row
            if table.sheet == place.sheet and rows and table.first_column <= place.column <= table.last_column:
                return table
        return None

    def value(self, sheet: str, row: int, column: int) -> Value:
        """What a cell comes to."""
        known = self._computing.known.get(Place(sheet, row, column))
        if known is None or isinstance(known, Uncomputable):
            return self._computed(self.source.cell(sheet, row, column), sheet, row, column)
        return known

    def block(self, area: SheetArea) -> Array:
        """The values of an area; rows below the last one in use on any sheet are left to `Array.rest`."""
        return self._blocks.get(area, area.rows * area.columns)

    def searched(self, area: SheetArea) -> SearchedValues:
        """An area prepared for searching by value."""
        return self._searched.get(area, area.rows * area.columns)

    def outside_block(self, workbook: int, area: SheetArea) -> Array | None:
        """What is kept of an area of another workbook; None where nothing is."""
        if self._outside is None or area.rows * area.columns > _MOST_OUTSIDE_CELLS:
            return None
        columns: list[list[Value]] = []
        for column in range(area.first_column, area.last_column + 1):
            contents = self._outside.column(workbook, area.sheet, column, area.first_row, area.last_row)
            if contents is None:
                return None
            columns.append([self._plain(content) for content in contents])
        return Array(area.rows, area.columns, [value for row in zip(*columns, strict=True) for value in row])

    def _prepare(self, area: SheetArea) -> SearchedValues:
        block = self.block(area)
        return SearchedValues(block.values, area.rows * area.columns, self.calendar)

    def _read(self, area: SheetArea) -> Array:
        last_row = max(min(area.last_row, self._longest), area.first_row)
        if (last_row - area.first_row + 1) * area.columns > _MOST_CELLS:
            raise Stop("the formula reads too many cells")
        columns = [
            self._column(area.sheet, column, area.first_row, last_row)
            for column in range(area.first_column, area.last_column + 1)
        ]
        values = columns[0] if len(columns) == 1 else [value for row in zip(*columns, strict=True) for value in row]
        return Array(area.rows, area.columns, values)

    def _column(self, sheet: str, column: int, first_row: int, last_row: int) -> list[Value]:
        rows, columns = self._used[sheet]
        end = min(last_row, rows)
        blank: list[Value] = [None] * (last_row - first_row + 1)
        if column > columns or end < first_row:
            return blank
        contents = self.source.column(sheet, column, first_row, end)
        formulas = [row for row, content in enumerate(contents, first_row) if isinstance(content, FormulaCell)]
        if formulas:
            self._computing.need([Place(sheet, row, column) for row in formulas])
        values = [
            content if type(content) in _PLAIN else self._computed(content, sheet, first_row + index, column)
            for index, content in enumerate(contents)
        ]
        return values + blank[len(values) :]  # type: ignore[operator] - _PLAIN holds the types of a Value

    def _computed(self, content: Content, sheet: str, row: int, column: int) -> Value:
        if isinstance(content, FormulaCell):
            return self._computing.compute(Place(sheet, row, column))
        return self._plain(content)

    def _plain(self, content: Content) -> Value:
        if isinstance(content, FormulaCell):
            raise Stop("a formula of another workbook cannot be computed")
        if isinstance(content, int) and not isinstance(content, bool):
            return float(content)
        if isinstance(content, date):
            return self.calendar.serial(content)
        return content


_PLAIN = frozenset({float, str, bool, type(None), ErrorValue})
