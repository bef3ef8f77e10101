"""Sources: every imported file, with an account of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page import BODY, Page
from ..palette import SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book

_SMALL = {"size": 8.5, "color": SECONDARY, "text_wrap": True}
_ROWS = {"align": "right", "num_format": '#,##0;−#,##0;"–"'}
_TABLE = TableDesign(
    "kpi_sources",
    "sources",
    (
        TableColumn("file", 222, {"text_wrap": True}),
        TableColumn("source", 132, {"text_wrap": True}),
        TableColumn("account", 76, _SMALL),
        TableColumn("period", 72, _SMALL),
        TableColumn("imported", 64, _SMALL),
        TableColumn("zone", 80, _SMALL),
        TableColumn("currency", 42, _SMALL),
        TableColumn("attribution", 66, _SMALL),
        TableColumn("read", 52, _ROWS),
        TableColumn("kept", 52, {**_ROWS, "bold": True}),
        TableColumn("rejected", 48, _ROWS),
        TableColumn("other", 72, _ROWS),
        TableColumn("remark", 108, {**_SMALL, "indent": 1}),
    ),
    lines=2,
)


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.sources"), last=len(_TABLE.columns)).with_columns(_TABLE.widths)
    page.navigation(tuple(range(1, 13)))
    headline = f"=COUNTA(kpi_sources[file])&{words.literal('sources.headline')}"
    page.head(words("sources.kicker"), headline, words("sources.standfirst"))
    table(page, BODY, _TABLE)
    page.prints(BODY + 2, tall=0)
