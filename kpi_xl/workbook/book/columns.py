"""One column of a filled table as XML, as fast as Python builds strings."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi_xl.workbook import limits
from kpi_xl.workbook.book.styles import DAY, MOMENT, Styles
from kpi_xl.workbook.book.text import escaped
from kpi_xl.workbook.book.values import CARE, needs_quote, stored, text_xml
from kpi_xl.workbook.calc.addresses import column_letters
from kpi_xl.workbook.filling import Scalar

_SEPARATOR = "\x01"  # cannot be in text that needs no care
_JOINED_CARE = re.compile(rf"{CARE.pattern}|(?:\A|{_SEPARATOR})[\s=+\-@\uff1d\uff0b\uff0d\uff20]|\s(?:{_SEPARATOR}|\Z)")

Pattern = tuple[str, list[Sequence[object]]]
RowFormula = Callable[[int], str]


@dataclass(slots=True)
class ColumnXml:
    """A column's values with their format, and the formula that stands in each of its cells, if any.

    `formula` is one text for all rows, or gives each row's own.
    """

    column: int
    values: Sequence[Scalar]
    style: str
    styles: Styles
    where: str  # the column, for messages
    date1904: bool = False
    formula: str | RowFormula | None = None
    known: bool = True  # whether the formula's values were given, and need not be computed

    def formula_at(self, row: int) -> str | None:
        """The formula in a row of the sheet."""
        return self.formula(row) if callable(self.formula) else self.formula

    def pattern(self, start: int, stop: int, first_row: int) -> Pattern:
        """A `%` pattern for one cell and the columns of values that fill it, for the values from `start` to `stop`."""
        rows = range(first_row, first_row + stop - start)
        letters = column_letters(self.column)
        values = self.values[start:stop]
        kinds = set(map(type, values))
        if self.formula is None:
            plain = self._plain(kinds, letters, rows, values)
            if plain is not None:
                return plain
        elif isinstance(self.formula, str) and kinds == {float} and all(map(math.isfinite, _numbers(values))):
            text = escaped(self.formula).replace("%", "%%")
            return f'<c r="{letters}%d"{self._attribute(self.style)}><f>{text}</f><v>%s</v></c>', [rows, values]
        return "%s", [[self._cell(row, letters, value) for row, value in zip(rows, values, strict=True)]]

    def _plain(self, kinds: set[type], letters: str, rows: range, values: Sequence[Scalar]) -> Pattern | None:
        """The fast way, where all values are of one kind and none needs care."""
        style = self._attribute(self.style)
        if (kinds == {float} and all(map(math.isfinite, _numbers(values)))) or (
            kinds == {int} and max(map(abs, _numbers(values))) < limits.MAX_EXACT
        ):
            return f'<c r="{letters}%d"{style}><v>%s</v></c>', [rows, values]
        if kinds == {str}:
            joined = _SEPARATOR.join(_texts(values))
            clean = joined.count(_SEPARATOR) == len(values) - 1 and _JOINED_CARE.search(joined) is None
            if clean and "" not in values and max(map(len, _texts(values))) < limits.MAX_TEXT // 2:
                return f'<c r="{letters}%d"{style} t="inlineStr"><is><t>%s</t></is></c>', [rows, values]
        return None

    def _cell(self, row: int, letters: str, value: Scalar) -> str:
        where = f"{self.where}, cell {letters}{row}"
        head = f'<c r="{letters}{row}"{self._attribute(self._style_for(value))}'
        if self.formula is not None:
            text = self.formula_at(row) or ""
            kind, inner = stored(value, where, date1904=self.date1904)
            limits.checked_formula(text, where)
            return f"{head}{_kind(kind)}><f>{escaped(text)}</f><v>{inner}</v></c>"
        if value is None or value == "":
            return f"{head}/>"
        if isinstance(value, str):
            return f'{head} t="inlineStr"><is>{text_xml(value, where)}</is></c>'
        kind, inner = stored(value, where, date1904=self.date1904)
        return f"{head}{_kind(kind)}><v>{inner}</v></c>"

    def _style_for(self, value: Scalar) -> str:
        if isinstance(value, datetime):
            return self.styles.dated(self.style, MOMENT)
        if isinstance(value, date):
            return self.styles.dated(self.style, DAY)
        if self.formula is None and isinstance(value, str) and needs_quote(value):
            return self.styles.quoted(self.style)
        return self.style

    @staticmethod
    def _attribute(style: str) -> str:
        return f' s="{style}"' if style and style != "0" else ""


def _kind(kind: str) -> str:
    return f' t="{kind}"' if kind else ""


def _numbers(values: Sequence[Scalar]) -> Sequence[float]:
    return values  # pyright: ignore[reportReturnType] - the caller has looked at every type


def _texts(values: Sequence[Scalar]) -> Sequence[str]:
    return values  # pyright: ignore[reportReturnType] - as above
