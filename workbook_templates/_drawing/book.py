"""A template being drawn: the workbook, its words and its cell styles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from .palette import INK

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from .words import Words


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages that the links on top of every page lead to, by their words; platforms stand between the two."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    platforms: int = 0  # how many of the platforms' pages
    pages: int = 0  # how many pages that only some reports have, the platforms' among them, in a second row


Look = dict[str, Any]  # properties of a cell style as XlsxWriter names them
FONT = "Arial"  # on Windows, Mac, iOS and the web; Liberation Sans has the same metrics
_DRAWN = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed day: the same script draws the same bytes


class Book:
    """One workbook in one language."""

    def __init__(self, path: Path, words: Words, contents: Contents) -> None:
        # Column widths are counted in digits of the default font: 7 pixels each in Arial 10.
        body = {"font_name": FONT, "font_size": 10, "font_scheme": False}
        self.workbook = Workbook(str(path), {"default_format_properties": body, "default_row_height": 20})
        self.workbook.set_properties({"title": words("book.title"), "company": "", "created": _DRAWN})
        self.words, self.contents = words, contents
        self._styles: dict[tuple[tuple[str, object], ...], Format] = {}

    def style(self, size: float = 9, color: str = INK, **look: Any) -> Format:
        """A cell style; equal styles are one, or the workbook would hold thousands."""
        if "indent" in look:
            look.setdefault("align", "left")  # Excel ignores an indent without an explicit alignment
        # Without font_scheme=False Excel shows the theme's font and not the one that is named.
        wanted = {
            "valign": "vcenter",
            **self._written(look),
            "font_size": size,
            "font_color": color,
            "font_scheme": False,
        }
        key = tuple(sorted(wanted.items()))
        if key not in self._styles:
            self._styles[key] = self.workbook.add_format({"font_name": FONT, **wanted})
        return self._styles[key]

    def differential(self, **look: Any) -> Format:
        """What a conditional format changes, and nothing else."""
        return self.workbook.add_format(self._written(look))

    def number(self, number_format: str) -> str:
        """A number format as the language writes it: English joins number and per cent sign."""
        return number_format.replace(" %", self.words("format.percent"))

    def _written(self, look: Look) -> Look:
        return look | {"num_format": self.number(look["num_format"])} if "num_format" in look else look

    def formula(self, sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        """Write a formula of the template's own; its value is worked out when the template is filled."""
        empty: Any = ""  # XlsxWriter's annotation says int, and it stores a text
        sheet.write_formula(row, column, f"={text}", style, empty)

    def name(self, name: str, sheet: Worksheet, row: int, column: int) -> None:
        """Give one cell a name."""
        self.workbook.define_name(
            name, f"='{sheet.get_name()}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
        )
