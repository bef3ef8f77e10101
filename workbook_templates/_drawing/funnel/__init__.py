"""The funnel of a kind of business: where people fall off, what if fewer did, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import fixed
from ..book import Book, Contents
from ..sheets import checks, glossary, sources
from . import causes, steps

if TYPE_CHECKING:
    from pathlib import Path

    from ..words import Words


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, Contents(("steps", "causes"), ("checks", "sources", "glossary")))
    steps.draw(book)
    causes.draw(book)
    for sheet in (checks, sources, glossary):
        sheet.draw(book)
    fixed.settings(book)
    book.workbook.close()
