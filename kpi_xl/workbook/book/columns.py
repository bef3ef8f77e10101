"""One column of a filled table as XML, as fast as Python builds strings."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi_xl.workbook import limits
from kpi_xl.workbook.book.styles import DAY, MOMENT, Styles
from kpi_xl.workbook.book.text import HIDDEN, escaped
from kpi_xl.workbook.book.values import LIKE_A_FORMULA, needs_quote, stored, text_xml
from kpi_xl.workbook.calc.addresses import column_letters
from kpi_xl.workbook.filling import Scalar

_SEPARATOR = "\x01"
_SPACES = frozenset(" \n\t\r\x0b\x0c\x85\xa0\u2028\u2029\u3000")
_CONTROL = re.compile("[\x00\x02-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

RowFormula = Callable[[int], str]
Pattern = tuple[str, list[Sequence[object]]]


@dataclass(slots=True)
class ColumnXml:
    """A column's values with their format, and the formula that stands in each of its cells, if any.

    `formula` is one text for all rows, or gives each row's own.
    """

    column: int
    values: Sequence[Scalar]
    style: str
    where: str  # the column, for messages
    date1904: bool = False
    formula: str | RowFormula | None = None
    known: bool = True  # whether the formula's values were given, and need not be computed
    day_style: str = ""
    moment_style: str = ""
    quoted_style: str = ""

    def choose_styles(self, styles: Styles) -> None:
        """Settle the formats that its values need; they must be known before the first row is written."""
        kinds = set(map(type, self.values))
        self.day_style = styles.dated(self.style, DAY) if date in kinds else self.style
        self.moment_style = styles.dated(self.style, MOMENT) if datetime in kinds else self.style
        firsts = {each[:1] for each in self.values if isinstance(each, str)} if str in kinds else set[str]()
        risky = self.formula is None and not firsts.isdisjoint(LIKE_A_FORMULA)
        self.quoted_style = styles.quoted(self.style) if risky else self.style

    def formula_at(self, row: int) -> str | None:
        """The formula in a row of the sheet."""
        return self.formula(row) if callable(self.formula) else self.formula

    def pattern(self, start: int, stop: int, rows: Sequence[str]) -> Pattern:
        """A `%` pattern for one cell and the columns of values that fill it, for the values from `start` to `stop`."""
        values = self.values[start:stop]
        kinds = set(map(type, values))
        if isinstance(self.formula, str) and kinds == {float} and _finite(values):
            limits.checked_formula(self.formula, self.where)
            head, text = self._head(self.style), escaped(self.formula).replace("%", "%%")
            return f"{head}><f>{text}</f><v>%s</v></c>", [rows, values]
        if self.formula is None:
            plain = self._plain(kinds, rows, values)
            if plain is not None:
                return plain
        return "%s", [[self._cell(row, value) for row, value in zip(rows, values, strict=True)]]

    def _plain(self, kinds: set[type], rows: Sequence[str], values: Sequence[Scalar]) -> Pattern | None:
        """The fast ways, where all values are of one kind."""
        if kinds == {str}:
            return self._text_cells(rows, _texts(values))
        gaps = type(None) in kinds
        if kinds <= {float, type(None)} and _finite(value for value in values if value is not None):
            return self._numbers(self.style, rows, values, gaps=gaps)
        if kinds == {int} and max(map(abs, _numbers(values))) < limits.MAX_EXACT:
            return self._numbers(self.style, rows, values, gaps=False)
        if kinds == {date} and min(_days(values)) >= limits.FIRST_DAY and not self.date1904:
            numbers = [day - limits.DAY_ZERO for day in map(date.toordinal, _days(values))]
            return self._numbers(self.day_style, rows, numbers, gaps=False)
        return None

    def _numbers(self, style: str, rows: Sequence[str], values: Sequence[object], *, gaps: bool) -> Pattern:
        head = self._head(style)
        if not gaps:
            return f"{head}><v>%s</v></c>", [rows, values]
        blank = f"{head}/>"
        full = f"{head}><v>%s</v></c>"
        cells = [blank % row if value is None else full % (row, value) for row, value in zip(rows, values, strict=True)]
        return "%s", [cells]

    def _text_cells(self, rows: Sequence[str], values: Sequence[str]) -> Pattern:
        """Escape the whole column at once; only what needs care is then written by itself."""
        joined = _SEPARATOR.join(values)
        if _is_odd(joined, values):
            return "%s", [[self._cell(row, value) for row, value in zip(rows, values, strict=True)]]
        texts = values
        if "&" in joined or "<" in joined or ">" in joined:
            texts = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split(_SEPARATOR)
        pattern = f'{self._head(self.style)} t="inlineStr"><is><t>%s</t></is></c>'
        care = _with_care(values)
        if not care:
            return pattern, [rows, texts]
        cells = list(map(pattern.__mod__, zip(rows, texts, strict=True)))
        for index in care:
            cells[index] = self._cell(rows[index], values[index])
        return "%s", [cells]

    def _cell(self, row: str, value: Scalar) -> str:
        where = f"{self.where}, cell {column_letters(self.column)}{row}"
        head = self._head(self._style_for(value)) % row
        if self.formula is not None:
            text = limits.checked_formula(self.formula_at(int(row)) or "", where)
            kind, inner = stored(value, where, date1904=self.date1904)
            return f"{head}{_kind(kind)}><f>{escaped(text)}</f><v>{inner}</v></c>"
        if value is None or value == "":
            return f"{head}/>"
        if isinstance(value, str):
            return f'{head} t="inlineStr"><is>{text_xml(value, where)}</is></c>'
        kind, inner = stored(value, where, date1904=self.date1904)
        return f"{head}{_kind(kind)}><v>{inner}</v></c>"

    def _style_for(self, value: Scalar) -> str:
        if isinstance(value, datetime):
            return self.moment_style
        if isinstance(value, date):
            return self.day_style
        if self.formula is None and isinstance(value, str) and needs_quote(value):
            return self.quoted_style
        return self.style

    def _head(self, style: str) -> str:
        """The start of a cell, with `%s` for its row."""
        attribute = f' s="{style}"' if style and style != "0" else ""
        return f'<c r="{column_letters(self.column)}%s"{attribute}'


def _is_odd(joined: str, values: Sequence[str]) -> bool:
    """Whether some text is so long, or holds such characters, that each must be looked at."""
    if joined.count(_SEPARATOR) != len(values) - 1 or max(map(len, values)) > limits.SAFE_LENGTH:
        return True
    return _CONTROL.search(joined) is not None or HIDDEN.search(joined) is not None


def _with_care(values: Sequence[str]) -> list[int]:
    """The positions of texts that are empty, look like a formula, or begin or end with a space."""
    firsts, lasts = {value[:1] for value in values}, {value[-1:] for value in values}
    if "" not in firsts and firsts.isdisjoint(LIKE_A_FORMULA | _SPACES) and lasts.isdisjoint(_SPACES):
        return []
    odd_firsts, odd_lasts = LIKE_A_FORMULA | _SPACES | {""}, _SPACES
    return [index for index, value in enumerate(values) if value[:1] in odd_firsts or value[-1:] in odd_lasts]


def _kind(kind: str) -> str:
    return f' t="{kind}"' if kind else ""


def _finite(values: Iterable[Scalar]) -> bool:
    return all(map(math.isfinite, _numbers(values)))


def _numbers(values: Iterable[Scalar]) -> Iterable[float]:
    return values  # pyright: ignore[reportReturnType] - the caller has looked at every type


def _texts(values: Sequence[Scalar]) -> Sequence[str]:
    return values  # pyright: ignore[reportReturnType] - as above


def _days(values: Sequence[Scalar]) -> Sequence[date]:
    return values  # pyright: ignore[reportReturnType] - as above
