"""The settings of a template about one month, without drop-downs to choose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .placeholder import text
from .sheets import data

if TYPE_CHECKING:
    from .book import Book

THRESHOLDS = {"in_on_target": 1.0, "in_near_target": 0.9}  # for templates without a sheet of checks that holds them


def settings(book: Book, *, thresholds: bool = False) -> None:
    """The month, the targets, and what counts as near a target."""
    month: dict[str, str | float] = {"in_month": text("report.month")}
    data.settings(book, month | THRESHOLDS if thresholds else month)
    data.table(book, "kpi_targets")
