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

_FORMULA = re.compile(r"<f[\s/>]")
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A formula cell that Excel must compute before it shows anything, and why nobody else could."""

    sheet: str
    cell: str
    reason: str


def recalculate(book: Book, known: set[Place]) -> list[Uncomputed]:
    """Store a fresh value in every formula cell whose value was not given; those nobody can compute are returned.

    A stored value that agrees with the fresh one is left as it was written.
    """
    calculator = Calculator(Contents(book, known), OutsideBooks(book))
    uncomputed: list[Uncomputed] = []
    for sheet in book.sheets:
        for row, cell in list(_formula_cells(sheet)):
            if (sheet.name, row, cell.column) not in known:
                value = calculator.value(sheet.name, row, cell.column)
                if isinstance(value, Uncomputable):
                    uncomputed.append(Uncomputed(sheet.name, cell_name(row, cell.column), value.reason))
                    _forget(sheet, row, cell)
                else:
                    _store(book, sheet, row, cell, value)
        uncomputed += _compute_strips(sheet, calculator)
    return uncomputed


def _formula_cells(sheet: Sheet) -> Iterator[tuple[int, CellXml]]:
    """All cells with a value of a formula, those of a spread array included."""
    if not sheet.has_formulas and not sheet.changed:
        return
    for row in sheet.rows.values():
        if row.may_match(_FORMULA):
            for cell in row.cells.values():
                if cell.formula is not None:
                    yield row.number, cell


def _store(book: Book, sheet: Sheet, row: int, cell: CellXml, value: Value) -> None:
    if _same(value_of(cell, book.strings), value) and cell.value is not None:
        return
    cell.kind, cell.value = stored(value, f"cell {cell_name(row, cell.column)} of {sheet.name}", date1904=book.date1904)
    sheet.touch(row)


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
