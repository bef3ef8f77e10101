"""How a GA4 download is cut into tables: comment lines tell what and when, and tables repeat the same traffic.

A detail report is one table; a snapshot has up to fifteen, each with its own days. Tables of one *part* (split by the
same dimensions over the same days) are joined on the dimensions; different parts are never added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from kpi_xl import Block, OpenedFile, header_names, made_block
from kpi_xl_importers._universal import is_universal

HEADERS = Path(__file__).parent / "headers" / "ga4.toml"

# Dimensions that have a field, and those that only make a part of its own.
DIMENSIONS = (
    "date",
    "channel_group",
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
_APART = ("first_user_channel", "first_user_source", "country_id")
_USER_COUNTS = {"users", "active_users", "total_users", "returning_users"}
_FIGURES = {
    *_USER_COUNTS,
    "sessions",
    "engaged_sessions",
    "new_users",
    "page_views",
    "events",
    "key_events",
    "add_to_carts",
    "checkouts",
    "purchases",
    "revenue",
    "total_revenue",
    "engagement_time",
}
# Users cut the comment lines off: then these names tell whose table it is.
_TELLING = {
    "channel_group",
    "first_user_channel",
    "first_user_source",
    "engaged_sessions",
    "active_users",
    "events",
    "key_events",
    "returning_users",
    "time_per_user",
    "time_per_session",
}
_STAMP = re.compile(r"^#\s*[^:]+:\s*(\d{8})\s*$")
_NAMED = re.compile(r"^#\s*[^:]+:\s*(\S.*)$")
_RULE = re.compile(r"^#\s*-{5,}")
_RANGE = re.compile(r"^#\s*(\d{8})\s*-\s*(\d{8})\s*$")
_OFFSET = re.compile(r"^0\d{3}$")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a download, with what the comment lines above it say."""

    block: Block
    rows: tuple[tuple[int, Sequence[str]], ...]  # empty for a table too large to be looked at
    first: date | None
    last: date | None
    title: str
    keys: tuple[str, ...]  # what each column is, "" where nobody has told

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions it is split by, in the order of its columns; one without a field under its own name."""
        figures = [index for index, key in enumerate(self.keys) if key in _FIGURES]
        end = figures[0] if figures else len(self.keys)
        return tuple(
            key if key in DIMENSIONS or key in _APART else self.block.header[index].strip()
            for index, key in enumerate(self.keys[:end])
        )

    @property
    def is_googles(self) -> bool:
        """Days in comment lines, or at least two names that only Google Analytics 4 uses."""
        return self.first is not None or len(_TELLING & set(self.keys)) > 1

    @property
    def is_used(self) -> bool:
        """A figure that adds up, or people counted along a dimension that has a field."""
        figures = _FIGURES & set(self.keys)
        placed = set(self.dimensions) & {*DIMENSIONS, *_APART}
        return bool(figures - _USER_COUNTS) or bool(figures and (placed or not self.dimensions))


def report_tables(opened: OpenedFile) -> Iterator[Block]:
    """The tables of a report, those of one part joined."""
    found = [*_tables(opened)]
    tables = [table for table in found if table.rows or not table.block.grid.small] or found
    if not any(table.is_googles for table in tables) or any(exploration_table(opened)):
        return
    countries = any("country" in table.keys for table in tables)
    for table in tables:
        if not table.is_used or (countries and "country_id" in table.keys):
            yield _untitled(table)
    used = [table for table in tables if table.is_used and not (countries and "country_id" in table.keys)]
    for _, group in groupby(sorted(used, key=_part), key=_part):
        yield _joined(list(group), _property(opened))


def exploration_table(opened: OpenedFile) -> Iterator[Block]:
    """The one table of an exploration: its days stand in a comment line without words."""
    for grid in opened.grids:
        head = grid.head() if not is_universal(grid) else ()
        comments = [_line(cells) for cells in head if _is_comment(cells)]
        days = next((met for line in comments if (met := _RANGE.match(line))), None)
        start = next((at for at, cells in enumerate(head) if any(cells) and not _is_comment(cells)), None)
        if days and start is not None:
            facts = {"date_start": days[1], "date_end": days[2], "part": "exploration"}
            named = [line.lstrip("# ") for line in comments if not _RULE.match(line)]
            yield Block(grid, tuple(head[start]), start + 1, facts=facts | ({"property": named[0]} if named else {}))


def _part(table: Table) -> tuple[tuple[str, ...], date, date]:
    return table.dimensions, table.first or date.min, table.last or date.min


def _untitled(table: Table) -> Block:
    return replace(table.block, title=table.title or ", ".join(table.block.header))


def _joined(tables: Sequence[Table], stream: str) -> Block:
    """One block of the tables of a part. Of tables with the same figure the one with the most columns counts."""
    widest = max(tables, key=lambda table: len(table.keys))
    facts = {"part": " × ".join(widest.dimensions) or "total"} | ({"property": stream} if stream else {})
    if widest.first and widest.last and "date" not in widest.dimensions:
        facts |= {"date_start": widest.first.isoformat(), "date_end": widest.last.isoformat()}
    counted = _counted(widest)
    if len(tables) == 1 and counted is None:
        return replace(widest.block, facts=facts)
    header = list(widest.block.header)
    cells = _by_dimensions(widest)
    for table in sorted(tables, key=lambda table: -len(table.keys)):
        new = [i for i, key in enumerate(table.keys) if key and table.block.header[i] not in header]
        found = _by_dimensions(table)
        for at, (line, row) in cells.items():
            cells[at] = (line, [*row, *(_cell(found, at, index) for index in new)])
        header += [table.block.header[index] for index in new]
    records = [(line, _dated(row, counted, widest)) for line, row in cells.values()]
    names = ["Date" if index == counted else name for index, name in enumerate(header)]
    return made_block(tuple(names), records, facts=facts)


def _counted(table: Table) -> int | None:
    """The column of days counted from the first one, if the table has one."""
    return next((at for at, key in enumerate(table.keys) if key == "date" and _counts_days(table.rows, at)), None)


def _counts_days(rows: Sequence[tuple[int, Sequence[str]]], at: int) -> bool:
    """Whether a column is 0000, 0001 …: days from the first one, whatever its name is in the language."""
    return bool(rows) and all(at < len(row) and _OFFSET.match(row[at]) for _, row in rows)


def _dated(row: Sequence[str], counted: int | None, table: Table) -> list[str]:
    if counted is None or table.first is None:
        return list(row)
    day = table.first + timedelta(days=int(row[counted]))
    return [day.isoformat() if index == counted else cell for index, cell in enumerate(row)]


def _by_dimensions(table: Table) -> dict[tuple[object, ...], tuple[int, list[str]]]:
    """Rows by their dimensions; equal ones (the same path on two hosts) stay apart by a running number."""
    seen: Counter[tuple[str, ...]] = Counter()
    width = len(table.block.header)
    found: dict[tuple[object, ...], tuple[int, list[str]]] = {}
    for line, row in table.rows:
        key = tuple(row[: len(table.dimensions)])
        found[*key, seen[key]] = (line, [*row, *[""] * (width - len(row))][:width])
        seen[key] += 1
    return found


def _cell(found: Mapping[tuple[object, ...], tuple[int, list[str]]], at: tuple[object, ...], index: int) -> str:
    return found[at][1][index] if at in found else ""


def _tables(opened: OpenedFile) -> Iterator[Table]:
    for grid in opened.grids:
        records = list(grid.rows()) if grid.small else [(at + 1, cells) for at, cells in enumerate(grid.head())]
        days: list[date] = []
        for comments, start, end in _cut([cells for _, cells in records]):
            days = [day for line in comments if (met := _STAMP.match(line)) and (day := _day(met[1]))] or days
            header = tuple(records[start][1])
            rows = tuple(records[start + 1 : end]) if grid.small else ()
            yield Table(
                block=Block(grid, header, start + 1, end if grid.small else None),
                rows=rows,
                first=days[0] if days else None,
                last=days[-1] if days else None,
                title=_title(comments),
                keys=tuple("date" if days and _counts_days(rows, at) else _key(name) for at, name in enumerate(header)),
            )


def _cut(records: Sequence[Sequence[str]]) -> Iterator[tuple[list[str], int, int]]:
    """The comment lines above each table, its first record and the one after its last."""
    comments: list[str] = []
    at = 0
    while at < len(records):
        if _is_comment(records[at]):
            comments.append(_line(records[at]))
        elif any(cell.strip() for cell in records[at]):
            end = _end(records, at)
            yield comments, at, end
            comments, at = [], end - 1
        at += 1


def _end(records: Sequence[Sequence[str]], start: int) -> int:
    for at in range(start, len(records)):
        if _is_comment(records[at]) or not any(cell.strip() for cell in records[at]):
            return at
    return len(records)


def _title(comments: Sequence[str]) -> str:
    """The question above a table; what stands between the rules is about the whole download."""
    rules = [at for at, line in enumerate(comments) if _RULE.match(line)]
    own = comments[rules[-1] + 1 if rules else 0 :]
    titles = [line.lstrip("# ").strip() for line in own if not _STAMP.match(line)]
    return next((title for title in reversed(titles) if title), "")


def _property(opened: OpenedFile) -> str:
    """The second name in the first comment block; the first is the account."""
    lines = [_line(cells) for grid in opened.grids for cells in grid.head(12) if _is_comment(cells)]
    rules = [at for at, line in enumerate(lines) if _RULE.match(line)]
    inside: Iterable[str] = lines[rules[0] : rules[1]] if len(rules) > 1 else ()
    named = [met[1].strip() for line in list(inside)[2:] if (met := _NAMED.match(line))]
    return named[1] if len(named) > 1 else ""


@cache
def _key(name: str) -> str:
    keys = header_names(HEADERS).keys(name)
    return next((key for key in keys if key in {*DIMENSIONS, *_APART, *_FIGURES}), next(iter(keys), ""))


def _is_comment(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].lstrip().startswith("#")


def _line(cells: Sequence[str]) -> str:
    return ",".join(cells).rstrip(", ")


def _day(stamp: str) -> date | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
