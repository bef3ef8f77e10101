"""The two yellow cells that every page is worked out from: the month and the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .palette import INPUT, INPUT_BORDER, INPUT_TINT, SECONDARY
from .placeholder import text

if TYPE_CHECKING:
    from .book import Look
    from .page import Page

_LISTS = {"month": "lst_months", "platform": "lst_platforms"}


def drop_downs(page: Page, row: int, month: tuple[int, int], platform: tuple[int, int]) -> int:
    """Draw them over the given first and last columns; gives the row after."""
    book, words = page.book, page.book.words
    page.text(row, page.first, words("scorecard.choose"), book.style(8.5, SECONDARY))
    _drop_down(page, row, month, "month", text("report.month"))
    _drop_down(page, row, platform, "platform", text("report.all_platforms"))
    page.text(row, page.last, words("scorecard.legend"), book.style(8.5, SECONDARY, align="right"))
    return page.heights(row, 24, 8)


def _drop_down(page: Page, row: int, columns: tuple[int, int], name: str, content: str) -> None:
    words = page.book.words
    look: Look = {"bold": True, "bg_color": INPUT_TINT, "border": 1, "border_color": INPUT_BORDER, "indent": 1}
    style = page.book.style(9.5, INPUT, num_format=words.date("mmmm yyyy"), **look)
    first, last = columns
    page.sheet.merge_range(row, first, row, last, "", style)
    page.text(row, first, content, style)
    page.book.name(f"in_{name}", page.sheet, row, first)
    rule = {
        "validate": "list",
        "source": f"={_LISTS[name]}",
        "input_title": words(f"scorecard.choose_{name}"),
        "input_message": words("scorecard.choose_help"),
    }
    page.sheet.data_validation(row, first, row, first, rule)
