"""What repeats on a sheet, as the things around its rows see it."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_xl.workbook.calc.addresses import LAST_COLUMN
from kpi_xl.workbook.planning.plan import SheetPlan
from kpi_xl.workbook.references.area import Area


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows `first` to `first + height - 1` that now stand `count` times; only in these columns, of a table's rows."""

    first: int
    height: int
    count: int
    before: int
    first_column: int = 1
    last_column: int = LAST_COLUMN

    def holds(self, area: Area) -> bool:
        """Whether an area lies in the rows that repeat, in any of the copies that were there before."""
        last = self.first + self.height * self.before - 1
        columns = self.first_column <= area.first_column and area.last_column <= self.last_column
        return columns and self.first <= area.first_row and area.last_row <= last

    def is_model(self, area: Area) -> bool:
        """Whether it lies in the first copy, which the others are made from."""
        return area.last_row < self.first + self.height

    def spans_height(self, area: Area) -> bool:
        """Whether it reaches over all rows of a copy, so that it grows instead of being repeated."""
        return area.last_row - area.first_row + 1 >= self.height

    @property
    def shifts(self) -> range:
        """How far below the first copy each copy stands."""
        return range(0, max(self.count, 1) * self.height, self.height)


def copies_of(plan: SheetPlan) -> list[Copies]:
    """What repeats on a sheet, blocks and rows of tables alike."""
    blocks = [Copies(each.block.first, each.block.height, len(each.copies), each.block.before) for each in plan.blocks]
    tables = [
        Copies(
            each.move.first, 1, each.rows, each.move.last - each.move.first + 1,
            each.table.area.first_column, each.table.area.last_column,
        )
        for each in plan.tables
    ]  # fmt: skip
    return blocks + tables
