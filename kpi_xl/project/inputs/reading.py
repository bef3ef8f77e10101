"""The inputs workbook read back: by the heads of its columns in any language, wherever a person has moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kpi_xl.errors import UsageError
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.project.inputs.cells import CellReader
from kpi_xl.project.inputs.finding import FoundTable, find_table
from kpi_xl.project.inputs.layout import InputSheet
from kpi_xl.project.inputs.rows import finished, problems_of


@dataclass(frozen=True, slots=True)
class InputProblem:
    """Something in the inputs workbook that could not be used; a row with a bad cell is left out as a whole."""

    sheet: str
    row: int
    column: str  # its letters; empty where it is not one cell's
    text: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.column or 'row '}{self.row}: {self.text}"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workbook holds: canonical rows by table, with `_row`, and what is wrong in it."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    problems: tuple[InputProblem, ...]
    rows_rejected: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """The workbook on its way in."""

    cells: CellReader
    tables: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict[str, list[Mapping[str, Any]]])
    problems: list[InputProblem] = field(default_factory=list[InputProblem])
    seen: dict[tuple[object, ...], str] = field(default_factory=dict[tuple[object, ...], str])  # unique values → place

    def take(self, grid: Grid, found: FoundTable) -> int:
        """Read the rows of a table; how many could not be used."""
        rejected = 0
        for row, record in grid.rows():
            if row <= found.row or not any(found.cell(record, place) for _, place in found.places):
                continue
            problems = list(self._take_row(grid, found, row, record))
            self.problems.extend(problems)
            rejected += bool(problems)
        return rejected

    def _take_row(self, grid: Grid, found: FoundTable, row: int, record: Sequence[str]) -> Iterator[InputProblem]:
        values: dict[str, Any] = {}
        wrong = False
        for column, place in found.places:
            try:
                values[column.field] = self.cells.value(column, found.cell(record, place), row)
            except UsageError as error:
                wrong = True
                yield InputProblem(grid.name, row, column_letters(place), str(error))
        if wrong:
            return
        whole = (
            *problems_of(found.sheet, values, found.language),
            *self._said_again(found.sheet, values, f"{grid.name}!{row}"),
        )
        yield from (InputProblem(grid.name, row, "", text) for text in whole)
        if not whole:
            self.tables.setdefault(found.sheet.table, []).append({**finished(found.sheet, values), "_row": row})

    def _said_again(self, sheet: InputSheet, values: Mapping[str, Any], place: str) -> Iterator[str]:
        if sheet.unique:
            key = (sheet.table, *(_folded(values.get(name)) for name in sheet.unique))
            if self.seen.setdefault(key, place) != place:
                yield f"Row {self.seen[key].rpartition('!')[2]} is about the same already. Keep one of the two."


def read_inputs(path: Path, cells: CellReader) -> Inputs:
    """Read the workbook.

    Raises:
        FileProblemError: it cannot be read.
    """
    opened = open_file(path)[0]
    if opened.problem:
        raise opened.problem
    reading, rejected = _Reading(cells), 0
    for grid in opened.grids:
        found = find_table(grid)
        if found is None:
            continue
        if missing := found.missing:
            heads = ", ".join(f"“{column.labels[found.language]}”" for column in missing)
            reading.problems.append(InputProblem(grid.name, found.row, "", f"There is no column {heads}."))
        else:
            rejected += reading.take(grid, found)
    return Inputs(reading.tables, tuple(reading.problems), rejected)


def column_letters(place: int) -> str:
    """A, B … Z, AA … for columns counted from 0."""
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
        place -= 1
    return letters


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value
