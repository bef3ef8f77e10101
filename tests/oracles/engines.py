"""Two spreadsheet engines from PyPI, independent of each other and of this project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from betteroffice_xlsx import Workbook as BetterOfficeWorkbook
from cellrune import RangeValue
from cellrune import Workbook as CellRuneWorkbook


def betteroffice(path: Path, cells: Sequence[tuple[str, str]]) -> list[object]:
    """What the cells, given as (sheet, address), come to; errors as text."""
    book = BetterOfficeWorkbook.open_recalculated(path.read_bytes())
    values = (book.value(sheet, address) for sheet, address in cells)
    return [value if isinstance(value, bool | float | str) or value is None else str(value) for value in values]


def cellrune(path: Path, cells: Sequence[tuple[str, str]]) -> list[object]:
    """What the cells, given as (sheet, address), come to; errors as text."""
    with CellRuneWorkbook.open_path(str(path)) as book:
        book.recalculate()
        return [_plain(book.read_values(sheet, address, address)[0][0]) for sheet, address in cells]


def _plain(value: RangeValue) -> object:
    return value.get("value")
