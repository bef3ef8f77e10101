"""How far to the sides a growing table moves what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.calc.addresses import LAST_COLUMN
from kpi_xl.workbook.following.anchors import drawn_areas
from kpi_xl.workbook.planning.blocks import Block, merged_areas
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.moves import Move


def table_move(book: Book, sheet: Sheet, table: Table, new_last: int, blocks: Sequence[Block]) -> Move:
    """The move that gives a table's data rows a new end.

    Whole rows are inserted or removed, so that heights, drawings and page breaks go along. With something beside the
    table only its own columns move, as Excel itself does it, and the columns of what must not be torn apart below.
    """
    first, last = table.first_data_row, table.last_data_row
    if new_last == last or not _stands_beside(book, sheet, table):
        return Move(first, last, new_last)
    columns = _widened(table, _obstacles(book, sheet, table, blocks))
    return Move(first, last, new_last, *columns)


def _stands_beside(book: Book, sheet: Sheet, table: Table) -> bool:
    area = table.area
    outside = [*merged_areas(sheet), *drawn_areas(book.package, sheet.part)]
    outside += [other.area for other in book.tables if other.sheet == table.sheet and other is not table]
    rows = Area(area.first_row, 1, area.last_row, LAST_COLUMN)
    if any(each.meets(rows) and not each.meets(area) for each in outside):
        return True
    return any(
        not cell.empty and not area.first_column <= cell.column <= area.last_column
        for number, row in sheet.rows.items()
        if area.first_row <= number <= area.last_row
        for cell in row.cells.values()
    )


def _obstacles(book: Book, sheet: Sheet, table: Table, blocks: Sequence[Block]) -> list[Area]:
    """What cannot be torn apart below the table, or beside it."""
    tables = [other.area for other in book.tables if other.sheet == table.sheet and other is not table]
    repeated = [Area(block.first, 1, block.last, LAST_COLUMN) for block in blocks]
    found = [*merged_areas(sheet), *tables, *repeated]
    return [area for area in found if area.last_row > table.last_data_row]


def _widened(table: Table, obstacles: Sequence[Area]) -> tuple[int, int]:
    first, last = table.area.first_column, table.area.last_column
    while True:
        wider = [area for area in obstacles if area.first_column <= last and area.last_column >= first]
        new_first = min([first, *(area.first_column for area in wider)])
        new_last = max([last, *(area.last_column for area in wider)])
        crossing = [area for area in wider if area.first_row <= table.last_data_row and not area.meets(table.area)]
        if crossing:
            raise TemplateError(
                f"The table {table.name} on {table.sheet} cannot change its length: what stands at {crossing[0].text} "
                "beside it would be torn apart, since something below spans both.",
                "Move one of them to another sheet, or undo the merged cells or tables below that span both.",
            )
        if (new_first, new_last) == (first, last):
            return first, last
        first, last = new_first, new_last
