"""What a function gives to cells, and what each host shows for an error."""

from __future__ import annotations

from collections.abc import Mapping
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
