"""A rectangle of cells on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.workbook.calc.addresses import LAST_COLUMN, LAST_ROW, column_letters, corners


@dataclass(frozen=True, slots=True)
class Area:
    """First and last row and column, counted from 1, both included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def text(self) -> str:
        """`B2` or `B2:D9`, without dollar signs."""
        first = cell_name(self.first_row, self.first_column)
        if self.first_row == self.last_row and self.first_column == self.last_column:
            return first
        return f"{first}:{cell_name(self.last_row, self.last_column)}"

    @property
    def fixed_text(self) -> str:
        """`$B$2:$D$9`, as a defined name needs it."""
        first = f"${column_letters(self.first_column)}${self.first_row}"
        if self.first_row == self.last_row and self.first_column == self.last_column:
            return first
        return f"{first}:${column_letters(self.last_column)}${self.last_row}"

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )


def around(areas: Sequence[Area]) -> Area:
    """The smallest rectangle that holds them all."""
    return Area(
        min(each.first_row for each in areas),
        min(each.first_column for each in areas),
        max(each.last_row for each in areas),
        max(each.last_column for each in areas),
    )


def cell_name(row: int, column: int) -> str:
    """`B7` for row 7, column 2."""
    return f"{column_letters(column)}{row}"


def parse_area(text: str) -> Area | None:
    """The rectangle of `B2`, `$B$2:D9`, `C:C` or `4:4`; None for anything else."""
    ends = corners(text.strip())
    if ends is None:
        return None
    one, two = ends
    rows = sorted((one.row or 1, two.row or LAST_ROW))
    columns = sorted((one.column or 1, two.column or LAST_COLUMN))
    return Area(rows[0], columns[0], rows[1], columns[1])


def parse_areas(text: str) -> list[Area]:
    """The rectangles of an `sqref`, which are separated by spaces."""
    return [area for part in text.split() if (area := parse_area(part)) is not None]
