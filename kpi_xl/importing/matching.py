"""A declared part held against a block of a real file: which cell of the header is which field, and what is amiss."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kpi_xl.importing.columns import Column
from kpi_xl.importing.headers import Header, HeaderNames, normalised, understood
from kpi_xl.importing.importer import Part
from kpi_xl.importing.layouts import Block
from kpi_xl.vocabulary.tables import tables

MOSTLY = 0.8  # the share of filled cells that must look as declared
_NAME_POINTS, _FIELD_POINTS, _LOOK_POINTS = 10, 1, 5


@dataclass(frozen=True, slots=True)
class Match:
    """How well a part fits a block, and why not where it does not."""

    part: Part
    block: Block
    cells: Mapping[str, tuple[int, ...]]  # field → the columns of the block that hold it
    language: str
    unknown: tuple[str, ...]  # header names that nobody has told
    problems: tuple[str, ...]
    score: float
    nearness: float  # the share of the required columns that the header names
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def fits(self) -> bool:
        """Whether the block may be read as this part."""
        return not self.problems


def match(part: Part, block: Block, names: HeaderNames) -> Match:
    """Find the columns of `part` in `block`."""
    header = understood(block.header_row, names)
    columns, keys = _wanted(part)
    found = {} if keys is not None and keys.isdisjoint(header.possible) else _by_name(columns, header)
    if not found:
        return Match(part, block, found, header.language, (), ("no column name is known",), 0.0, 0.0)
    placed = {column.field for column in columns if column.position is not None}
    required = sum(name in found and name not in placed for name in part.requires)
    titled = bool(part.title) and part.title in names.keys(block.title)
    nearness = required / len(part.requires) if part.requires and (titled or not part.title) else 0.0
    problems = [] if titled or not part.title else [f"no block titled “{_shown(part.title.removeprefix('title_'))}”"]
    problems += _of_header(part, columns, block, found, header)
    looks = 0.0
    if not problems:
        _by_looks(columns, block, block.sample(), found)
        looks, problems = _of_cells(part, columns, block, found)
    score = _NAME_POINTS * (required + titled) + _FIELD_POINTS * len(found) + _LOOK_POINTS * looks
    if problems:
        return Match(part, block, found, header.language, (), tuple(problems), score, nearness)
    unknown, facts = _unknown(part, block, found, header), _facts(columns, block, found, names)
    return Match(part, block, found, header.language, unknown, (), score, nearness, facts)


@lru_cache(maxsize=4096)
def _wanted(part: Part) -> tuple[tuple[Column, ...], frozenset[str] | None]:
    """The columns of a part, and the keys of their names; None where some are found by other signs than a known name.

    Every file is held against every part of every format, most of which have not one name in common with it.
    """
    columns = part.all_columns()
    by_other_signs = any(column.position is not None or column.names or column.matching for column in columns)
    return columns, None if by_other_signs else frozenset(column.header_key for column in columns)


def _unknown(part: Part, block: Block, found: Mapping[str, tuple[int, ...]], header: Header) -> tuple[str, ...]:
    taken = {index for cells in found.values() for index in cells}
    return tuple(
        block.header[index]
        for index, name in enumerate(header.names)
        if name and index not in taken and index not in header.meanings
        if not any(re.search(pattern, name) for pattern in part.ignores)
    )


def _by_name(columns: Sequence[Column], header: Header) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for index, keys in sorted(header.meanings.items()):
        for key in keys:
            places[key] = (*places.get(key, ()), index)
    found: dict[str, tuple[int, ...]] = {}
    for column in columns:
        if cells := _places(column, header, places):
            found[column.field] = cells[:1] if column.repeated == "first" else cells
    return found


def _places(column: Column, header: Header, places: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    if column.position is not None:
        return (column.position,) if column.position < len(header.names) else ()
    cells = places.get(column.header_key, ())
    if column.names:
        own = {normalised(name) for name in column.names}
        cells = (*cells, *(index for index, name in enumerate(header.names) if name in own and index not in cells))
    if column.matching:
        matched = (index for index, name in enumerate(header.names) if re.search(column.matching, name))
        cells = (*cells, *(index for index in matched if index not in cells))
    return tuple(sorted(cells))


def _by_looks(
    columns: Sequence[Column], block: Block, sample: Sequence[Sequence[str]], found: dict[str, tuple[int, ...]]
) -> None:
    for column in columns:
        pattern = column.looks_like or column.found_by
        if pattern and column.field not in found:
            taken = {index for cells in found.values() for index in cells}
            free = (index for index in range(len(block.header)) if index not in taken)
            cells = [index for index in free if _share_like(pattern, sample, (index,)) >= MOSTLY]
            if len(cells) == 1:
                found[column.field] = (cells[0],)


def _share_like(pattern: str, sample: Sequence[Sequence[str]], cells: Sequence[int]) -> float:
    values = [row[index].strip() for row in sample for index in cells if index < len(row) and row[index].strip()]
    expression = re.compile(pattern, re.IGNORECASE)
    return sum(bool(expression.search(value)) for value in values) / len(values) if values else 0.0


def _of_header(
    part: Part, columns: Sequence[Column], block: Block, found: Mapping[str, object], header: Header
) -> list[str]:
    """What the sheet and the header alone tell against the part."""
    problems: list[str] = []
    if part.sheet and not re.search(part.sheet, block.grid.name, re.IGNORECASE):
        problems.append(f"no sheet like {part.sheet}")
    if part.width is not None and len(block.header) != part.width:
        problems.append(f"{len(block.header)} columns instead of {part.width}")
    by_cells = {column.field for column in columns if column.looks_like or column.found_by}
    if missing := [_shown(name) for name in part.requires if name not in {*found, *by_cells, *block.facts}]:
        problems.append("no column for " + ", ".join(missing))
    if forbidden := [_shown(name) for name in part.forbids if name in header.possible]:
        problems.append("it has " + ", ".join(forbidden))
    return problems


def _of_cells(
    part: Part, columns: Sequence[Column], block: Block, found: Mapping[str, tuple[int, ...]]
) -> tuple[float, list[str]]:
    """How well the cells look as declared, and what they tell against the part."""
    # A footer may be as long as a short table: a line with one cell proves nothing.
    sample = [row for row in block.sample() if len(block.header) == 1 or sum(map(bool, row)) > 1]
    problems: list[str] = []
    looks = 0.0
    for column in columns:
        if not column.looks_like or column.field not in found:
            continue
        share = _share_like(column.looks_like, sample, found[column.field])
        looks += share
        # A place alone proves nothing: without a name, there must be cells that look right.
        if share < MOSTLY and (column.position is not None or _has_values(sample, found[column.field])):
            problems.append(f"the column for {_shown(column.field)} holds something else")
    if missing := [_shown(name) for name in part.requires if name not in {*found, *block.facts}]:
        problems.append("no column for " + ", ".join(missing))
    if not problems and _has_no_figure(part, columns, found):
        problems.append("no figure whose column name is known in this language")
    return looks, problems


def _has_values(sample: Sequence[Sequence[str]], cells: Sequence[int]) -> bool:
    return any(index < len(row) and row[index].strip() for row in sample for index in cells)


def _has_no_figure(part: Part, columns: Sequence[Column], found: Mapping[str, object]) -> bool:
    if part.table is None:
        return False
    metrics = {column.field for column in columns} & set(tables()[part.table].metrics)
    return bool(metrics) and not metrics & set(found)


def _facts(
    columns: Sequence[Column], block: Block, found: Mapping[str, tuple[int, ...]], names: HeaderNames
) -> dict[str, str]:
    facts: dict[str, str] = dict(block.facts)
    codes = (names.currency(block.header[index]) for cells in found.values() for index in cells)
    if code := next(filter(None, codes), ""):
        facts["currency"] = code
    for column in columns:
        for name in block.header if column.matching else ():
            if met := re.search(column.matching, normalised(name)):
                facts.update({key: text for key, text in met.groupdict().items() if text})
    return facts


def _shown(key: str) -> str:
    return key.strip("_").replace("_", " ")
