"""Whether the workbook's formulas come to what Python worked out by itself, figure by figure."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.excel import Cell, Criteria
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.source import Content, DefinedName, Table
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material


_QUESTIONS = "kpi_questions"
_CRITERIA = Criteria(Cell(f"{_QUESTIONS}[[#This Row],[month]]"), platform=Cell(f"{_QUESTIONS}[[#This Row],[platform]]"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many figures were worked out both ways, and the KPIs of those that differ."""

    compared: int
    differing: int
    kpis: frozenset[str] = frozenset()


def agreement(material: Material, formulas: Formulas, tables: Mapping[str, Sequence[Column]]) -> Agreement:
    """Compute every KPI's formula for every month and platform over the very tables that the workbook will hold."""
    asked = {
        question: result
        for question, result in material.figures.known().items()
        if question[1].campaign is None and question[1].account is None
    }
    scopes = {scope: row for row, scope in enumerate(dict.fromkeys(scope for _, scope in asked), 2)}
    calculator = Calculator(_TableSource({**tables, _QUESTIONS: _questions(scopes)}))
    texts = {kpi: formulas.text(kpi, _CRITERIA) for kpi in dict.fromkeys(kpi for kpi, _ in asked)}
    differing = [
        kpi
        for (kpi, scope), result in asked.items()
        if not _agrees(calculator.formula(texts[kpi], _QUESTIONS, scopes[scope], 1), result)
    ]
    return Agreement(len(asked), len(differing), frozenset(differing))


def _questions(scopes: Iterable[Scope]) -> Sequence[Column]:
    """What is asked stands in cells, as in the workbook."""
    listed = list(scopes)
    return [
        Column("month", [scope.period.first for scope in listed]),
        Column("platform", [scope.platform for scope in listed]),
    ]


def _agrees(value: object, result: Result) -> bool:
    if result.value is None:
        return value == ""
    return isinstance(value, float) and math.isclose(value, result.value, rel_tol=1e-9, abs_tol=1e-12)


class _TableSource:
    """Tables as a workbook to calculate, each on a sheet of its own name."""

    def __init__(self, tables: Mapping[str, Sequence[Column]]) -> None:
        self._cells = tables
        self.tables = {name: _shape(name, columns) for name, columns in tables.items()}
        self.sheets: Sequence[str] = tuple(tables)
        self.names: Sequence[DefinedName] = ()
        self.date1904 = False

    def used(self, sheet: str) -> tuple[int, int]:
        return self.tables[sheet].last_row, self.tables[sheet].last_column

    def cell(self, sheet: str, row: int, column: int) -> Content:
        found = self._cells[sheet][column - 1]
        if row == 1:
            return found.header
        return found.values[row - 2] if row <= len(found.values) + 1 else None

    def column(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content]:
        found = self._cells[sheet][column - 1]
        cells: list[Content] = [found.header, *found.values]
        return [cells[row - 1] if row <= len(cells) else None for row in range(first_row, last_row + 1)]

    def hidden_rows(self, sheet: str) -> Collection[int]:
        del sheet
        return ()


def _shape(name: str, columns: Sequence[Column]) -> Table:
    rows = max(len(columns[0].values), 1)  # an Excel table has one row at least
    return Table(name, name, 1, 1, rows + 1, len(columns), tuple(column.header for column in columns))
