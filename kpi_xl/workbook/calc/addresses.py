"""A1 addresses to numbers and back."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi_xl.workbook.calc.syntax import Corner

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)(\d{1,7})?")


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """`A` is 1, `XFD` is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is `A`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def corners(address: str) -> tuple[Corner, Corner] | None:
    """The two ends of `A1`, `A1:B2`, `C:C` or `4:4`; None for anything else and for what lies outside the sheet."""
    first, colon, last = address.partition(":")
    start = _corner(first)
    end = _corner(last) if colon else start
    if start is None or end is None:
        return None
    whole_columns, whole_rows = start.row is None, start.column is None
    if (whole_columns, whole_rows) != (end.row is None, end.column is None):
        return None
    return None if (whole_columns or whole_rows) and not colon else (start, end)


def _corner(text: str) -> Corner | None:
    match = _CORNER.fullmatch(text)
    if match is None:
        return None
    mark, letters, row_mark, digits = match.groups()
    if letters is None:  # `$4`: the mark was taken as the column's
        if mark and row_mark:
            return None
        row_mark = mark or row_mark
    row = int(digits) if digits else None
    column = column_number(letters) if letters else None
    outside = (row is not None and not 1 <= row <= LAST_ROW) or (column is not None and column > LAST_COLUMN)
    if outside or (row is None and (column is None or row_mark)):
        return None
    return Corner(row, column, bool(row_mark), bool(mark and letters))
