"""The settings of a template about one month, without drop-downs to choose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .placeholder import text
from .sheets import data

if TYPE_CHECKING:
    from .book import Book

THRESHOLDS: dict[str, str | float] = {"in_on_target": 1.0, "in_near_target": 0.9, "in_tolerance": 0.02}


def settings(book: Book) -> None:
    """The month, the targets, the metric breaks, and what counts as near a target."""
    data.settings(book, {"in_month": text("report.month"), **THRESHOLDS})
    data.targets(book)
    data.table(book, "kpi_breaks")
