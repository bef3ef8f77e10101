"""What hosts hand over as arguments: one value, rows of cells, or nothing.

Excel hands over numbers as floats, dates as dates or serial numbers, a range as rows of cells (one row or column may
come flat), an empty cell as None and an argument that was left out as None or not at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from kpi_xl.excel.functions import Argument, Function

_LONGEST = 32_767  # letters in a cell
_MOST_CELLS = 10_000  # of one argument


@dataclass(frozen=True, slots=True)
class Given:
    """The arguments of one call by their names."""

    values: Mapping[str, object]
    rest: tuple[object, ...] = ()  # what a repeating argument stands for

    def cell(self, name: str) -> object:
        """The one cell of an argument; None if it is empty or left out.

        Raises:
            UsageError: it is a range of several cells.
        """
        found = list(cells_in(self.values.get(name)))
        if len(found) > 1:
            raise UsageError(f"The argument {name} is one cell.", "KPI_TABLE takes ranges.")
        return _blank_is_none(found[0]) if found else None

    def text(self, name: str) -> str | None:
        """The same as text."""
        return as_text(self.cell(name))

    def number(self, name: str) -> float | None:
        """The same as a number.

        Raises:
            UsageError: it is none.
        """
        value = self.cell(name)
        return None if value is None else as_number(value)

    def list(self, name: str) -> tuple[object, ...]:
        """Every filled cell of a range, or the parts of a text such as "reach; ctr"."""
        return listed(self.values.get(name))

    def rows(self, name: str) -> tuple[tuple[object, ...], ...]:
        """A range row by row."""
        return rows_of(self.values.get(name))


def bound(function: Function, arguments: Sequence[object]) -> Given:
    """The arguments of a call by their names.

    Raises:
        UsageError: one is missing, or there are too many.
    """
    named = [argument for argument in function.arguments if not argument.repeats]
    repeats = len(named) < len(function.arguments)
    if len(arguments) > len(named) and not repeats:
        raise UsageError(f"{function.name} takes {len(named)} arguments.", _usage(function))
    values = dict(zip((argument.name for argument in named), arguments, strict=False))
    for argument in named:
        if argument.required and not any(
            _blank_is_none(one) is not None for one in cells_in(values.get(argument.name))
        ):
            raise UsageError(f"{function.name} needs its argument {argument.name}.", _usage(function))
    return Given(values, tuple(arguments[len(named) :]))


def cells_in(value: object) -> Iterator[object]:
    """Every cell of an argument, row by row."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from cells_in(one)
    else:
        yield value


def rows_of(value: object) -> tuple[tuple[object, ...], ...]:
    """An argument as rows of cells."""
    if not isinstance(value, list | tuple):
        return () if _blank_is_none(value) is None else ((value,),)
    return tuple(tuple(row) if isinstance(row, list | tuple) else (row,) for row in value)


def listed(value: object) -> tuple[object, ...]:
    """The filled cells of a range, or the parts of one text."""
    found = [one for one in cells_in(value) if _blank_is_none(one) is not None]
    if len(found) > _MOST_CELLS:
        raise UsageError(f"A range of {len(found)} cells is too large.", f"Take at most {_MOST_CELLS}.")
    if len(found) == 1 and isinstance(found[0], str):
        return tuple(part.strip() for part in re.split(r"[;\n]", found[0]) if part.strip())
    return tuple(found)


def as_text(value: object) -> str | None:
    """A cell's value as text: 2026 and not 2026.0."""
    value = _blank_is_none(value)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:_LONGEST]


def as_number(value: object) -> float:
    """A cell's value as a number; a text with one decimal mark counts.

    Raises:
        UsageError: it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?\d+([.,]\d+)?\s*", value):
        return float(value.replace(",", "."))
    raise UsageError(f"“{value}” is not a number.", "Write digits.")


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _usage(function: Function) -> str:
    return f"Write ={function.name}({'; '.join(map(_shown, function.arguments))})."


def _shown(argument: Argument) -> str:
    return f"{argument.name} …" if argument.repeats else argument.name if argument.required else f"[{argument.name}]"
