"""Small workbooks to calculate: written out in the test, or opened from a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from kpi_xl.workbook.calc.addresses import column_number, corners
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.source import ArrayArea, Content, DefinedName, FormulaCell, Table
from kpi_xl.workbook.calc.values import Uncomputable, Value

ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


class WrittenWorkbook:
    """A source whose cells are written as `{"Sheet": {"A1": 5, "B1": "=A1*2"}}`."""

    def __init__(
        self,
        sheets: Mapping[str, Mapping[str, Content]],
        tables: Sequence[Table] = (),
        names: Sequence[DefinedName] = (),
        hidden: Collection[int] = (),
        *,
        date1904: bool = False,
    ) -> None:
        self.sheets = list(sheets)
        self.tables = {table.name: table for table in tables}
        self.names = list(names)
        self.date1904 = date1904
        self._hidden = hidden
        self._cells: dict[str, dict[tuple[int, int], Content]] = {}
        for sheet, cells in sheets.items():
            self._cells[sheet] = {_place(address): _content(value) for address, value in cells.items()}

    def put(self, sheet: str, row: int, column: int, content: Content) -> None:
        self._cells[sheet][row, column] = content

    def used(self, sheet: str) -> tuple[int, int]:
        cells = self._cells[sheet]
        return max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)

    def cell(self, sheet: str, row: int, column: int) -> Content:
        return self._cells[sheet].get((row, column))

    def column(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content]:
        cells = self._cells[sheet]
        return [cells.get((row, column)) for row in range(first_row, last_row + 1)]

    def hidden_rows(self, sheet: str) -> Collection[int]:
        return self._hidden if sheet == self.sheets[0] else ()


def _place(address: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert match is not None
    return int(match[2]), column_number(match[1])


def _content(value: Content) -> Content:
    return FormulaCell(value[1:]) if isinstance(value, str) and value.startswith("=") else value


def opened(path: Path) -> tuple[WrittenWorkbook, list[tuple[str, int, int, str]]]:
    """A workbook file as a source, and its formulas as (sheet, row, column, text)."""
    book = openpyxl.load_workbook(path)
    source = WrittenWorkbook({sheet.title: {} for sheet in book.worksheets})
    formulas: list[tuple[str, int, int, str]] = []
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            if cell.data_type != "f":
                source.put(sheet.title, cell.row, cell.column, cell.value)
                continue
            text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
            formulas.append((sheet.title, cell.row, cell.column, text[1:]))
            _put_formula(source, sheet.title, cell.row, cell.column, cell.value)
        for table in sheet.tables.values():
            ends = corners(table.ref)
            assert ends is not None
            source.tables[table.name] = Table(
                table.name,
                sheet.title,
                ends[0].row or 1,
                ends[0].column or 1,
                ends[1].row or 1,
                ends[1].column or 1,
                tuple(column.name for column in table.tableColumns),
                table.headerRowCount if table.headerRowCount is not None else 1,
                table.totalsRowCount or 0,
            )
    source.names = [DefinedName(name, defined.attr_text) for name, defined in book.defined_names.items()]
    return source, formulas


def _put_formula(source: WrittenWorkbook, sheet: str, row: int, column: int, value: str | ArrayFormula) -> None:
    if isinstance(value, str):
        source.put(sheet, row, column, FormulaCell(value[1:]))
        return
    ends = corners(value.ref)
    assert ends is not None
    last_row, last_column = ends[1].row or row, ends[1].column or column
    area = ArrayArea(row, column, last_row, last_column)
    for each_row in range(row, last_row + 1):
        for each_column in range(column, last_column + 1):
            source.put(sheet, each_row, each_column, FormulaCell(value.text[1:], area))


@pytest.fixture(scope="session")
def written() -> type[WrittenWorkbook]:
    """A workbook written out in the test."""
    return WrittenWorkbook


@pytest.fixture(scope="session")
def open_source() -> Callable[[Path], tuple[WrittenWorkbook, list[tuple[str, int, int, str]]]]:
    """A workbook file as a source, and its formulas as (sheet, row, column, text)."""
    return opened


@pytest.fixture(scope="session")
def calculate() -> Callable[..., Value | Uncomputable]:
    """`calculate("SUM(A1:A3)", A1=1, A2=2)`: the formula's value in cell Z99 of the sheet `S`."""

    def value(formula: str, **cells: Content) -> Value | Uncomputable:
        return Calculator(WrittenWorkbook({"S": cells})).formula(formula, "S", 99, 26)

    return value
