"""A formula as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kpi_xl.workbook.calc.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, TRUE, FALSE or error written in the formula."""

    value: Value


@dataclass(frozen=True, slots=True)
class Omitted:
    """An argument left empty between its commas."""


@dataclass(frozen=True, slots=True)
class ArrayLiteral:
    """`{1,2;3,4}`."""

    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a cell reference; a whole column has no row, a whole row no column."""

    row: int | None
    column: int | None
    row_fixed: bool
    column_fixed: bool


@dataclass(frozen=True, slots=True)
class AreaReference:
    """`A1`, `$A$1:B2`, `C:C` or `4:4`; on the formula's own sheet where `sheet` is None.

    `last_sheet` is set in a reference through several sheets, `Jan:Mar!B2`.
    """

    first: Corner
    last: Corner
    sheet: str | None = None
    last_sheet: str | None = None


@dataclass(frozen=True, slots=True)
class NameReference:
    """A defined name, or a table by its bare name."""

    name: str
    sheet: str | None = None


class TableReference(NamedTuple):
    """`tbl[[#Totals],[Clicks]]`: sections in lower case without `#`; the formula's own table where `table` is None."""

    table: str | None
    sections: tuple[str, ...]
    first_column: str | None
    last_column: str | None


@dataclass(frozen=True, slots=True)
class OutsideReference:
    """A reference into another workbook, by the number that the file gives it: `[1]Budget!A1`."""

    text: str
    workbook: int
    area: AreaReference


@dataclass(frozen=True, slots=True)
class Prefixed:
    """A sign, or `@`, before its operand."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """`50%`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands; `:` spans, a space intersects and `,` unites references."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Group:
    """Brackets: they matter to how Excel rounds the last subtraction of a formula."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its English name in capitals, without `_xlfn.`."""

    name: str
    arguments: tuple[Node, ...]


Node = (
    Literal
    | Omitted
    | ArrayLiteral
    | AreaReference
    | NameReference
    | TableReference
    | OutsideReference
    | Prefixed
    | Percent
    | Operation
    | Group
    | Call
)
