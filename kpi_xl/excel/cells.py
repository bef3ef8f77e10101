"""What a function gives to cells, and what each host shows for an error."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Literal


class CellError(Enum):
    """Why a cell has no value."""

    MISSING = "#N/A"  # there is no figure; KPI_WHY says why
    WRONG = "#VALUE!"  # the question is wrong: an unknown KPI, a period that nobody can read

    def __str__(self) -> str:
        return self.value


Cell = float | str | CellError
Block = tuple[tuple[Cell, ...], ...]
Answer = Cell | Block

Host = Literal["xlwings", "vba", "officejs", "calc", "calc_code", "file"]

# What comes nearest to each error. xlwings cannot hand an error to Excel, only its text, which our VBA turns into a
# real one (CVErr with this number). LibreOffice makes #N/A of nothing (void) and error 502 of the exception, for which
# ERRORTYPE tells `calc_code`. `file` is how an .xlsx stores them.
HOSTS: Mapping[Host, Mapping[CellError, str | int | None]] = {
    "xlwings": {CellError.MISSING: "#N/A", CellError.WRONG: "#VALUE!"},
    "vba": {CellError.MISSING: 2042, CellError.WRONG: 2015},
    "officejs": {CellError.MISSING: "#N/A", CellError.WRONG: "#VALUE!"},
    "calc": {CellError.MISSING: None, CellError.WRONG: "IllegalArgumentException"},
    "calc_code": {CellError.MISSING: 32767, CellError.WRONG: 502},
    "file": {CellError.MISSING: "#N/A", CellError.WRONG: "#VALUE!"},
}

_LONGEST = 32_767  # letters in a cell
_LONGEST_IN_BLOCK = 255  # Excel turns a whole array with a longer text into #VALUE!


def text_cell(text: str, longest: int = _LONGEST) -> str:
    """A text as a cell shows it: without control characters, cut to what fits. It is text whatever it begins with."""
    kept = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text).strip()
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def block_cell(value: object) -> Cell:  # noqa: PLR0911 - one a kind of value
    """One cell of a block: numbers as they are, days as 2026-10-05, nothing as no figure."""
    match value:
        case None:
            return CellError.MISSING
        case CellError():
            return value
        case bool():
            return float(value)
        case int() | float():
            return float(value) if math.isfinite(value) else CellError.MISSING
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            return text_cell(str(value), _LONGEST_IN_BLOCK)


def number_cell(value: float | None) -> Cell:
    """A figure, or that there is none."""
    return float(value) if value is not None and math.isfinite(value) else CellError.MISSING


def xlwings_cells(answer: Answer) -> object:
    """Cells as xlwings writes them: errors as their texts, blocks as lists of rows."""
    if isinstance(answer, tuple):
        return [[_xlwings_cell(cell) for cell in row] for row in answer]
    return _xlwings_cell(answer)


def _xlwings_cell(cell: Cell) -> object:
    return HOSTS["xlwings"][cell] if isinstance(cell, CellError) else cell
