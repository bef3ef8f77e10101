"""The kinds of value that a formula knows, and the two ways in which it can fail to give one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, repeat


class ErrorValue(Enum):
    """An error as a cell shows it: a value like any other, which spreads to the formulas that read it."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"


Value = float | str | bool | ErrorValue | None
"""What a cell comes to. Numbers and days are floats; None is a blank cell."""


@dataclass(frozen=True, slots=True)
class Uncomputable:
    """No value can be told without Excel, and why: a volatile or unknown function, a link, a circle."""

    reason: str


@dataclass(frozen=True, slots=True)
class Array:
    """A block of values, row by row.

    `values` may end early: all that follows is `rest`, so that a whole column costs no more than the rows in use.
    """

    rows: int
    columns: int
    values: list[Value]
    rest: Value = None

    def at(self, row: int, column: int) -> Value:
        """The value there, counted from 0; a single row or column is repeated as far as asked, else #N/A."""
        row = 0 if self.rows == 1 else row
        column = 0 if self.columns == 1 else column
        if row >= self.rows or column >= self.columns:
            return ErrorValue.NA
        position = row * self.columns + column
        return self.values[position] if position < len(self.values) else self.rest

    def each(self) -> Iterator[Value]:
        """All values, row by row."""
        missing = self.rows * self.columns - len(self.values)
        return chain(self.values, repeat(self.rest, missing)) if missing else iter(self.values)

    def map(self, change: Callable[[Value], Value]) -> Array:
        """The same block with each value changed."""
        return Array(self.rows, self.columns, [change(value) for value in self.values], change(self.rest))


def combined(change: Callable[..., Value], *operands: Value | Array) -> Array:
    """`change` applied place by place; single values, rows and columns are repeated over the others."""
    arrays = [each for each in operands if isinstance(each, Array)]
    rows = max(array.rows for array in arrays)
    columns = max(array.columns for array in arrays)
    stored = max(len(array.values) for array in arrays)
    if all(array.rows == rows and array.columns == columns for array in arrays):
        lists = [_list(each, stored) if isinstance(each, Array) else repeat(each, stored) for each in operands]
        rest = change(*(each.rest if isinstance(each, Array) else each for each in operands))
        return Array(rows, columns, list(map(change, *lists)), rest)
    places = ((row, column) for row in range(rows) for column in range(columns))
    values = [change(*(each.at(*place) if isinstance(each, Array) else each for each in operands)) for place in places]
    return Array(rows, columns, values)


def _list(array: Array, length: int) -> list[Value]:
    return array.values + [array.rest] * (length - len(array.values))


class Fault(Exception):  # noqa: N818 - it is no error of the program: a formula comes to an error value
    """Raised inside a function that comes to an error value."""

    def __init__(self, value: ErrorValue) -> None:
        super().__init__(value.value)
        self.value = value


class Stop(Exception):  # noqa: N818 - as above
    """Raised where a formula cannot be computed at all; the cell becomes `Uncomputable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
