"""What happens to places on a sheet when tables and blocks in it grow or shrink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi_xl.workbook.calc.addresses import LAST_COLUMN
from kpi_xl.workbook.references.area import Area


@dataclass(frozen=True, slots=True)
class Step:
    """From this row on, a move takes these columns along; each step is as wide as the one above it, or wider.

    The first step holds what stands right below and always follows. The others hold what was met further down: it
    gives way to growth beyond the template's own rows and comes back with it, but no further.
    """

    row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Move:
    """Rows `first` to `last` of some columns become `first` to `new_last`, and what they push follows.

    Without steps whole rows are inserted or removed. With steps it is cells, as Excel does it for a table with
    something beside it: what stands right below follows, and further down what must not be torn from that.
    """

    first: int
    last: int
    new_last: int
    first_column: int = 1
    last_column: int = LAST_COLUMN
    steps: tuple[Step, ...] = ()
    template_rows: int | None = None  # how many they were in the template, if not as many as now

    @property
    def whole_rows(self) -> bool:
        """Whether it takes the sheet's whole width."""
        return not self.steps

    @property
    def shift(self) -> int:
        """How far down goes what stands below."""
        return self.new_last - self.last

    def pushed(self, row: int, first_column: int, last_column: int) -> tuple[int, int] | None:
        """How far cells of a row stand below their place in the template, now and afterwards; None if untouched."""
        if row <= self.last:
            return None
        template_rows = self.template_rows or self.last - self.first + 1
        now, then = self.last - self.first + 1 - template_rows, self.new_last - self.first + 1 - template_rows
        if not self.steps:
            return now, then
        taken = [step for step in self.steps if step.row <= row]
        if not taken or not (taken[-1].first_column <= first_column and last_column <= taken[-1].last_column):
            return None
        return (now, then) if len(taken) == 1 else (max(now, 0), max(then, 0))

    def removes(self, row: int) -> bool:
        """Whether a row of its own columns is taken out."""
        return self.new_last < row <= self.last

    def edges(self) -> set[int]:
        """The columns at which it begins or ends."""
        edges = {self.first_column, self.last_column + 1}
        return edges | {edge for step in self.steps for edge in (step.first_column, step.last_column + 1)}

    def holds(self, first_column: int, last_column: int) -> bool:
        """Whether columns lie among those that grow or shrink."""
        return self.first_column <= first_column and last_column <= self.last_column


class Moves:
    """All moves of one sheet, in the coordinates of the template, which every question is asked in."""

    def __init__(self, moves: Sequence[Move] = ()) -> None:
        self.moves = tuple(sorted(moves, key=lambda move: move.first))
        self._pushers = {
            index: [above for above in range(index) if self._pushes(self.moves[above], move)]
            for index, move in enumerate(self.moves)
        }

    def __bool__(self) -> bool:
        return any(move.shift for move in self.moves)

    @staticmethod
    def _pushes(above: Move, below: Move) -> bool:
        return above.pushed(below.first, below.first_column, below.last_column) is not None

    def cell(self, row: int, column: int) -> int | None:
        """The new row of a cell; None if it is removed."""
        if any(move.removes(row) and move.holds(column, column) for move in self.moves):
            return None
        return row + self._push(row, column, column)

    def whole_row(self, row: int) -> int | None:
        """The new place of a row's height and format, which go along only where the whole row does."""
        if any(move.removes(row) and move.whole_rows for move in self.moves):
            return None
        return row + self._push(row, 1, LAST_COLUMN)

    def reference(self, area: Area, *, grow_single: bool = False) -> Area | None:
        """Where a reference points afterwards; None if all that it pointed to is gone.

        A range over all rows of a table or block grows and shrinks with it: always if it has several rows, a range of
        one row only with `grow_single`.
        """
        first, last = area.first_row, area.last_row
        new_first, new_last = first, last
        for move in self.moves:
            if not move.holds(area.first_column, area.last_column):
                continue
            if move.removes(first):
                new_first = move.new_last + 1
            covers_all = last == move.last and first <= move.first and (first < last or grow_single)
            if covers_all or move.removes(last):
                new_last = move.new_last
        new_first += self._push(first, area.first_column, area.last_column)
        new_last += self._push(last, area.first_column, area.last_column)
        return Area(new_first, area.first_column, new_last, area.last_column) if new_first <= new_last else None

    def cover(self, area: Area) -> list[Area]:
        """The rectangles that a formatted range covers afterwards: it is split where only some of its columns move."""
        edges = {edge for move in self.moves for edge in move.edges()}
        inner = sorted(edge for edge in edges if area.first_column < edge <= area.last_column)
        pieces: list[Area] = []
        for left, right in pairwise([area.first_column, *inner, area.last_column + 1]):
            piece = self.reference(Area(area.first_row, left, area.last_row, right - 1), grow_single=True)
            beside = pieces[-1] if pieces else None
            if piece is None:
                continue
            if beside is not None and (beside.first_row, beside.last_row) == (piece.first_row, piece.last_row):
                pieces[-1] = Area(piece.first_row, beside.first_column, piece.last_row, piece.last_column)
            else:
                pieces.append(piece)
        return pieces

    def _push(self, row: int, first_column: int, last_column: int) -> int:
        """How far cells go: moves above one another add up, of those side by side the furthest counts."""
        found = [move.pushed(row, first_column, last_column) for move in self.moves]
        pushing = {index: each for index, each in enumerate(found) if each is not None}
        now = {index: each[0] for index, each in pushing.items()}
        then = {index: each[1] for index, each in pushing.items()}
        return self._furthest(then) - self._furthest(now)

    def _furthest(self, pushes: Mapping[int, int]) -> int:
        total: dict[int, int] = {}
        for index, push in pushes.items():
            total[index] = push + self._nearest(total, [above for above in self._pushers[index] if above in total])
        return self._nearest(total, list(pushes))

    def _nearest(self, total: Mapping[int, int], moves: Sequence[int]) -> int:
        """The furthest push of those moves that push no other one of them: the others are in theirs already."""
        passed_on = {above for index in moves for above in self._pushers[index]}
        return max((total[index] for index in moves if index not in passed_on), default=0)
