"""The campaign report: what every campaign cost and gave, and what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import fixed
from ..book import Book, Contents
from ..sheets import checks, glossary, sources
from . import campaigns, returns
from .rows import campaign_rows

if TYPE_CHECKING:
    from pathlib import Path

    from ..words import Words


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, Contents(("campaigns", "returns"), ("checks", "sources", "glossary")))
    found = campaign_rows(book)
    campaigns.draw(book, found)
    returns.draw(book)
    for sheet in (checks, sources, glossary):
        sheet.draw(book)
    fixed.settings(book)
    book.workbook.close()
