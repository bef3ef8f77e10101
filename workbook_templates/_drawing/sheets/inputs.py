"""Inputs: what people typed that no export holds, and the thresholds that rule colours and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import number
from ..page import BODY, Page
from ..palette import INK, INPUT, INPUT_BORDER, INPUT_TINT, SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book, Look

_SMALL = {"size": 8.5, "color": SECONDARY, "text_wrap": True}
_DAY = {"size": 8.5, "color": SECONDARY, "align": "left"}
_VALUE, _LIVE = 6, 9
_THRESHOLDS = (("on_target", 1, "0 %"), ("near_target", 0.9, "0 %"), ("tolerance", 0.02, "0.0 %"))


def draw(book: Book) -> None:
    words = book.words
    day = {**_DAY, "num_format": words.date("d. mmm yyyy")}
    design = TableDesign(
        "kpi_inputs",
        "inputs",
        (
            TableColumn("kind", 96, {"color": SECONDARY}),
            TableColumn("what", 262, {"text_wrap": True}),
            TableColumn("scope", 160, _SMALL),
            TableColumn("from", 96, day),
            TableColumn("to", 96, day),
            TableColumn("value", 104, {"align": "right", "num_format": number.COUNT}),
            TableColumn("unit", 74, {**_SMALL, "indent": 1}),
            TableColumn("note", 130, _SMALL),
            TableColumn("live", 0),
        ),
    )
    page = Page(book, words("sheet.inputs"), last=len(design.columns) - 1).with_columns(design.widths[:-1])
    page.sheet.set_column_pixels(_LIVE, _LIVE, 16, None, {"hidden": True})
    page.navigation(tuple(range(1, 13)))
    headline = f"=COUNT(kpi_inputs[value])&{words.literal('inputs.headline')}"
    page.head(words("inputs.kicker"), headline, words("inputs.standfirst"))
    row = page.heights(_thresholds(page, BODY), 12)
    table(page, row, design)
    _values(page, row + 2)
    page.prints(row + 2, tall=0)


def _values(page: Page, row: int) -> None:
    """The format by the unit, and blue on yellow what the workbook reads here.

    Each rule says both, since LibreOffice takes the first that holds and no other.
    """
    words, live = page.book.words, f"$J{row + 1}=1"
    shown = {"%": "0.0 %", "×": '0.00"×"', words("format.duration"): number.DURATION}
    blue: Look = {"font_color": INPUT, "bg_color": INPUT_TINT}
    for unit, number_format in shown.items():
        own = f'$H{row + 1}="{unit}"'
        _rule(page, row, f"AND({own},{live})", {"num_format": number_format, **blue})
        _rule(page, row, own, {"num_format": number_format})
    _rule(page, row, live, blue)


def _rule(page: Page, row: int, condition: str, look: Look) -> None:
    rule = {"type": "formula", "criteria": f"={condition}", "format": page.book.differential(**look)}
    page.sheet.conditional_format(row, _VALUE, row, _VALUE, rule)


def _thresholds(page: Page, row: int) -> int:
    book, words = page.book, page.book.words
    page.fill(row, book.style(top=1, top_color=INK))
    page.text(row, 1, words("inputs.thresholds"), book.style(10.5, bold=True, top=1, top_color=INK))
    page.text(row + 1, 1, words("inputs.thresholds_sub"), book.style(8.5, SECONDARY, valign="top"))
    for offset, (name, value, shown) in enumerate(_THRESHOLDS, 2):
        style = book.style(
            9,
            INPUT,
            bg_color=INPUT_TINT,
            border=1,
            border_color=INPUT_BORDER,
            align="right",
            indent=1,
            num_format=shown,
        )
        page.text(row + offset, 1, words(f"inputs.{name}"), book.style())
        page.sheet.write_number(row + offset, 3, value, style)
        book.name(f"in_{name}", page.sheet, row + offset, 3)
    return page.heights(row, 23, 18, 22, 22, 22)
