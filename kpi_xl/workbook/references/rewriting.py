"""References in formulas, rewritten when cells move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from kpi_xl.workbook.calc.addresses import LAST_COLUMN, LAST_ROW, column_letters, corners
from kpi_xl.workbook.calc.syntax import Corner
from kpi_xl.workbook.calc.tokens import Token
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.moves import Moves
from kpi_xl.workbook.references.pieces import pieces_of
from kpi_xl.workbook.references.sheet_names import sheet_of

LOST = "#REF!"  # what a reference to removed cells becomes
Reference = tuple[Corner, Corner]


@dataclass(frozen=True, slots=True)
class Found:
    """A cell reference met in a formula: its corners, the sheet's prefix, and whether it is written as a range."""

    ends: Reference
    prefix: str | None
    is_range: bool


Change = Callable[[Found], Reference | None]


@dataclass(slots=True)
class Rewriting:
    """Moves of several sheets, by the sheet's name in lower case."""

    moves: Mapping[str, Moves]
    _known: dict[tuple[str, str, int | None], str] = field(default_factory=dict[tuple[str, str, int | None], str])

    def formula(self, text: str, sheet: str, copy_down: int | None = None) -> str:
        """A formula of `sheet` after the moves.

        Args:
            text: The formula as it stood, without `=`.
            sheet: The sheet it stands on, which a reference without a sheet means.
            copy_down: In a repeated row, how far below the first copy this one stands: references without `$` go as
                far. None outside: there a range of one row, `SUM(C7:C7)`, grows with the row that repeats.
        """
        known = (text, sheet, copy_down)
        if known not in self._known:
            self._known[known] = rewritten(text, lambda found: self._changed(found, sheet, copy_down))
        return self._known[known]

    def name(self, text: str, sheet: str) -> str:
        """A defined name's formula; references without `$` mean no certain cell in it and stay."""

        def change(found: Found) -> Reference | None:
            fixed = found.ends[0].row_fixed and found.ends[1].row_fixed
            return self._changed(found, sheet, None) if fixed else found.ends

        return rewritten(text, change)

    def _changed(self, found: Found, sheet: str, copy_down: int | None) -> Reference | None:
        target = sheet if found.prefix is None else sheet_of(found.prefix)
        moves = self.moves.get(target.lower()) if target is not None else None
        grow_single = found.is_range and copy_down is None
        moved = _moved(found.ends, moves, grow_single=grow_single) if moves else found.ends
        return moved if moved is None or not copy_down else _lowered(moved, copy_down, 0)


def rewritten(text: str, change: Change) -> str:
    """A formula with each cell reference changed; None makes it `#REF!`."""
    try:
        pieces = pieces_of(text)
    except Stop:
        return text
    changed: list[str] = []
    prefix: str | None = None
    for piece in pieces:
        changed.append(_rewritten_piece(piece, prefix, change))
        prefix = piece.text if piece.kind == "sheet" else None
    return "".join(changed)


def _rewritten_piece(piece: Token, prefix: str | None, change: Change) -> str:
    ends = corners(piece.text) if piece.kind == "area" else None
    if ends is None:
        return piece.text
    found = Found(_ordered(ends), prefix, ":" in piece.text)
    new = change(found)
    if new is None:
        return LOST
    return piece.text if new == found.ends else reference_text(new, single=not found.is_range)


def shifted(text: str, rows_down: int, columns_right: int) -> str:
    """A formula as Excel copies it that far away: what has a `$` stays."""
    return rewritten(text, lambda found: _lowered(found.ends, rows_down, columns_right))


def _ordered(ends: Reference) -> Reference:
    """The same two corners with the upper row and the left column first."""
    one, two = ends
    rows = sorted(((one.row or 0, one.row_fixed), (two.row or 0, two.row_fixed)), key=itemgetter(0))
    columns = sorted(((one.column or 0, one.column_fixed), (two.column or 0, two.column_fixed)), key=itemgetter(0))
    (top, bottom), (left, right) = rows, columns
    return (
        Corner(top[0] or None, left[0] or None, top[1], left[1]),
        Corner(bottom[0] or None, right[0] or None, bottom[1], right[1]),
    )


def _moved(ends: Reference, moves: Moves, *, grow_single: bool) -> Reference | None:
    one, two = ends
    if one.row is None or two.row is None:
        return ends
    area = Area(one.row, one.column or 1, two.row, two.column or LAST_COLUMN)
    new = moves.reference(area, grow_single=grow_single)
    if new is None:
        return None
    return with_rows(ends, new.first_row, new.last_row)


def with_rows(ends: Reference, first_row: int, last_row: int) -> Reference:
    """The same reference in other rows."""
    one, two = ends
    return (
        Corner(first_row, one.column, one.row_fixed, one.column_fixed),
        Corner(last_row, two.column, two.row_fixed, two.column_fixed),
    )


def _lowered(ends: Reference, rows_down: int, columns_right: int) -> Reference | None:
    one, two = (_lowered_corner(end, rows_down, columns_right) for end in ends)
    return None if one is None or two is None else (one, two)


def _lowered_corner(end: Corner, rows_down: int, columns_right: int) -> Corner | None:
    row = end.row if end.row is None or end.row_fixed else end.row + rows_down
    column = end.column if end.column is None or end.column_fixed else end.column + columns_right
    if (row is not None and not 1 <= row <= LAST_ROW) or (column is not None and not 1 <= column <= LAST_COLUMN):
        return None
    return Corner(row, column, end.row_fixed, end.column_fixed)


def reference_text(ends: Reference, *, single: bool) -> str:
    """A reference as it is written."""
    first, last = (_corner_text(end) for end in ends)
    return first if single else f"{first}:{last}"


def _corner_text(end: Corner) -> str:
    column = "" if end.column is None else ("$" if end.column_fixed else "") + column_letters(end.column)
    row = "" if end.row is None else ("$" if end.row_fixed else "") + str(end.row)
    return column + row
