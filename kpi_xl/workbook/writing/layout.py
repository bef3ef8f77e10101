"""The cells of a sheet put where they belong after the fill."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml, FormulaXml
from kpi_xl.workbook.book.row import Row
from kpi_xl.workbook.book.shared_formulas import spelled_out, written_out
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.planning.plan import BlockPlan, SheetPlan, TablePlan
from kpi_xl.workbook.references.area import Area, parse_area
from kpi_xl.workbook.references.qualified import qualified
from kpi_xl.workbook.writing.answers import Answers, Landing
from kpi_xl.workbook.writing.tables import TableRows

_FORMULA = re.compile(r"<f[\s/>]")
_HIDDEN = re.compile(r"""\shidden\s*=\s*["'](?:1|true)["']""")
_LONG_TABLE = 10_000  # rows; formats beside a longer table are not worth reading every row for


@dataclass(frozen=True, slots=True)
class Layout:
    """Fills and rearranges one sheet."""

    book: Book
    plan: SheetPlan
    answers: Answers

    def run(self) -> None:
        """Put every cell in its place, with its formula rewritten and its placeholders answered."""
        sheet = self.plan.sheet
        shared = spelled_out(sheet) if sheet.has_formulas else []
        for table in self.plan.tables:
            _show_rows(sheet, table)
        strips = [self._rows_of(table).strip() for table in self.plan.tables]
        if self.plan.moves or self.plan.blocks or strips:
            _Rearrangement(self.plan, self.answers).run()
        else:
            self._stay(sheet)
        sheet.strips += strips
        written_out(sheet, shared)

    def _rows_of(self, plan: TablePlan) -> TableRows:
        first_row = self.plan.moves.cell(plan.table.first_data_row, plan.table.area.first_column)
        return TableRows(plan, self.book, self.plan, self.answers.rewriting, first_row or plan.table.first_data_row)

    def _stay(self, sheet: Sheet) -> None:
        """Nothing moves on this sheet: rows without placeholders and changed formulas stay as they were read."""
        rows = {spot.row for spot in self.plan.spots}
        if sheet.has_formulas:
            rows |= {row.number for row in sheet.rows.values() if row.may_match(_FORMULA)}
        placing = _Placing(self.plan, self.answers)
        for number in rows:
            landing = Landing(self.plan.leaf, number, self.plan.scope)
            for cell in list(sheet.rows[number].cells.values()):
                new = placing.placed(cell, number, landing)
                if new is not cell:
                    sheet.put(number, new)


class _Placing:
    """One cell after the fill."""

    def __init__(self, plan: SheetPlan, answers: Answers) -> None:
        self._plan = plan
        self._answers = answers
        self._spots = {(spot.row, spot.column): spot for spot in plan.spots}

    def asks(self, row: int, column: int) -> bool:
        """Whether a cell of the template holds placeholders."""
        return (row, column) in self._spots

    def placed(self, cell: CellXml, row: int, landing: Landing) -> CellXml:
        """The cell of a row of the template as it lands: the very same if nothing about it changes."""
        spot = self._spots.get((row, cell.column))
        if spot is not None:
            return self._answers.cell(spot, cell, landing)
        if cell.formula is None:
            return cell
        table = self._plan.table_at(row, cell.column)
        text = cell.formula.text if table is None else qualified(cell.formula.text, table.name)
        text = self._answers.rewriting.formula(text, landing.sheet, landing.copy_down)
        attributes = self._attributes(cell.formula, landing.copy_down or 0)
        if text == cell.formula.text and attributes == cell.formula.attributes:
            return cell
        if cell.formula.kind == "shared":
            attributes = {}
        return replace(cell, formula=FormulaXml(text, attributes))

    def _attributes(self, formula: FormulaXml, down: int) -> dict[str, str]:
        """The places named in a formula's attributes: the cells of an array, the inputs of a data table."""
        if formula.kind not in {"array", "dataTable"}:
            return formula.attributes
        attributes = dict(formula.attributes)
        for name in ("ref", "r1", "r2"):
            area = parse_area(attributes.get(name, ""))
            moved = None if area is None else self._plan.moves.reference(area)
            if moved is not None:
                shift = down if name == "ref" else 0
                first, last = moved.first_row + shift, moved.last_row + shift
                attributes[name] = Area(first, moved.first_column, last, moved.last_column).text
        return attributes


class _Rearrangement:
    """The rows of a sheet in which something moves or repeats."""

    def __init__(self, plan: SheetPlan, answers: Answers) -> None:
        self._plan = plan
        self._sheet = plan.sheet
        self._answers = answers
        self._placing = _Placing(plan, answers)
        self._cells: dict[int, dict[int, CellXml]] = defaultdict(dict)
        self._formats: dict[int, Row] = {}  # whose height and format a row has

    def run(self) -> None:
        """Give the sheet its new rows."""
        for row in list(self._sheet.rows.values()):
            if self._plan.block_at(row.number) is None:
                self._carry(row)
        for block in self._plan.blocks:
            self._repeat(block)
        for table in self._plan.tables:
            self._extend_formats(table)
        rows = {number: self._row(number) for number in sorted({*self._cells, *self._formats})}
        # Where rows are hidden unless they are written, an empty one is there to be seen.
        says_something = self._sheet.hides_rows
        rows = {number: row for number, row in rows.items() if says_something or row.cells or row.kept_attributes}
        self._sheet.rows.clear()
        self._sheet.rows.update(rows)
        self._sheet.changed = True

    def _row(self, number: int) -> Row:
        cells = self._cells.get(number, {})
        format_ = self._formats.get(number)
        if format_ is None:
            return Row(number).copy(number, cells)
        own = format_.number == number and format_.cells.keys() == cells.keys()
        if own and all(format_.cells[column] is cell for column, cell in cells.items()):
            return format_
        return format_.copy(number, cells)

    def _carry(self, row: Row) -> None:
        """Take a row that repeats for nothing to its new place, cell by cell where only some columns move."""
        tables = [plan for plan in self._plan.tables if plan.move.first <= row.number <= plan.move.last]
        place = self._plan.moves.whole_row(row.number)
        if place is not None:
            self._formats[place] = row
        if any(plan.move.whole_rows and plan.move.last - plan.move.first > _LONG_TABLE for plan in tables):
            self._formats.pop(place or 0, None)
            return
        for column, cell in row.cells.items():
            if any(_in_columns(plan, column) for plan in tables):
                continue
            new_row = self._plan.moves.cell(row.number, column)
            if new_row is not None:
                landing = Landing(self._plan.leaf, new_row, self._plan.scope)
                self._cells[new_row][column] = self._placing.placed(cell, row.number, landing)

    def _repeat(self, plan: BlockPlan) -> None:
        """Write the rows of a block once for each copy."""
        block = plan.block
        start = self._plan.moves.cell(block.first, 1) or block.first
        for index in range(max(len(plan.copies), 1)):
            down = index * block.height
            scope = self._plan.scope.inside(plan.copies[index]) if plan.copies else self._plan.scope
            for offset in range(block.height):
                row = self._sheet.rows.get(block.first + offset)
                if row is not None:
                    number = start + down + offset
                    self._formats[number] = row
                    landing = Landing(self._plan.leaf, number, scope, down)
                    self._cells[number] = {
                        column: self._copied(cell, row.number, landing, empty=not plan.copies)
                        for column, cell in row.cells.items()
                    }

    def _copied(self, cell: CellXml, row: int, landing: Landing, *, empty: bool) -> CellXml:
        if not empty:
            return self._own(cell, self._placing.placed(cell, row, landing))
        if not cell.empty and not self._placing.asks(row, cell.column):
            remembered = self._own(cell, self._placing.placed(cell, row, landing))
            self._answers.emptied[landing.sheet, landing.row, cell.column] = remembered
        return CellXml(cell.column, cell.style)

    @staticmethod
    def _own(cell: CellXml, placed: CellXml) -> CellXml:
        """A copy's own cell, with a formula of its own instead of its part in a shared one."""
        if placed is not cell:
            return placed
        formula = None if cell.formula is None else FormulaXml(cell.formula.text, dict(cell.formula.attributes))
        if formula is not None and formula.kind == "shared":
            formula.attributes.clear()
        return replace(cell, formula=formula)

    def _extend_formats(self, plan: TablePlan) -> None:
        """Give inserted rows what the table's first row has beside the table: its background, no contents."""
        row = self._sheet.rows.get(plan.table.first_data_row)
        if row is None or not plan.move.whole_rows or plan.rows > _LONG_TABLE:
            return
        beside = [cell for column, cell in row.cells.items() if not _in_columns(plan, column) and cell.style]
        start = self._plan.moves.cell(plan.table.first_data_row, plan.table.area.first_column) or 0
        old_rows = plan.move.last - plan.move.first + 1
        for number in range(start + old_rows, start + plan.rows):
            self._formats.setdefault(number, row)
            for cell in beside:
                self._cells[number].setdefault(cell.column, CellXml(cell.column, cell.style))


def _show_rows(sheet: Sheet, plan: TablePlan) -> None:
    """A filter may have hidden rows of the template's table, which say nothing of the new ones."""
    for number in range(plan.move.first, plan.move.last + 1):
        row = sheet.rows.get(number)
        if row is not None and _HIDDEN.search(row.attributes):
            row.attributes = _HIDDEN.sub("", row.attributes)
            row.changed = True


def _in_columns(plan: TablePlan, column: int) -> bool:
    return plan.table.area.first_column <= column <= plan.table.area.last_column
