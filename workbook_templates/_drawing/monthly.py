"""The monthly report, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .book import Book, Contents
from .sheets import checks, cover, data, glossary, platform, scorecard, sources, summary

if TYPE_CHECKING:
    from pathlib import Path

    from .words import Words


_CONTENTS = Contents(("cover", "summary", "scorecard"), ("checks", "sources", "glossary"), platforms=6)


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, _CONTENTS)
    for sheet in (cover, summary, scorecard, platform, checks, sources, glossary, data):
        sheet.draw(book)
    book.workbook.define_name("lst_months", "=kpi_months[month]")
    book.workbook.define_name("lst_platforms", "=kpi_choices[label]")
    book.workbook.close()
