"""How far a sheet really reaches, told from its XML as it streams by.

A reader that allocates the rectangle from A1 to the last cell dies on a single cell in the far corner, so every
reference is looked at; what the sheet says of itself in `dimension` is not believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kpi_xl.safety import limits

# What nearly every writer writes; a tag in any other form matches with empty groups.
_PLAIN = re.compile(rb'<(?:c|row)(?: r="([A-Z]*)([0-9]+)"|[\s/>])')
# Any order of attributes, any prefix. An attribute may hold ">", but never "<".
_ANY = re.compile(
    rb"""<(?:[\w.-]+:)?(c|row)(?=[\s/>])(?:\s(?:[^<]*?\s)?r\s*=\s*["']([A-Za-z]*)([0-9]*)(.))?""",
    re.DOTALL,
)
_QUOTES = (b"", b'"', b"'")
_LETTERS = 26
_LONGEST_LETTERS = 3
_LONGEST_DIGITS = 7


@dataclass(slots=True)
class SheetExtent:
    """The last row and column that a sheet uses, as far as it has been fed."""

    rows: int = 0
    columns: int = 0
    odd: bool = False  # a reference that is no plain A1, such as "&#65;1": nobody but an attacker writes it
    _row: int = field(default=0, repr=False)  # where the reader stands, for cells that come without a reference
    _column: int = field(default=0, repr=False)

    @property
    def allowed(self) -> bool:
        """Whether the sheet fits the grid of Excel and the memory of a reader."""
        inside = self.rows <= limits.MAX_ROWS and self.columns <= limits.MAX_COLUMNS
        return inside and not self.odd and self.rows * self.columns <= limits.MAX_SHEET_CELLS

    def feed(self, xml: bytes) -> None:
        """Take the next piece; it must end right before a "<"."""
        references = _PLAIN.findall(xml)
        letters, digits = (set(part) for part in zip(*references, strict=True)) if references else (set(), set())
        if b"" in digits or b":c" in xml or b":row" in xml:
            self._walk(xml)
        elif references:
            self.columns = max(self.columns, *(_column(each) for each in letters))
            self._row = self.rows = max(self.rows, *(_row(each) for each in digits))

    def _walk(self, xml: bytes) -> None:
        """Go tag by tag: a row or cell without a reference stands after the one before."""
        for kind, letters, digits, end in _ANY.findall(xml):
            self.odd |= end not in _QUOTES or (end != b"" and not digits)
            if kind == b"row":
                self._row = _row(digits) if end else self._row + 1
                self._column = 0
            else:
                self._row = _row(digits) if end else self._row
                self._column = _column(letters) if end else self._column + 1
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)


def _row(digits: bytes) -> int:
    return int(digits or 0) if len(digits) <= _LONGEST_DIGITS else limits.MAX_ROWS + 1


def _column(letters: bytes) -> int:
    if len(letters) > _LONGEST_LETTERS:
        return limits.MAX_COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number
