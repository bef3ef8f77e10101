"""What the workbook engine is told to write: plain data, nothing of KPIs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from kpi_xl.workbook.calc.values import ErrorValue

Scalar = str | int | float | bool | date | datetime | ErrorValue | None
"""What a cell can hold. Text stays text whatever it looks like; an int of more than 15 digits must come as text.

A day or time without zone becomes Excel's own; None is an empty cell.
"""


class Later(Enum):
    """Said in place of a value."""

    COMPUTE = "the engine works the value out itself, as Excel would"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the value that it comes to now.

    `text` has no leading `=`, English function names and `,` between arguments. It may refer to tables, names and the
    cells that the placeholder's criteria name, written as they are there (`$A7`): rows that the fill inserts, and the
    copy of a repeated row that it lands in, are reckoned in by the engine. What a copied row shall not move has a `$`.
    A value of None is stored as the empty text that a guarded formula gives.

    In the middle of a text, in a header or a shape there can be no formula: there it is `reads` of its value.
    """

    text: str
    value: Scalar | Later = Later.COMPUTE
    reads: Callable[[Scalar], str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a header and its values, all of one Python type or None.

    A column of formulas has `formula` (one text for all rows, over `table[[#This Row],[header]]`) and its values.
    """

    header: str
    values: Sequence[Scalar]
    formula: str | None = None


Cell = Scalar | Formula


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of one fill, or of one copy of a repeated row, block or sheet.

    Attributes:
        cells: Answers placeholders: by `Placeholder.key` (text and place) or else by `Placeholder.text` alone, or else,
            where a placeholder has no options, by `Placeholder.name`. A copy is asked first, then what it stands in.
        tables: New rows of Excel tables by name, in any case. The template's table takes the columns that it has.
            A name that the workbook has no table for becomes a table on a hidden sheet of its own.
        repeats: The copies that `{{ each <list> }}` runs through, in order.
        constants: Texts by the hidden names that programs find them under in the workbook, however it is saved again.
        key: What a copy is known by from fill to fill (`instagram`), so that notes made on its sheet stay with it.
    """

    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    tables: Mapping[str, Sequence[Column]] = field(default_factory=dict[str, Sequence[Column]])
    repeats: Mapping[str, Sequence[Filling]] = field(default_factory=dict[str, "Sequence[Filling]"])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    key: str = ""
