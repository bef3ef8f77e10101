"""The values of the workbook's own formulas, worked out again after a fill."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.contents import Contents, Place
from kpi_xl.workbook.book.outside import OutsideBooks
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.values import stored, value_of
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.values import Uncomputable, Value
from kpi_xl.workbook.references.area import cell_name
from kpi_xl.workbook.writing.dependence import Changed, reaches

_FORMULA = re.compile(r"<f[\s/>]")
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A formula cell that Excel must compute before it shows anything, and why nobody else could."""

    sheet: str
    cell: str
    reason: str


class Recalculation:
    """Works out the formulas of a filled book. `written` are the cells that the fill wrote."""

    def __init__(self, book: Book, known: set[Place], written: set[Place]) -> None:
        self._book = book
        self._known = known
        self._contents = Contents(book, known)
        self._calculator = Calculator(self._contents, OutsideBooks(book))
        self._changed = Changed()
        for place in written:
            self._changed.add_cell(place)
        for sheet in book.sheets:
            for strip in sheet.strips:
                self._changed.add_area(sheet.name, strip.area)

    def run(self) -> list[Uncomputed]:
        """Store a fresh value in every formula cell whose value was not given.

        A stored value that agrees with the fresh one is left as it was written, and so is one that nobody can compute
        while nothing it depends on changed. The others go, and are returned.
        """
        unknown: list[tuple[Sheet, int, CellXml, str]] = []
        uncomputed: list[Uncomputed] = []
        for sheet in self._book.sheets:
            for row, cell in list(_formula_cells(sheet)):
                place = (sheet.name, row, cell.column)
                if place not in self._known:
                    value = self._calculator.value(*place)
                    if isinstance(value, Uncomputable):
                        unknown.append((sheet, row, cell, value.reason))
                    elif _store(self._book, sheet, row, cell, value):
                        self._changed.add_cell(place)
            uncomputed += _compute_strips(sheet, self._calculator)
        return uncomputed + self._out_of_date(unknown)

    def _out_of_date(self, unknown: list[tuple[Sheet, int, CellXml, str]]) -> list[Uncomputed]:
        """Drop the values that no longer hold, and those of formulas that depend on such."""
        uncomputed: list[Uncomputed] = []
        waiting = unknown
        while True:
            stale = [each for each in waiting if self._is_stale(each[0], each[2])]
            if not stale:
                return uncomputed
            for sheet, row, cell, reason in stale:
                _forget(sheet, row, cell)
                self._changed.add_cell((sheet.name, row, cell.column))
                uncomputed.append(Uncomputed(sheet.name, cell_name(row, cell.column), reason))
            waiting = [each for each in waiting if each not in stale]

    def _is_stale(self, sheet: Sheet, cell: CellXml) -> bool:
        if cell.formula is None or cell.value is None:
            return True
        return self._changed.meets(reaches(cell.formula.text, sheet.name, self._contents))


def _formula_cells(sheet: Sheet) -> Iterator[tuple[int, CellXml]]:
    """All cells with a value of a formula, those of a spread array included."""
    if not sheet.has_formulas and not sheet.changed:
        return
    for row in sheet.rows.values():
        if row.may_match(_FORMULA):
            for cell in row.cells.values():
                if cell.formula is not None:
                    yield row.number, cell


def _store(book: Book, sheet: Sheet, row: int, cell: CellXml, value: Value) -> bool:
    """Store a value; whether it is another one than before."""
    if _same(value_of(cell, book.strings), value) and cell.value is not None:
        return False
    cell.kind, cell.value = stored(value, f"cell {cell_name(row, cell.column)} of {sheet.name}", date1904=book.date1904)
    sheet.touch(row)
    return True


def _forget(sheet: Sheet, row: int, cell: CellXml) -> None:
    if cell.value is not None:
        cell.kind, cell.value = "", None
        sheet.touch(row)


def _compute_strips(sheet: Sheet, calculator: Calculator) -> list[Uncomputed]:
    """Work out the columns of filled tables that the template's own formulas fill."""
    uncomputed: list[Uncomputed] = []
    for strip in sheet.strips:
        for column in strip.columns:
            if column.known:
                continue
            found = [
                calculator.value(sheet.name, strip.first_row + index, column.column) for index in range(strip.rows)
            ]
            for index, value in enumerate(found):
                if isinstance(value, Uncomputable):
                    place = cell_name(strip.first_row + index, column.column)
                    uncomputed.append(Uncomputed(sheet.name, place, value.reason))
            column.values = [None if isinstance(value, Uncomputable) else value for value in found]
    return uncomputed


def _same(old: object, new: object) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=_CLOSE)
    return (type(old) is type(new) and old == new) or (old in (None, "") and new in (None, ""))
