"""A table's new rows: its data as a strip, its part with the new area and formulas."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.columns import ColumnXml, RowFormula
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.strip import Strip
from kpi_xl.workbook.package.xml import Element, add_child, first
from kpi_xl.workbook.planning.plan import SheetPlan, TablePlan
from kpi_xl.workbook.references.new_functions import prefixed
from kpi_xl.workbook.references.qualified import qualified
from kpi_xl.workbook.references.rewriting import Rewriting

_CALCULATED = "calculatedColumnFormula"


@dataclass(frozen=True, slots=True)
class TableRows:
    """Makes the data rows of one table, which begin at `first_row` of its sheet now."""

    plan: TablePlan
    book: Book
    sheet_plan: SheetPlan
    rewriting: Rewriting
    first_row: int

    @property
    def sheet(self) -> Sheet:
        """The sheet that the table stands on."""
        return self.sheet_plan.sheet

    def strip(self) -> Strip:
        """The rows; their formats are those of the template's first row."""
        table = self.plan.table
        columns = [self._column(index) for index in range(len(table.columns))]
        row = self.sheet.rows.get(table.first_data_row)
        attributes = row.kept_attributes if row is not None and self.plan.move.whole_rows else ""
        return Strip(self.first_row, table.area.first_column, max(self.plan.rows, 1), columns, attributes)

    def _column(self, index: int) -> ColumnXml:
        table, rows = self.plan.table, self.plan.rows
        number = table.area.first_column + index
        header = table.headers[index]
        given = self.plan.columns.get(header.lower())
        style = self.sheet.style_at(table.first_data_row, number)
        where = f"the column “{header}” of the table {table.name}"
        column = ColumnXml(number, [None] * max(rows, 1), style, where, self.book.date1904)
        if given is not None and rows:
            column.values = given.values
            column.formula = None if given.formula is None else self._given_formula(given.formula)
            table.changed |= _remember(table.columns[index], column.formula)
        elif given is None and rows:
            column.formula = self._own_formula(index)
            column.known = column.formula is None
        column.choose_styles(self.book.styles)
        return column

    def _given_formula(self, text: str) -> str:
        return self.rewriting.formula(self.sheet_plan.leaf.renaming.formula(prefixed(text)), self.sheet.name)

    def _own_formula(self, index: int) -> RowFormula | str | None:
        """The formula that the template has in the column, filled down."""
        table = self.plan.table
        cell = self.sheet.cell(table.first_data_row, table.area.first_column + index)
        element = first(table.columns[index], _CALCULATED)
        if cell is not None and cell.formula is not None:
            text = cell.formula.text
        elif element is not None and element.text:
            text = element.text
        else:
            return None
        text = qualified(text, table.name)
        second, third = (self.rewriting.formula(text, self.sheet.name, row) for row in (1, 2))
        if second == third:  # it names its row's cells by their headers
            return second
        return lambda row: self.rewriting.formula(text, self.sheet.name, row - self.first_row)


def _remember(element: Element, formula: str | RowFormula | None) -> bool:
    """Tell Excel the column's formula, so that it fills rows which a person adds; whether that changed anything."""
    known = first(element, _CALCULATED)
    if not isinstance(formula, str):
        if known is not None:
            element.remove(known)
        return known is not None
    if known is None:
        known = add_child(element, _CALCULATED)
        element.insert(0, known)
    changed = known.text != formula
    known.text = formula
    return changed
