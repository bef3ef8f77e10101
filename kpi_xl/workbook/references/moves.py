"""What happens to places on a sheet when tables and blocks in it grow or shrink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.workbook.calc.addresses import LAST_COLUMN
from kpi_xl.workbook.references.area import Area


@dataclass(frozen=True, slots=True)
class Move:
    """Rows `first` to `last` become `first` to `new_last`, and all below them, in these columns, follows.

    Whole rows are inserted or removed where the columns are all of the sheet's; else cells, as Excel does for a table
    with something beside it.
    """

    first: int
    last: int
    new_last: int
    first_column: int = 1
    last_column: int = LAST_COLUMN

    @property
    def whole_rows(self) -> bool:
        """Whether it takes the sheet's whole width."""
        return self.first_column == 1 and self.last_column == LAST_COLUMN

    @property
    def shift(self) -> int:
        """How far down goes what stands below."""
        return self.new_last - self.last

    def row(self, row: int) -> int | None:
        """Where a row of these columns goes; None if it is removed."""
        if row > self.last:
            return row + self.shift
        return row if row <= self.new_last else None

    def span(self, first: int, last: int, *, grow_single: bool) -> tuple[int, int] | None:
        """Where a span of rows goes: one that reaches from the first row or above to the last grows with it."""
        if self.first <= first and last <= self.last and first > self.new_last:
            return None
        new_first = first if first <= self.new_last else self.new_last + 1
        if first > self.last:
            new_first = first + self.shift
        if last > self.last:
            return new_first, last + self.shift
        whole = first <= self.first and last == self.last and (first < last or grow_single)
        if whole:
            return new_first, self.new_last
        return new_first, min(last, self.new_last)


class Moves:
    """All moves of one sheet, each given in the template's own coordinates."""

    def __init__(self, moves: Sequence[Move] = ()) -> None:
        # From the bottom up, so that each finds its place where the template had it.
        changing = [move for move in moves if move.shift]
        self.moves = tuple(sorted(changing, key=lambda move: (move.first, move.first_column), reverse=True))

    def __bool__(self) -> bool:
        return bool(self.moves)

    def cell(self, row: int, column: int) -> int | None:
        """The new row of a cell; None if it is removed."""
        new: int | None = row
        for move in self.moves:
            if new is not None and move.first_column <= column <= move.last_column:
                new = move.row(new)
        return new

    def whole_row(self, row: int) -> int | None:
        """The new place of a row's height and format, which only whole rows take along."""
        new: int | None = row
        for move in self.moves:
            if new is not None and move.whole_rows:
                new = move.row(new)
        return new

    def reference(self, area: Area, *, grow_single: bool = False) -> Area | None:
        """Where a reference points afterwards; None if all that it pointed to is gone."""
        for move in self.moves:
            if area.first_column < move.first_column or area.last_column > move.last_column:
                continue
            span = move.span(area.first_row, area.last_row, grow_single=grow_single)
            if span is None:
                return None
            area = Area(span[0], area.first_column, span[1], area.last_column)
        return area

    def cover(self, area: Area) -> list[Area]:
        """The rectangles that a formatted range covers afterwards: it is split where only some of its columns move."""
        areas = [area]
        for move in self.moves:
            areas = [piece for each in areas for piece in _moved(each, move)]
        return areas

    def page(self, area: Area) -> Area | None:
        """A print area afterwards: all of its columns follow the move that reaches furthest."""
        for move in self.moves:
            if move.first_column > area.last_column or move.last_column < area.first_column:
                continue
            span = move.span(area.first_row, area.last_row, grow_single=False)
            if span is None:
                return None
            area = Area(span[0], area.first_column, span[1], area.last_column)
        return area


def _moved(area: Area, move: Move) -> list[Area]:
    if area.last_row < move.first or area.last_column < move.first_column or area.first_column > move.last_column:
        return [area]
    pieces: list[Area] = []
    if area.first_column < move.first_column:
        pieces.append(Area(area.first_row, area.first_column, area.last_row, move.first_column - 1))
    inside = (max(area.first_column, move.first_column), min(area.last_column, move.last_column))
    span = move.span(area.first_row, area.last_row, grow_single=True)
    if span is not None:
        pieces.append(Area(span[0], inside[0], span[1], inside[1]))
    if area.last_column > move.last_column:
        pieces.append(Area(area.first_row, move.last_column + 1, area.last_row, area.last_column))
    return pieces
