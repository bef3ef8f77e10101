"""References: the areas of cells that a formula reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kpi_xl.workbook.calc.addresses import LAST_COLUMN, LAST_ROW
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value

if TYPE_CHECKING:
    from kpi_xl.workbook.calc.reader import Reader


class Place(NamedTuple):
    """A cell."""

    sheet: str
    row: int
    column: int


class SheetArea(NamedTuple):
    """A rectangle of cells, first and last included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def rows(self) -> int:
        return self.last_row - self.first_row + 1

    @property
    def columns(self) -> int:
        return self.last_column - self.first_column + 1

    def part(self, row: int, column: int, rows: int = 1, columns: int = 1) -> SheetArea:
        """The area of that size that begins `row` and `column` cells inside; #REF! outside the sheet."""
        first_row, first_column = self.first_row + row, self.first_column + column
        last_row, last_column = first_row + rows - 1, first_column + columns - 1
        inside = 1 <= first_row <= last_row <= LAST_ROW and 1 <= first_column <= last_column <= LAST_COLUMN
        if not inside:
            raise Fault(ErrorValue.REF)
        return SheetArea(self.sheet, first_row, first_column, last_row, last_column)

    def common(self, other: SheetArea) -> SheetArea | None:
        """Where both lie."""
        first_row, last_row = max(self.first_row, other.first_row), min(self.last_row, other.last_row)
        first_column = max(self.first_column, other.first_column)
        last_column = min(self.last_column, other.last_column)
        if self.sheet != other.sheet or first_row > last_row or first_column > last_column:
            return None
        return SheetArea(self.sheet, first_row, first_column, last_row, last_column)

    def spanning(self, other: SheetArea) -> SheetArea:
        """The smallest area around both."""
        if self.sheet != other.sheet:
            raise Fault(ErrorValue.VALUE)
        return SheetArea(
            self.sheet,
            min(self.first_row, other.first_row),
            min(self.first_column, other.first_column),
            max(self.last_row, other.last_row),
            max(self.last_column, other.last_column),
        )


class Reference(NamedTuple):
    """One area of a workbook, or several."""

    reader: Reader
    areas: tuple[SheetArea, ...]

    @property
    def area(self) -> SheetArea:
        """The only area; #VALUE! where there are several."""
        if len(self.areas) != 1:
            raise Fault(ErrorValue.VALUE)
        return self.areas[0]

    @property
    def is_cell(self) -> bool:
        """Whether it is one single cell."""
        if len(self.areas) != 1:
            return False
        _, first_row, first_column, last_row, last_column = self.areas[0]
        return first_row == last_row and first_column == last_column

    def value(self) -> Value:
        """The value of the first cell."""
        area = self.area
        return self.reader.value(area.sheet, area.first_row, area.first_column)

    def array(self) -> Array:
        """The values of the only area."""
        return self.reader.block(self.area)

    def each(self) -> Iterator[Value]:
        """All values, but for the blank ones below the last row in use."""
        for area in self.areas:
            yield from self.reader.block(area).values

    def at(self, area: SheetArea) -> Reference:
        """Another area of the same workbook."""
        return Reference(self.reader, (area,))

    def seen_from(self, place: Place) -> Value:
        """Implicit intersection: the one cell of a row or column that lies level with `place`."""
        area = self.area
        if area.rows == 1 and area.columns == 1:
            return self.value()
        if area.columns == 1 and area.first_row <= place.row <= area.last_row:
            return self.reader.value(area.sheet, place.row, area.first_column)
        if area.rows == 1 and area.first_column <= place.column <= area.last_column:
            return self.reader.value(area.sheet, area.first_row, place.column)
        return ErrorValue.VALUE


Operand = Value | Array | Reference
"""What a part of a formula comes to."""
