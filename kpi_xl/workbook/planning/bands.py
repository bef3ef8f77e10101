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
from kpi_xl.workbook.references.moves import Move, Step


def table_move(book: Book, sheet: Sheet, table: Table, new_last: int, blocks: Sequence[Block]) -> Move:
    """The move that gives a table's data rows a new end.

    Whole rows are inserted or removed, so that heights, drawings and page breaks go along. With something beside the
    table only its own columns move, as Excel itself does it, and further down the whole of what they push.
    """
    first, last = table.first_data_row, table.last_data_row
    known = book.past.tables.get(table.name.lower())
    template_rows = None if known is None else known.rows
    whole_rows = known.whole_rows if known is not None else not _stands_beside(book, sheet, table)
    if whole_rows:
        return Move(first, last, new_last, template_rows=template_rows)
    area = table.area
    steps = _steps(table, _obstacles(book, sheet, table, blocks))
    return Move(first, last, new_last, area.first_column, area.last_column, steps, template_rows)


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
    """What cannot be torn apart, below the table or beside it."""
    tables = [other.area for other in book.tables if other.sheet == table.sheet and other is not table]
    repeated = [Area(block.first, 1, block.last, LAST_COLUMN) for block in blocks]
    drawn = [area for area in drawn_areas(book.package, sheet.part) if area.first_row > table.area.last_row]
    found = [*merged_areas(sheet), *tables, *repeated, *drawn]
    return [area for area in found if area.last_row > table.last_data_row and not area.meets(table.area)]


def _steps(table: Table, obstacles: Sequence[Area]) -> tuple[Step, ...]:
    """The table pushes what stands below its columns; what it meets there is pushed whole, from its own row on."""
    steps = [Step(table.last_data_row + 1, table.area.first_column, table.area.last_column)]
    waiting = sorted(obstacles, key=lambda area: area.first_row)
    while (met := next((area for area in waiting if _torn(area, steps)), None)) is not None:
        if met.first_row <= table.last_data_row:
            raise TemplateError(
                f"The table {table.name} on {table.sheet} cannot change its length: what stands at {met.text} "
                "beside it would be torn apart, since something below spans both.",
                "Move one of them to another sheet, or undo the merged cells or tables below that span both.",
            )
        steps = _wider(steps, met)
    return tuple(steps)


def _torn(area: Area, steps: Sequence[Step]) -> bool:
    """Whether a part of the area is pushed and another is not."""
    parts = [
        (max(area.first_row, step.row), end, max(area.first_column, step.first_column),
         min(area.last_column, step.last_column))
        for step, end in zip(steps, [*(step.row - 1 for step in steps[1:]), area.last_row], strict=True)
    ]  # fmt: skip
    pushed = sum(
        max(min(end, area.last_row) - start + 1, 0) * max(right - left + 1, 0) for start, end, left, right in parts
    )
    whole = (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)
    return 0 < pushed < whole


def _wider(steps: Sequence[Step], area: Area) -> list[Step]:
    """The steps with the whole area taken along."""
    above = [step for step in steps if step.row < area.first_row]
    last = above[-1] if above else steps[0]
    below = [Step(area.first_row, last.first_column, last.last_column)]
    below += [step for step in steps if step.row > area.first_row]
    widened = [
        Step(step.row, min(step.first_column, area.first_column), max(step.last_column, area.last_column))
        for step in below
    ]
    return [*above, *widened]
