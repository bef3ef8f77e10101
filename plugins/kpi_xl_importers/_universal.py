"""How a download of Universal Analytics is cut into tables, and what tells it from an exploration of its successor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kpi_xl import Block, Grid, OpenedFile, header_names

HEADERS = Path(__file__).parent / "headers" / "universal_analytics.toml"

DIMENSIONS = (
    "date",
    "channel_group",
    "source_medium",
    "source",
    "medium",
    "campaign",
    "content",
    "page",
    "event",
    "country",
    "city",
    "device",
)
_RANGE = re.compile(r"^#\s*(\d{8})\s*-\s*(\d{8})\s*$")
_RULE = re.compile(r"^#\s*-{5,}")
_DATA_SHEET = re.compile(r"^Dataset\s?\d+$", re.IGNORECASE)


def universal_tables(opened: OpenedFile) -> Iterator[Block]:
    """Each table with the view, the days and the dimensions it is split by."""
    for grid in opened.grids:
        if is_universal(grid):
            facts = _told(grid)
            for start, end in _tables(_records(grid)):
                header = tuple(_records(grid)[start])
                own = facts | {"part": _part(header)}
                yield Block(grid, header, start + 1, end if grid.small else None, facts=own)


def is_universal(grid: Grid) -> bool:
    """Days in a comment, and then more than one table, a total at the end of the first, or names of its own."""
    records = _records(grid)
    if not (_DATA_SHEET.match(grid.name) or any(_RANGE.match(_line(cells)) for cells in records[:8])):
        return False
    tables = list(_tables(records))
    if not tables:
        return False
    named = any(
        header_names(HEADERS).keys(cell).keys() & {"of_universal", "day_index"} for cell in records[tables[0][0]]
    )
    start, end = tables[0]
    ends_in_total = end - start > 2 and not records[end - 1][0].strip() and bool(records[start + 1][0].strip())  # noqa: PLR2004 - rows
    return named or ends_in_total or len(tables) > 1


def _records(grid: Grid) -> Sequence[Sequence[str]]:
    return [cells for _, cells in grid.rows()] if grid.small else grid.head()


def _tables(records: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    start = None
    for at, cells in enumerate((*records, [""])):
        between = not any(cell.strip() for cell in cells) or cells[0].startswith("#")
        if not between and start is None:
            start = at
        elif between and start is not None:
            yield start, at
            start = None


def _told(grid: Grid) -> dict[str, str]:
    lines = [_line(cells) for cells in grid.head(8) if cells and cells[0].startswith("#")]
    days = next((met for line in lines if (met := _RANGE.match(line))), None)
    named = [line.lstrip("# ") for line in lines if not _RULE.match(line) and not _RANGE.match(line)]
    facts = {"date_start": days[1], "date_end": days[2]} if days else {}
    return facts | ({"property": named[0]} if named else {})


def _part(header: Sequence[str]) -> str:
    """The dimensions that lead a table, by name where they have a field."""
    names = header_names(HEADERS)
    parts: list[str] = []
    for cell in header:
        keys = names.keys(cell).keys()
        if "day_index" in keys:
            return "date"
        known = next((field for field in DIMENSIONS if field in keys), "")
        if keys and not known and "other_dimensions" not in keys:
            break
        parts.append(known or cell.strip())
    return " × ".join(parts) or "total"


def _line(cells: Sequence[str]) -> str:
    return ",".join(cells).rstrip(", ")
