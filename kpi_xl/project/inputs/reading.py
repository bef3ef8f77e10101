"""The inputs workbook read back: by the heads of its columns in any language, wherever a person has moved them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kpi_xl.errors import UsageError
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.project.inputs_layout import InputColumn, InputKind, InputSheet, input_sheets
from kpi_xl.vocabulary.money import currency_code
from kpi_xl.vocabulary.platforms import ADS, SOCIAL

FindKpi = Callable[[str], str]  # from what a person writes to the id; raises a UsageError

_LOOKED_AT = 20  # rows above the head of a table: a title and what a person has put there


@dataclass(frozen=True, slots=True)
class InputProblem:
    """A row of the inputs workbook that could not be used."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workbook holds: canonical rows by table, with `_row`, and what is wrong in it."""

    sha256: str
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    problems: tuple[InputProblem, ...]
    rows_read: int


def read_inputs(path: Path, find_kpi: FindKpi) -> Inputs:
    """Read the workbook.

    Raises:
        FileProblemError: it cannot be read.
    """
    tables: dict[str, list[Mapping[str, Any]]] = {}
    problems: list[InputProblem] = []
    opened = open_file(path)[0]
    for grid in opened.grids:
        found = _find_table(grid)
        if found is None:
            continue
        for row, record in grid.rows():
            if row > found.row and any(found.cell(record, place) for _, place in found.places):
                try:
                    values = _read_row(found, row, record, find_kpi)
                    tables.setdefault(found.sheet.table, []).append({**values, "_row": row})
                except UsageError as error:
                    problems.append(InputProblem(grid.name, row, str(error)))
    return Inputs(opened.sha256, tables, tuple(problems), sum(map(len, tables.values())) + len(problems))


@dataclass(frozen=True, slots=True)
class _FoundTable:
    """A sheet of the layout, found in a grid: the row of its heads, and the place of each column."""

    sheet: InputSheet
    row: int
    places: tuple[tuple[InputColumn, int], ...]

    @property
    def is_complete(self) -> bool:
        found = {column.field for column, _ in self.places}
        return all(column.field in found for column in self.sheet.columns if column.needed)

    def cell(self, record: Sequence[str], place: int) -> str:
        return record[place].strip() if place < len(record) else ""


def _find_table(grid: Grid) -> _FoundTable | None:
    for row, record in grid.rows():
        if row > _LOOKED_AT:
            return None
        heads = [" ".join(cell.split()).casefold() for cell in record]
        found = [_FoundTable(sheet, row, tuple(_places(sheet, heads))) for sheet in input_sheets()]
        if complete := [one for one in found if one.is_complete]:
            return max(complete, key=lambda one: len(one.places))
    return None


def _places(sheet: InputSheet, heads: Sequence[str]) -> Iterator[tuple[InputColumn, int]]:
    for column in sheet.columns:
        names = {column.field, *(label.casefold() for label in column.labels.values())}
        place = next((at for at, head in enumerate(heads) if head in names), None)
        if place is not None:
            yield column, place


def _read_row(found: _FoundTable, row: int, record: Sequence[str], find_kpi: FindKpi) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, place in found.places:
        try:
            values[column.field] = _read_cell(column, found.cell(record, place), find_kpi)
        except UsageError as error:
            raise UsageError(f"{_column_letters(place)}{row}: {error.message}", error.hint) from error
    return values


def _read_cell(column: InputColumn, text: str, find_kpi: FindKpi) -> Any:
    if not text:
        if column.needed:
            raise UsageError("the cell is empty.", "Fill it, or clear the row.")
        return None
    readers: Mapping[InputKind, Callable[[str], Any]] = {
        "kpi": find_kpi,
        "platform": lambda text: _chosen(text, {name: [label] for name, label in {**SOCIAL, **ADS}.items()}),
        "choice": lambda text: _chosen(text, {name: labels.values() for name, labels in column.choices.items()}),
        "currency": currency_code,
        "day": _day,
        "number": _number,
        "amount": _amount,
    }
    return readers.get(column.kind, str)(text)


def _chosen(text: str, choices: Mapping[str, Iterable[str]]) -> str:
    wanted = text.casefold()
    for name, labels in choices.items():
        if wanted == name or wanted in (label.casefold() for label in labels):
            return name
    raise UsageError(f"“{text}” is not one of the choices.", "Choose from the cell's list.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date.", "Write it as a date, for example 2026-10-01.") from error


def _number(text: str) -> float:
    """A number cell, or text that can only mean one number: 1 200,50 or 3,5 %."""
    plain = "".join(text.removesuffix("%").split())
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = float(plain) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"“{text}” is not a number.", "Write digits only.")
    return value


def _amount(text: str) -> float:
    value = _number(text)
    if value < 0:
        raise UsageError(f"“{text}” is below 0.", "Write an amount above 0.")
    return value


def _column_letters(place: int) -> str:
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
        place -= 1
    return letters
