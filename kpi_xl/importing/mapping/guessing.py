"""What the columns of an unknown file seem to be: by their names in eleven languages, their cells and their units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.headers import normalised
from kpi_xl.importing.kinds import Kind, Money, Number, Percent, kind_of_type
from kpi_xl.importing.layouts import MAX_HEADER_ROW, Block, header_row
from kpi_xl.importing.mapping.known_names import KnownNames
from kpi_xl.importing.mapping.looks import UNPROVEN, share_like
from kpi_xl.importing.mapping.targets import ID_FIELDS, TARGET_TABLES, has_day, main_day
from kpi_xl.vocabulary.money import CURRENCIES
from kpi_xl.vocabulary.tables import Field, tables

if TYPE_CHECKING:
    from kpi_xl.importing.opening.grid import OpenedFile

_BY_NAME, _BY_CELLS = 0.75, 0.22  # what name and cells each prove; nothing is ever certain
_LEAST = 0.6
_FITTING_CELLS = 0.8
_ELSEWHERE = 0.95  # what a name that another table has is worth, or cells that fit another field better
_EXAMPLES = 3
_SECONDS: Mapping[str, float] = {
    r"\b(?:hours?|hrs?|timer|timmar|stunden|horas|heures|tuntia|uren)\b": 3600,
    r"\b(?:min|minutes?|minutter|minuter|minuten|minutos|minuuttia|minuten)\b": 60,
    r"\b(?:ms|milliseconds?)\b": 0.001,
}


@dataclass(frozen=True, slots=True)
class GuessedColumn:
    """One column of the file and what it seems to be; `field` is empty where nothing is likely."""

    header: str
    examples: tuple[str, ...]
    field: str = ""
    likeness: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Guess:
    """A table that the file may fill, and its columns in their order."""

    table: str
    columns: tuple[GuessedColumn, ...]
    total: float  # how much speaks for it

    @property
    def currency(self) -> str:
        """The currency that a head names: Amount (NOK)."""
        heads = " ".join(column.header for column in self.columns)
        return next((code for code in re.findall(r"\(([A-Z]{3})\)", heads) if code in CURRENCIES), "")


def guesses(opened: OpenedFile, names: KnownNames) -> tuple[Guess, ...]:
    """One guess a table, the likeliest first. None if the file holds no table."""
    block = likely_header(opened, names)
    if block is None:
        return ()
    found = [_guess(table, block, names) for table in TARGET_TABLES]
    return tuple(sorted(found, key=lambda guess: -guess.total))


def likely_header(opened: OpenedFile, names: KnownNames) -> Block | None:
    """The row that has the most known names, else the first that is as wide as the rows below it."""
    blocks = [block for block in header_row(opened) if _width(block) > 1 and block.sample(1)]
    known = {id(block): sum(normalised(cell) in names.targets for cell in block.header) for block in blocks}
    if not blocks:
        return None
    most = max(known.values())
    widest = max(_width(block) for block in blocks[:MAX_HEADER_ROW])
    if most > 1:
        return next(block for block in blocks if known[id(block)] == most)
    return next(block for block in blocks if _width(block) == widest)


def _width(block: Block) -> int:
    return sum(bool(cell.strip()) for cell in block.header)


def _guess(table: str, block: Block, names: KnownNames) -> Guess:
    sample = block.sample()
    cells = [[row[at].strip() for row in sample if at < len(row)] for at in range(len(block.header))]
    pairs = [
        (sure, at, field)
        for at, header in enumerate(block.header)
        if header.strip()
        for field, sure in _likely(table, header, cells[at], names).items()
    ]
    chosen: dict[int, tuple[str, float]] = {}
    # Of fields that are equally likely the plainer one: clicks before link_clicks.
    for sure, at, field in sorted(pairs, key=lambda pair: (-pair[0], len(pair[2]), pair[1])):
        if at not in chosen and field not in {name for name, _ in chosen.values()}:
            chosen[at] = (field, sure)
    columns = tuple(
        _column(table, header, cells[at], chosen.get(at, ("", 0.0)))
        for at, header in enumerate(block.header)
        if header.strip()
    )
    return Guess(table, columns, _total(table, [column for column in columns if column.field]))


def _likely(table: str, header: str, cells: Sequence[str], names: KnownNames) -> dict[str, float]:
    found: dict[str, float] = {}
    for field, sure in _alike(table, header, names).items():
        share = _share(tables()[table].fields[field], cells)
        if share >= _FITTING_CELLS or share == UNPROVEN:
            found[field] = _BY_NAME * sure + _BY_CELLS * share
    return {field: sure for field, sure in found.items() if sure >= _LEAST}


def _alike(table: str, header: str, names: KnownNames) -> dict[str, float]:
    """The fields of the table that the name resembles; what is called a date anywhere may be the table's own day."""
    found: dict[str, float] = {}
    for (of, field), sure in names.alike(header).items():
        if of == table:
            found[field] = max(sure, found.get(field, 0.0))
        elif field == "date" and (day := main_day(table)):
            found[day] = max(sure * _ELSEWHERE, found.get(day, 0.0))
    return found


def _share(field: Field, cells: Sequence[str]) -> float:
    """How many of the cells fit; a day without a clock is rather a date than a moment, and the other way round."""
    share = share_like(_kind(field), cells)
    clocks = any(":" in cell for cell in cells)
    unlike = (field.type == "date" and clocks) or (field.type == "timestamp UTC" and not clocks)
    return share * _ELSEWHERE if unlike and share != UNPROVEN else share


def _kind(field: Field) -> Kind:
    kinds: Mapping[str, Kind] = {"money": Money(), "fraction": Percent(), "seconds": Number()}
    return kinds.get(field.unit) or kind_of_type(field.type)


def _column(table: str, header: str, cells: Sequence[str], chosen: tuple[str, float]) -> GuessedColumn:
    examples = tuple(dict.fromkeys(cell for cell in cells if cell))[:_EXAMPLES]
    field, sure = chosen
    scale = _scale(header) if field and tables()[table].fields[field].unit == "seconds" else 1.0
    return GuessedColumn(header.strip(), examples, field, sure, scale)


def _scale(header: str) -> float:
    """What one of the file's units of time is in seconds."""
    return next((scale for unit, scale in _SECONDS.items() if re.search(unit, normalised(header))), 1.0)


def _total(table: str, columns: Sequence[GuessedColumn]) -> float:
    """How much speaks for a table: its columns, and that what a row of it needs is there."""
    fields = {column.field for column in columns}
    has_id = table not in ID_FIELDS or ID_FIELDS[table] in fields
    figures = len(fields & set(tables()[table].metrics))
    ready = has_day(table, fields) + has_id + (figures > 0)
    return sum(column.likeness for column in columns) + 0.5 * ready
