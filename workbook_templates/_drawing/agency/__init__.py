"""The agency pack: all clients beside each other, and a sheet for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import fixed
from ..book import Book, Contents
from ..sheets import checks, glossary, sources
from . import client, overview

if TYPE_CHECKING:
    from pathlib import Path

    from ..words import Words


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, Contents(("overview",), ("checks", "sources", "glossary")))
    overview.draw(book)
    client.draw(book)
    for sheet in (checks, sources, glossary):
        sheet.draw(book)
    fixed.settings(book)
    book.workbook.close()
