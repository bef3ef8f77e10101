"""Sources: every imported file, with an account of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page import BODY, Page
from ..palette import SECONDARY
from ..table import TableColumn, table, widths

if TYPE_CHECKING:
    from ..book import Book

_SMALL = {"size": 8.5, "color": SECONDARY, "text_wrap": True}
_ROWS = {"align": "right", "num_format": '#,##0;−#,##0;"–"'}
_COLUMNS = (
    TableColumn("file", 210, {"text_wrap": True}),
    TableColumn("source", 100, {"text_wrap": True}),
    TableColumn("account", 90, _SMALL),
    TableColumn("period", 84, _SMALL),
    TableColumn("imported", 68, _SMALL),
    TableColumn("zone", 84, _SMALL),
    TableColumn("currency", 46, _SMALL),
    TableColumn("attribution", 70, _SMALL),
    TableColumn("read", 56, _ROWS),
    TableColumn("kept", 56, {**_ROWS, "bold": True}),
    TableColumn("rejected", 48, _ROWS),
    TableColumn("other", 56, _ROWS),
    TableColumn("remark", 150, _SMALL),
)


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.sources"), last=len(_COLUMNS)).with_columns(widths(_COLUMNS))
    page.navigation(tuple(range(1, 13)))
    headline = f"=COUNTA(kpi_sources[file])&{words.literal('sources.headline')}"
    page.head(words("sources.kicker"), headline, words("sources.standfirst"))
    table(page, BODY, "kpi_sources", "sources", _COLUMNS)
    page.prints(BODY + 2, tall=0)
