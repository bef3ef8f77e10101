"""Inputs: what people typed that no export holds, and the thresholds that rule colours and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import number
from ..page import BODY, Page
from ..palette import INK, INPUT, INPUT_BORDER, INPUT_TINT, SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book

_SMALL = {"size": 8.5, "color": SECONDARY, "text_wrap": True}
_DAY = {"size": 8.5, "color": SECONDARY, "align": "left"}
_VALUE = 6
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
            TableColumn("value", 104, {"align": "right", "num_format": number.COUNT, "color": INPUT}),
            TableColumn("unit", 74, {**_SMALL, "indent": 1}),
            TableColumn("note", 130, _SMALL),
        ),
    )
    page = Page(book, words("sheet.inputs"), last=len(design.columns)).with_columns(design.widths)
    page.navigation(tuple(range(1, 13)))
    headline = f"=COUNT(kpi_inputs[value])&{words.literal('inputs.headline')}"
    page.head(words("inputs.kicker"), headline, words("inputs.standfirst"))
    row = page.heights(_thresholds(page, BODY), 12)
    table(page, row, design)
    shown = {"%": "0.0 %", "×": '0.00"×"', words("format.duration"): number.DURATION}
    number.follow_unit(page, (row + 2, _VALUE, row + 2, _VALUE), f"$H{row + 3}", shown)
    page.prints(row + 2, tall=0)


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
