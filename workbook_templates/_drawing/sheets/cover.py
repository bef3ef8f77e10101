"""Cover: client, month, what the data reaches to, and the pages with what each of them found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import grid
from ..page import HEADLINE, Page
from ..palette import ACCENT, ACCENT_PALE, RULE, SECONDARY, WHITE
from ..placeholder import each, text

if TYPE_CHECKING:
    from ..book import Book

_PANEL_LAST = grid.at(5) - 1
_CLIENT, _CONTENTS, _TITLE, _MONTH = 1, 1, 3, 4  # rows; the entries of the contents begin beside the title
_ENTRY = 28
_META = ("made", "until", "checks", "currency", "zone")


def draw(book: Book) -> None:
    page = Page(book, book.words("sheet.cover")).on_grid()
    rows = _entries(page)
    rows = page.heights(rows, 56)
    rows = _facts(page, rows)
    _panel(page, rows)
    _title(page)
    page.sheet.set_header("")
    page.sheet.print_area(0, 0, rows - 1, grid.LAST)
    page.sheet.fit_to_pages(1, 1)


def _panel(page: Page, rows: int) -> None:
    """The coloured half. Written where nothing else stands, so that a repeated row brings its piece of it along."""
    style = page.book.style(bg_color=ACCENT)
    written = page.sheet.table
    for row in range(rows):
        for column in range(_PANEL_LAST + 1):
            if column not in written.get(row, {}):
                page.sheet.write_blank(row, column, None, style)


def _title(page: Page) -> None:
    book, left = page.book, grid.at(1)
    page.heights(0, 30, 30, 28)
    white = {"bg_color": ACCENT}
    page.text(_CLIENT, left, text("report.client"), book.style(13, WHITE, bold=True, **white))
    page.text(_TITLE, left, book.words("cover.title"), book.style(28, WHITE, bold=True, **white))
    page.text(_MONTH, left, text("report.period"), book.style(16, ACCENT_PALE, **white))
    right = grid.at(6)
    page.text(_CONTENTS, right, book.words("cover.contents"), book.style(10.5, ACCENT, bold=True))


def _entries(page: Page) -> int:
    row = _TITLE
    for name in ("summary", "scorecard"):
        sheet = page.book.words(f"sheet.{name}")
        row = _entry(page, row, f'HYPERLINK("#\'{sheet}\'!A1","{sheet}")', f"'{sheet}'!{HEADLINE}")
    row = _listed(page, row, "platform.label")
    row = _listed(page, row, "page.label")
    for name in ("inputs", "checks", "sources", "glossary"):
        sheet = page.book.words(f"sheet.{name}")
        row = _entry(page, row, f'HYPERLINK("#\'{sheet}\'!A1","{sheet}")', f"'{sheet}'!{HEADLINE}")
    return row


def _listed(page: Page, row: int, label: str) -> int:
    """One entry for each page of a list."""
    hidden = grid.FEED  # the sheet's name, which the link is made of
    page.text(row, hidden, each(label), page.book.style(8, SECONDARY))
    page.sheet.set_column_pixels(hidden, hidden, 60, None, {"hidden": True})
    name = f"$Z{row + 1}"
    found = f"INDEX(kpi_pages[headline],MATCH({name},kpi_pages[sheet],0))"
    link = f'HYPERLINK("#\'"&{name}&"\'!A1",{name})'
    return _entry(page, row, link, f'IF(in_month=rpt_month,{found}&"","")')


def _entry(page: Page, row: int, link: str, finding: str) -> int:
    style = page.book.style
    page.fill(row, style(top=1, top_color=RULE), grid.at(6))
    page.formula(row, grid.at(6), link, style(11, bold=True, top=1, top_color=RULE))
    page.formula(row, grid.at(8), finding, style(9.5, SECONDARY, top=1, top_color=RULE))
    return page.heights(row, _ENTRY)


def _facts(page: Page, row: int) -> int:
    book = page.book
    look = {"bg_color": ACCENT, "valign": "top"}
    label, value = book.style(9, ACCENT_PALE, **look), book.style(9, WHITE, **look)
    for offset, name in enumerate(_META):
        page.text(row + offset, grid.at(1), book.words(f"cover.{name}"), label)
        page.text(row + offset, grid.at(3) - 1, _fact(page, name), value)
    # The last one has the panel's foot under it: LibreOffice prints no empty row at the end of a page.
    return page.heights(row, *[23] * (len(_META) - 1), 53)


def _fact(page: Page, name: str) -> str:
    if name == "checks":
        return f"='{page.book.words('sheet.checks')}'!{HEADLINE}"
    return text(f"report.{name}")
