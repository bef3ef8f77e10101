"""What the calculator reads: a workbook as cells, tables and names, however it is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from kpi_xl.workbook.calc.values import ErrorValue


@dataclass(frozen=True, slots=True)
class ArrayArea:
    """The cells that share one array formula (`t="array"` with its `ref`), first and last included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class FormulaCell(NamedTuple):
    """A formula still to be computed, as it stands in the file: English names, no leading `=`, shared ones expanded.

    Each cell of an array formula gives the same text and the same `array`.
    """

    text: str
    array: ArrayArea | None = None


Content = str | int | float | bool | date | datetime | ErrorValue | FormulaCell | None
"""A cell's constant, its formula, or None where it is blank. A formula whose value is known is that value."""


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table: where all of it lies, header and totals rows included, and its column headers in order."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name and what it stands for (no leading `=`); relative references are as seen from A1. `sheet` if local."""

    name: str
    text: str
    sheet: str | None = None


class Outside(Protocol):
    """What a workbook keeps of the other workbooks that its formulas read, as they were when it was last saved."""

    def column(self, workbook: int, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content] | None:
        """The cells of a column of the workbook `[1]`, `[2]` …; None where nothing is kept of that sheet."""
        ...


class Source(Protocol):
    """A workbook to calculate: it must not change while a `Calculator` reads it. Rows and columns count from 1."""

    @property
    def date1904(self) -> bool:
        """Whether day numbers count from 1904."""
        ...

    @property
    def sheets(self) -> Sequence[str]:
        """The names of all sheets in tab order."""
        ...

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables by name; a name is found whatever its case."""
        ...

    @property
    def names(self) -> Sequence[DefinedName]:
        """The defined names."""
        ...

    def used(self, sheet: str) -> tuple[int, int]:
        """The last row and the last column that hold anything; (0, 0) on an empty sheet."""
        ...

    def cell(self, sheet: str, row: int, column: int) -> Content:
        """What a cell holds."""
        ...

    def column(self, sheet: str, column: int, first_row: int, last_row: int) -> Sequence[Content]:
        """What the cells of a column hold, from `first_row` to `last_row`."""
        ...

    def hidden_rows(self, sheet: str) -> Collection[int]:
        """The rows that are hidden, by hand or by a filter."""
        ...
