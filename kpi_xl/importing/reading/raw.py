"""A block of a file as a table of text: one column a field, each row told apart as data, total or footer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.columns import Column
from kpi_xl.importing.kinds import Day, Id, Kind, Moment
from kpi_xl.importing.reading.sql import BLANKS, NO_WORD, holds_something, name, text, text_list
from kpi_xl.importing.reading.survey import WORDS, Survey, survey
from kpi_xl.importing.rules import AllBlank, CellMatches, OnlyFirstCell, RowRule, SumOfParts, SurplusCell

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.importer import Part
    from kpi_xl.importing.layouts import Block
    from kpi_xl.importing.matching import Match


# Of columns with one name; dozens come of line breaks lost on the way, and the SQL grows with each.
_MOST_TWINS = 4
_SUM = r"^\s*(?:(?:grand )?totals?|totalt|totaal|totaux|totales|sum|summa|summe|gesamt|i alt|yhteensä)\s*:?\s*$"
_LONGEST_SUM = len("grand totals:")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A block as a view or table: `_row`, `_kind` (data, total, footer), `_rule`, `_long`, and a VARCHAR a field.

    Columns of words have missing marks and outer blanks taken off; those of figures and days are as they stand.
    """

    name: str
    match: Match
    kinds: Mapping[str, Kind]
    typed: bool
    twice: tuple[str, ...]  # fields with several columns; `_differs <field>` tells the rows where they differ
    survey: Survey
    cut_row: int | None  # the last row, where the file ends in the middle of it
    cut_cells: int


def load(connection: duckdb.DuckDBPyConnection, number: int, match: Match) -> RawTable:
    """Make a table of the cells that `match` found; of a large file a view, so that it stays where it is."""
    view, part, block = f"raw_{number}", match.part, match.block
    columns = {column.field: column for column in part.all_columns() if column.field in match.cells}
    kinds = {field: column.kind_in(part.table or "posts") for field, column in columns.items()}
    cells = {field: _chosen(column, match) for field, column in columns.items()}
    twice = tuple(field for field, found in cells.items() if len(found) > 1)
    width = max(len(block.header), 1 + max((index for found in cells.values() for index in found), default=0))
    source = f"cells_{number}"
    looked_at = {index for rule in (*part.totals, *part.footers) for index in _cells_of(rule, match)}
    wanted = sorted(looked_at.union(*cells.values()))
    block.grid.relation(connection, block.first, width, block.last, cells=wanted).create_view(source)
    seen = survey(connection, source, cells, kinds, typed=block.grid.typed)
    # Meta: a file whose only row has blank dimensions holds data, not a total.
    totals = [rule for rule in part.totals if seen.rows > 1 or not isinstance(rule, AllBlank)]
    select = [
        "_row",
        f"{_kind(totals, match, _added_up(part, kinds, cells))} AS _kind",
        f"{_rule(totals, match)} AS _rule",
        "_extra IS NOT NULL AS _long",
        *(f"{_cell(found, kinds[field], seen)} AS {name(field)}" for field, found in cells.items()),
        *(f"{_differing(cells[field], kinds[field], seen)} AS {name(f'_differs {field}')}" for field in twice),
    ]
    # The inner query trims each cell once; one level more often than not repeats the work for every mention.
    trimmed = ", ".join(["*", *(f"{_trimmed(index)} AS t{index}" for index in sorted(seen.unclean))])
    query = f"SELECT {', '.join(select)} FROM (SELECT {trimmed} FROM {source})"
    connection.execute(f"CREATE TEMP {'TABLE' if block.grid.small else 'VIEW'} {view} AS {query}")
    cut_cells = _cells_of_cut_record(block)
    cut_row = None if cut_cells is None else connection.sql(f"SELECT max(_row) FROM {view}").fetchall()[0][0]
    return RawTable(view, match, kinds, block.grid.typed, twice, seen, cut_row, cut_cells or 0)


def _chosen(column: Column, match: Match) -> tuple[int, ...]:
    found = match.cells[column.field][:_MOST_TWINS]
    if not column.described_as or len(found) < 2:  # noqa: PLR2004 - one needs no choice
        return found
    described = [
        index
        for index in found
        for row in match.block.sample(1)
        if index < len(row) and re.search(column.described_as, row[index], re.IGNORECASE)
    ]
    return tuple(described[:1]) or found


def _cell(found: Sequence[int], kind: Kind, seen: Survey) -> str:
    if len(found) == 1 and not isinstance(kind, WORDS):
        return f"c{found[0]}"
    cells = [_clean(index, kind, seen) for index in found]
    return cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"


def _clean(index: int, kind: Kind, seen: Survey) -> str:
    if not isinstance(kind, WORDS):
        return f"CASE WHEN {holds_something(f'c{index}')} THEN c{index} END"
    if index not in seen.unclean:
        return f"c{index}"
    return f"CASE WHEN t{index} NOT IN ({text_list(NO_WORD)}) THEN t{index} END"


