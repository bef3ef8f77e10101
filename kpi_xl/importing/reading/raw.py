"""A block of a file as a table of text: one column a field, each row told apart as data, total or footer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.columns import Column
from kpi_xl.importing.kinds import Choice, Flag, Id, Kind, Pseudonym, Text
from kpi_xl.importing.reading.sql import name, text, text_list
from kpi_xl.importing.rules import AllBlank, CellMatches, OnlyFirstCell, RowRule, SurplusCell

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.layouts import Block
    from kpi_xl.importing.matching import Match

_WORDS = (Text, Id, Choice, Flag, Pseudonym)
_NO_WORD = ("", "-", "--", "N/A")
_NO_FIGURE = (*_NO_WORD, "–", "—", "NA", "NAN", "NULL", "NONE", "UNDEFINED", "[]", "(NOT SET)")  # noqa: RUF001
_BLANKS = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A loaded block: columns `_row`, `_kind` (data, total, footer), `_rule`, `_long`, and a VARCHAR a field."""

    name: str
    match: Match
    kinds: Mapping[str, Kind]
    typed: bool
    twice: tuple[str, ...]  # fields with several columns; `_differs <field>` tells the rows where they differ
    cut_row: int | None  # the last row, where the file ends in the middle of it
    cut_cells: int


def load(connection: duckdb.DuckDBPyConnection, number: int, match: Match) -> RawTable:
    """Read the cells that `match` found into a table of the connection."""
    table, part, block = f"raw_{number}", match.part, match.block
    columns = {column.field: column for column in part.all_columns() if column.field in match.cells}
    kinds = {field: column.kind_in(part.table or "posts") for field, column in columns.items()}
    cells = {field: _chosen(column, match) for field, column in columns.items()}
    twice = tuple(field for field, found in cells.items() if len(found) > 1)
    fields = [f"{_cell(found, kinds[field])} AS {name(field)}" for field, found in cells.items()]
    differing = [f"{_differing(cells[field], kinds[field])} AS {name(f'_differs {field}')}" for field in twice]
    select = ", ".join(
        [
            "_row",
            f"{_kind(match)} AS _kind",
            f"{_rule(match)} AS _rule",
            "_extra IS NOT NULL AS _long",
            *fields,
            *differing,
        ]
    )
    width = max(len(block.header), 1 + max((index for found in cells.values() for index in found), default=0))
    block.grid.relation(connection, block.first, width, block.last).create_view(f"cells_{number}")
    connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {select} FROM cells_{number}")  # noqa: S608 - quoted names
    _keep_lone_row(connection, table, match)
    cut_cells = _cells_of_cut_record(block)
    cut_row = None if cut_cells is None else connection.sql(f"SELECT max(_row) FROM {table}").fetchall()[0][0]  # noqa: S608
    return RawTable(table, match, kinds, block.grid.typed, twice, cut_row, cut_cells or 0)


def _chosen(column: Column, match: Match) -> tuple[int, ...]:
    found = match.cells[column.field]
    if not column.described_as or len(found) < 2:  # noqa: PLR2004 - one needs no choice
        return found
    described = [
        index
        for index in found
        for row in match.block.sample(1)
        if index < len(row) and re.search(column.described_as, row[index], re.IGNORECASE)
    ]
    return tuple(described[:1]) or found


def _cell(found: Sequence[int], kind: Kind) -> str:
    cells = [_clean(index, kind) for index in found]
    return cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"


def _clean(index: int, kind: Kind) -> str:
    trimmed = f"trim(c{index}, {text(_BLANKS)})"
    if isinstance(kind, _WORDS):
        return f"CASE WHEN {trimmed} NOT IN ({text_list(_NO_WORD)}) THEN {trimmed} END"
    return f"CASE WHEN upper({trimmed}) NOT IN ({text_list(_NO_FIGURE)}) THEN {trimmed} END"


def _differing(found: Sequence[int], kind: Kind) -> str:
    first, *others = (_clean(index, kind) for index in found)
    return " OR ".join(f"coalesce({first} <> {other}, false)" for other in others)


def _kind(match: Match) -> str:
    totals = [_condition(rule, match) for rule in match.part.totals]
    footers = [_condition(rule, match) for rule in match.part.footers]
    cases = [f"WHEN {test} THEN 'total'" for test in totals] + [f"WHEN {test} THEN 'footer'" for test in footers]
    return f"CASE {' '.join(cases)} ELSE 'data' END" if cases else "'data'"


def _rule(match: Match) -> str:
    totals = enumerate(_condition(rule, match) for rule in match.part.totals)
    cases = " ".join(f"WHEN {test} THEN {number}" for number, test in totals)
    return f"CASE {cases} END" if cases else "NULL::INTEGER"


def _condition(rule: RowRule, match: Match) -> str:
    width = len(match.block.header)
    match rule:
        case CellMatches(pattern=pattern, within=within):
            tests = [
                f"coalesce(regexp_matches(c{index}, {text(pattern)}, 'i'), false)"
                for index in range(min(within, width))
            ]
            return f"({' OR '.join(tests)})"
        case AllBlank(fields=fields):
            cells = [index for field in fields for index in match.cells.get(field, ())]
            return f"({' AND '.join(f'c{index} IS NULL' for index in cells)})" if cells else "false"
        case OnlyFirstCell():
            others = " AND ".join(f"c{index} IS NULL" for index in range(1, width))
            return f"(c0 IS NOT NULL AND {others})" if others else "false"
        case SurplusCell(pattern=pattern):
            return f"coalesce(regexp_matches(_extra, {text(pattern)}, 'i'), false)"


def _keep_lone_row(connection: duckdb.DuckDBPyConnection, table: str, match: Match) -> None:
    # Meta: a file whose only row has blank dimensions holds data, not a total.
    if any(isinstance(rule, AllBlank) for rule in match.part.totals):
        lone = f"(SELECT count(*) FROM {table}) = 1"  # noqa: S608 - our own name
        connection.execute(f"UPDATE {table} SET _kind = 'data', _rule = NULL WHERE _kind = 'total' AND {lone}")  # noqa: S608


def _cells_of_cut_record(block: Block) -> int | None:
    """How many cells the last record has, if the file ends in the middle of it."""
    if block.grid.typed or block.last is not None:
        return None
    tail = [record for record in block.grid.tail() if any(record)]
    width = len(block.header)
    if len(tail) < 2 or len(tail[-1]) >= width or any(len(record) < width for record in tail[:-1]):  # noqa: PLR2004
        return None
    return len(tail[-1])
