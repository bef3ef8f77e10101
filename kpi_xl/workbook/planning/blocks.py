"""What repeats on a sheet: rows marked by `{{ each … }}`, and the data rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.book.past import KnownBlock
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.planning.spots import Spot
from kpi_xl.workbook.references.area import Area, cell_name, parse_area
from kpi_xl.workbook.references.moves import Move

_ROWS = "rows"  # `{{ each platform | rows=3 }}`


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that repeat whole for each copy of a list.

    Attributes:
        list_name: The list.
        first: The first row.
        height: The rows of one copy.
        before: The copies that the workbook has now: one in a template.
        keys: What those copies are known by, as far as they are.
        notes: The template's own comments, by rows below the first and column; None where all are the template's.
    """

    list_name: str
    first: int
    height: int
    before: int = 1
    keys: tuple[str, ...] = ()
    notes: frozenset[tuple[int, int]] | None = None

    @property
    def last(self) -> int:
        """The last row of the last copy that the workbook has now."""
        return self.first + self.height * self.before - 1

    def holds(self, row: int) -> bool:
        """Whether a row belongs to it."""
        return self.first <= row <= self.last

    def move(self, copies: int) -> Move:
        """What becomes of the rows below when there are so many copies; the last one always stays, emptied."""
        last = self.first + self.height * max(copies, 1) - 1
        return Move(self.first, self.last, last, template_rows=self.height)


def blocks_of(sheet: Sheet, spots: Sequence[Spot], known: Sequence[KnownBlock] = ()) -> list[Block]:
    """The blocks that a sheet's `{{ each … }}` cells mark: their row, the merged cell they fill, or so many `rows`.

    Of a workbook that was filled before, `known` are the blocks with all the copies that they have now.
    """
    blocks: dict[int, Block] = {}
    merged = merged_areas(sheet)
    for spot in spots:
        for placeholder in spot.placeholders:
            if not placeholder.each:
                continue
            block = _known(placeholder.list_name, spot.row, known) or Block(
                placeholder.list_name, spot.row, _height(spot, merged)
            )
            other = blocks.get(spot.row)
            if other is not None and other.list_name != block.list_name:
                raise TemplateError(
                    f"Row {spot.row} of {sheet.name} repeats for both “{other.list_name}” and “{block.list_name}”.",
                    "Let each row repeat for one list.",
                )
            if other is None or block.height > other.height:
                blocks[spot.row] = block
    found = sorted(blocks.values(), key=lambda block: block.first)
    _check_apart(sheet, found)
    return found


def merged_areas(sheet: Sheet) -> list[Area]:
    """The merged cells of a sheet."""
    elements = sheet.frame.iterfind("{*}mergeCells/{*}mergeCell")
    return [area for element in elements if (area := parse_area(element.get("ref", ""))) is not None]


def _known(list_name: str, row: int, known: Sequence[KnownBlock]) -> Block | None:
    for each in known:
        if (each.list_name, each.first) == (list_name, row):
            return Block(list_name, row, each.height, each.copies, each.keys, each.notes)
    return None


def _height(spot: Spot, merged: Sequence[Area]) -> int:
    for placeholder in spot.placeholders:
        rows = placeholder.criteria.get(_ROWS)
        if rows is not None and rows.text.isdigit() and int(rows.text) > 0:
            return int(rows.text)
    for area in merged:
        if (area.first_row, area.first_column) == (spot.row, spot.column):
            return area.last_row - area.first_row + 1
    return 1


def _check_apart(sheet: Sheet, blocks: Sequence[Block]) -> None:
    for upper, lower in pairwise(blocks):
        if lower.first <= upper.last:
            raise TemplateError(
                f"On {sheet.name} the rows from {cell_name(upper.first, 1)} and from {cell_name(lower.first, 1)} both "
                "repeat, one inside the other.",
                "Let the blocks stand below one another.",
            )