def _trimmed(index: int) -> str:
    # Trimming is slow on long texts, and few have blanks around them.
    ends = f"c{index} < '!' OR ends_with(c{index}, ' ') OR ends_with(c{index}, '\u00a0')"
    return f"CASE WHEN {ends} THEN trim(c{index}, {text(BLANKS)}) ELSE c{index} END"


def _differing(found: Sequence[int], kind: Kind, seen: Survey) -> str:
    first, *others = (_clean(index, kind, seen) for index in found)
    return " OR ".join(f"coalesce({first} <> {other}, false)" for other in others)


def _added_up(part: Part, kinds: Mapping[str, Kind], cells: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """A row of sums, which users add below tables of any kind: such a word stands where rows have their id or day."""
    for field in part.key:
        if isinstance(kinds.get(field), (Id, Day, Moment)):
            cell = f"c{cells[field][0]}"
            # The length is looked at first: the expression is slow on millions of ids.
            yield f"CASE WHEN length({cell}) <= {_LONGEST_SUM} THEN {_found(_SUM, cells[field][0])} ELSE false END"


def _kind(totals: Sequence[RowRule], match: Match, added_up: Iterable[str]) -> str:
    cases = [
        f"WHEN {condition} THEN 'total'" for condition in (*(_condition(rule, match) for rule in totals), *added_up)
    ]
    cases += [f"WHEN {_condition(rule, match)} THEN 'footer'" for rule in match.part.footers]
    return f"CASE {' '.join(cases)} ELSE 'data' END" if cases else "'data'"


def _rule(totals: Sequence[RowRule], match: Match) -> str:
    cases = " ".join(f"WHEN {_condition(rule, match)} THEN {number}" for number, rule in enumerate(totals))
    return f"CASE {cases} END" if cases else "NULL::INTEGER"


def _cells_of(rule: RowRule, match: Match) -> Sequence[int]:
    """The columns of the block that a rule looks at."""
    width = len(match.block.header)
    match rule:
        case CellMatches(within=within, fields=fields):
            return list(dict.fromkeys((*range(min(within, width)), *_cells_of_fields(fields, match))))
        case AllBlank(fields=fields):
            return _cells_of_fields(fields, match)
        case SumOfParts():
            return _cells_of_fields((rule.name, rule.day, rule.figure), match)
        case OnlyFirstCell():
            return range(width)
        case SurplusCell():
            return ()


def _cells_of_fields(fields: Sequence[str], match: Match) -> list[int]:
    return [index for field in fields for index in match.cells.get(field, ())[:_MOST_TWINS]]


def _condition(rule: RowRule, match: Match) -> str:
    cells = _cells_of(rule, match)
    match rule:
        case CellMatches(pattern=pattern):
            return f"({' OR '.join(_found(pattern, index) for index in cells)})" if cells else "false"
        case AllBlank():
            return f"({' AND '.join(f'c{index} IS NULL' for index in cells)})" if cells else "false"
        case OnlyFirstCell(pattern=pattern):
            others = " AND ".join(f"c{index} IS NULL" for index in cells[1:])
            return f"({_found(pattern, 0)} AND {others})" if others else "false"
        case SurplusCell(pattern=pattern):
            return f"coalesce(regexp_matches(_extra, {text(pattern)}, 'i'), false)"
        case SumOfParts():
            return _sum_of_parts(rule, match)


def _found(pattern: str, index: int) -> str:
    return f"coalesce(regexp_matches(c{index}, {text(pattern)}, 'i'), false)"


def _sum_of_parts(rule: SumOfParts, match: Match) -> str:
    needed = [match.cells[field][0] for field in (rule.name, rule.day, rule.figure) if field in match.cells]
    if len(needed) < 3:  # noqa: PLR2004 - name, day and figure
        return "false"
    called, day, figure = (f"c{index}" for index in needed)
    is_part = f"coalesce(regexp_matches({called}, {text(rule.suffix)}, 'i'), false)"
    count = f"try_cast(regexp_replace({figure}, '\\D', '', 'g') AS BIGINT)"
    whole = f"regexp_replace({called}, {text(rule.suffix)}, '', 'i'), regexp_replace({day}, '[T ,]+\\d+:\\d\\d.*$', '')"
    parts = f"sum({count}) FILTER ({is_part}) OVER (PARTITION BY {whole})"
    return f"(NOT {is_part} AND coalesce({count} = {parts}, false))"


def _cells_of_cut_record(block: Block) -> int | None:
    """How many cells the last record has, if the file ends in the middle of it."""
    if block.grid.typed or block.last is not None:
        return None
    tail = [record for record in block.grid.tail() if any(record)]
    width = len(block.header)
    if len(tail) < 2 or len(tail[-1]) >= width or any(len(record) < width for record in tail[:-1]):  # noqa: PLR2004
        return None
    return len(tail[-1])
