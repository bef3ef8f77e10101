"""Excel tables on a page: a grey head over one rule, hairline rows, no vertical lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .book import Look
from .palette import HAIRLINE, RULE, SECONDARY

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from .page import Page


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: the word of its header, its width in pixels, its look, and its formula if it is worked out in Excel."""

    word: str
    width: int
    look: Look = field(default_factory=dict[str, Any])
    formula: str = ""


@dataclass(frozen=True, slots=True)
class TableDesign:
    """An Excel table: its name, the section of the words of its heads, its columns, and the lines that a row holds."""

    name: str
    section: str
    columns: tuple[TableColumn, ...]
    lines: int = 1  # LibreOffice does not fit rows to their text when it opens a workbook

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(column.width for column in self.columns)


def table(page: Page, row: int, design: TableDesign) -> int:
    """Draw a table of one empty row for the engine to fill; gives the row after.

    Its own headers are keys, the same in every language, in a hidden row under the words that people read.
    """
    for offset, column in enumerate(design.columns):
        _head(page, row, page.first + offset, page.book.words(f"{design.section}.{column.word}"), column)
        if not column.formula:
            page.sheet.write_blank(row + 2, page.first + offset, None, _body(page, column))
    specs = [_spec(page, column) for column in design.columns]
    options = {"name": design.name, "columns": specs, "style": None, "autofilter": False}
    page.sheet.add_table(row + 1, page.first, row + 2, page.first + len(specs) - 1, options)
    page.heights(row, 32)
    page.sheet.set_row(row + 1, None, None, {"hidden": True})
    page.sheet.repeat_rows(row)
    return page.heights(row + 2, 8 + 14 * design.lines)


def _head(page: Page, row: int, place: int, word: str, column: TableColumn) -> None:
    look: Look = {"bold": True, "valign": "bottom", "bottom": 1, "bottom_color": RULE, "text_wrap": True}
    aligned = {key: column.look[key] for key in ("align", "indent") if key in column.look}
    page.text(row, place, word, page.book.style(8.5, SECONDARY, **look, **aligned))


def _body(page: Page, column: TableColumn) -> Format:
    look: Look = {"bottom": 1, "bottom_color": HAIRLINE, "valign": "vcenter", **column.look}
    return page.book.style(**look)


def _spec(page: Page, column: TableColumn) -> dict[str, Any]:
    formula = {"formula": f"={column.formula}"} if column.formula else {}
    return {"header": column.word, "format": _body(page, column), **formula}
