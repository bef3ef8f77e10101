"""The monthly report, sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .book import Book, Contents
from .sheets import (
    care,
    checks,
    content,
    cover,
    data,
    funnel,
    glossary,
    inputs,
    paid,
    platform,
    scorecard,
    sources,
    summary,
    voice,
    web,
)

if TYPE_CHECKING:
    from pathlib import Path

    from .words import Words


_SUBJECTS = (paid, content, web, funnel, care, voice)
_CONTENTS = Contents(("cover", "summary", "scorecard"), ("inputs", "checks", "sources", "glossary"), pages=12)


def draw(path: Path, words: Words) -> None:
    """Draw the template in one language."""
    book = Book(path, words, _CONTENTS)
    for sheet in (cover, summary, scorecard, platform, *_SUBJECTS, inputs, checks, sources, glossary, data):
        sheet.draw(book)
    book.workbook.define_name("lst_months", "=kpi_months[month]")
    book.workbook.define_name("lst_platforms", "=kpi_choices[label]")
    book.workbook.close()
