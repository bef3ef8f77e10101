"""How a file is cut into blocks: rectangles that hold one table each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kpi_xl.importing.headers import HeaderRow

if TYPE_CHECKING:
    from kpi_xl.importing.opening.grid import Grid, OpenedFile

Cells = Sequence[str]
MAX_HEADER_ROW = 25
MOST_COLUMNS = 6_000  # Facebook had thousands until 2018; more come of line breaks lost on the way


@dataclass(frozen=True)
class Block:
    """One table, or what may be one: a header and the records below it."""

    grid: Grid
    header: tuple[str, ...]
    first: int  # the number of the first record below the header, counted as in `Grid.head`
    last: int | None = None  # the number of the record after the last
    title: str = ""
    above: tuple[str, ...] = ()  # the lines above the header, as text
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def header_row(self) -> HeaderRow:
        """The header as it is compared with the names that importers know."""
        return HeaderRow(self.header)

    def sample(self, count: int = 200) -> list[Cells]:
        """Records near the top, to see what the columns hold."""
        return list(self.grid.head(self.first + count)[self.first : self.last])


Layout = Callable[["OpenedFile"], Iterable[Block]]


def blocks_by_layout(opened: OpenedFile, layouts: Iterable[Layout]) -> Mapping[Layout, Sequence[Block]]:
    """The file cut in each of these ways, once for all formats that are cut alike."""
    return {layout: tuple(layout(opened)) for layout in dict.fromkeys(layouts)}


def header_row(opened: OpenedFile) -> Iterator[Block]:
    """One table a sheet. Each of the first rows may be the header: the one with the most known names is."""
    for grid in opened.grids:
        head = grid.head()
        for number, cells in enumerate(head[:MAX_HEADER_ROW]):
            if any(cells) and len(cells) <= MOST_COLUMNS:
                above = tuple(_line(record) for record in head[:number])
                yield Block(grid, tuple(cells), number + 1, above=above)


def titled_blocks(opened: OpenedFile) -> Iterator[Block]:
    """Several tables one below the other, blank lines between them, each with a title line and a header."""
    for grid in opened.grids:
        records = _all_records(grid)
        for start, end in _runs(records):
            title = records[start]
            titled = _filled(title) == 1 and end - start > 1
            header = start + titled
            if len(records[header]) <= MOST_COLUMNS:
                yield Block(grid, tuple(records[header]), header + 1, end, title=_line(title) if titled else "")


SHIPPED_LAYOUTS: tuple[Layout, ...] = (header_row, titled_blocks)  # an author may write others


def made_block(
    header: tuple[str, ...],
    records: Sequence[tuple[int, Sequence[str]]],
    *,
    title: str = "",
    facts: Mapping[str, str] | None = None,
) -> Block:
    """A table that a layout function has made itself, of row numbers in the file and cells as they stand there."""
    from kpi_xl.importing.opening.memory_grid import MemoryGrid  # noqa: PLC0415 - plugins are imported before any file is

    made = [(row, list(cells)) for row, cells in records]
    return Block(MemoryGrid("", typed=False, records=made), header, 0, len(made), title=title, facts=facts or {})


def _all_records(grid: Grid) -> list[Cells]:
    # Files with several blocks are small; a large grid has one table, and its head shows that.
    return [cells for _, cells in grid.rows()] if grid.small else list(grid.head())


def _runs(records: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    start = None
    for number, cells in enumerate([*records, []]):
        if any(cell.strip() for cell in cells):
            start = number if start is None else start
        elif start is not None:
            yield start, number
            start = None


def _filled(cells: Cells) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _line(cells: Cells) -> str:
    return ",".join(cells).strip(" ,")
