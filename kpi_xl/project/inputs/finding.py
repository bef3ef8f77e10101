"""Which table of the layout a sheet of the workbook holds: by the heads, in any language and any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_xl.importing.opening.grid import Grid
from kpi_xl.project.inputs.layout import InputColumn, InputSheet, input_sheets
from kpi_xl.vocabulary.locales import LANGUAGES

_LOOKED_AT = 20  # rows above the head of a table: a title and what a person has put there
_SEVERAL = 2  # heads that a row shares with a table before it is taken to be meant


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A sheet of the layout, found in a grid: the row of its heads, and the place of each column."""

    sheet: InputSheet
    row: int
    language: str
    places: tuple[tuple[InputColumn, int], ...]

    @property
    def missing(self) -> tuple[InputColumn, ...]:
        """Columns that have to be there and are not."""
        found = {column.field for column, _ in self.places}
        return tuple(column for column in self.sheet.columns if column.needed and column.field not in found)

    def cell(self, record: Sequence[str], place: int) -> str:
        return record[place].strip() if place < len(record) else ""


def find_table(grid: Grid) -> FoundTable | None:
    """The table in the first rows of a grid: a complete one, else what a person has left of one on its own sheet."""
    found: list[FoundTable] = []
    for row, record in grid.rows():
        if row > _LOOKED_AT:
            break
        found += (one for one in _candidates(row, record) if _is_meant(grid, one))
    # The first of equals: the row of heads stands above whatever may repeat them.
    return max(found, key=lambda one: (not one.missing, len(one.places), _has_its_name(grid, one.sheet)), default=None)


def _candidates(row: int, record: Sequence[str]) -> Iterator[FoundTable]:
    heads = [folded(cell) for cell in record]
    for sheet in input_sheets():
        places = tuple(_places(sheet, heads))
        if places:
            yield FoundTable(sheet, row, _language(places, heads), places)


def _places(sheet: InputSheet, heads: Sequence[str]) -> Iterator[tuple[InputColumn, int]]:
    for column in sheet.columns:
        names = {column.field, *map(folded, column.labels.values())}
        place = next((at for at, head in enumerate(heads) if head in names), None)
        if place is not None:
            yield column, place


def _language(places: Sequence[tuple[InputColumn, int]], heads: Sequence[str]) -> str:
    """The language that most of the heads are in."""
    fitting = {name: sum(folded(column.labels[name]) == heads[at] for column, at in places) for name in LANGUAGES}
    return max(fitting, key=lambda name: fitting[name])


def _is_meant(grid: Grid, found: FoundTable) -> bool:
    """One head alone may stand anywhere but on the table's own sheet; some heads of a table, anywhere but there."""
    if _has_its_name(grid, found.sheet):
        return not found.missing or len(found.places) >= _SEVERAL
    return not found.missing and len(found.places) >= _SEVERAL


def _has_its_name(grid: Grid, sheet: InputSheet) -> bool:
    return folded(grid.name) in {sheet.table, *map(folded, sheet.labels.values())}


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()
