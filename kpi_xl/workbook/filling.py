"""What the workbook engine is told to write: plain data, nothing of KPIs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Scalar = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula (English function names, no leading =) and the value that it comes to now."""

    text: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a header and its values, all values of one Python type or None.

    A column of formulas has `formula` (the same text for each row, over `[#This Row]`) and its values.
    """

    header: str
    values: Sequence[Scalar]
    formula: str | None = None


Cell = Scalar | Formula


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of one fill.

    `cells` answers a placeholder by its whole text as it stands between the braces together with the place it stands
    in (see `Placeholder`); `tables` gives an Excel table's new rows by the table's name; `repeats` gives the values
    that a repeating row or sheet runs through.
    """

    cells: Mapping[str, Cell]
    tables: Mapping[str, Sequence[Column]]
    repeats: Mapping[str, Sequence[Mapping[str, Cell]]]
