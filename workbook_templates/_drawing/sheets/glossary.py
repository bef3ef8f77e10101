"""Glossary: how every figure is worked out, whether it may be added up, and who defined it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page import BODY, Page
from ..palette import SECONDARY
from ..table import TableColumn, TableDesign, table

if TYPE_CHECKING:
    from ..book import Book

_SMALL = {"size": 8.5, "color": SECONDARY, "text_wrap": True}
_TABLE = TableDesign(
    "kpi_glossary",
    "glossary",
    (
        TableColumn("kpi", 196, {"bold": True, "text_wrap": True}),
        TableColumn("unit", 64, _SMALL),
        TableColumn("calculation", 440, _SMALL),
        TableColumn("adds_up", 120, _SMALL),
        TableColumn("better", 64, _SMALL),
        TableColumn("source", 190, _SMALL),
    ),
    lines=2,
)


def draw(book: Book) -> None:
    words = book.words
    page = Page(book, words("sheet.glossary"), last=len(_TABLE.columns)).with_columns(_TABLE.widths)
    page.navigation(tuple(range(1, 13)))
    page.head(words("glossary.kicker"), words("glossary.headline"), words("glossary.standfirst"))
    table(page, BODY, _TABLE)
    page.prints(BODY + 2, tall=0)
