"""The content review: which posts, formats, topics and hours worked, as far as the figures bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import fixed
from ..book import Book, Contents
from ..sheets import checks, data, glossary, sources
from . import posts, tests

if TYPE_CHECKING:
    from pathlib import Path

    from ..words import Words


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, Contents(("posts", "tests"), ("checks", "sources", "glossary")))
    data.formats(book)
    posts.draw(book)
    tests.draw(book)
    for sheet in (checks, sources, glossary):
        sheet.draw(book)
    data.table(book, "kpi_choices")
    fixed.settings(book)
    book.workbook.close()
