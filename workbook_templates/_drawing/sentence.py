"""Parts of sentences that formulas put together, the same wherever the workbook is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .book import Book


def whole_percent(share: str) -> str:
    """A share as whole per cent."""
    return f"ROUND(100*{share},0)"


def one_decimal(book: Book, value: str) -> str:
    """A figure of 0 and more with one decimal; joining a number to a text would follow the reader's settings."""
    tenths = f"ROUND(10*{value},0)"
    return f'INT({tenths}/10)&"{book.words("format.decimal")}"&MOD({tenths},10)'


def joined(*parts: str) -> str:
    return "&".join(parts)
