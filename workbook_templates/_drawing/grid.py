"""The grid of a page: twelve columns with gutters, 1,018 pixels wide, A4 landscape at about its own size."""

from __future__ import annotations

MARGIN = 16
COLUMN = 72
GUTTER = 14
COLUMNS = 12
FIRST = 1  # sheet column of grid column 1
LAST = FIRST + 2 * (COLUMNS - 1)
FEED = LAST + 2  # charts read hidden columns right of the page, so that a copied sheet brings its own


def at(column: int) -> int:
    """The zero-based sheet column of grid column 1 … 12."""
    return FIRST + 2 * (column - 1)


def width(columns: int) -> int:
    """Pixels of so many grid columns with the gutters between them."""
    return columns * COLUMN + (columns - 1) * GUTTER
