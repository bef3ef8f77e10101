"""Keys of rows that formulas look up: texts and day numbers joined by bars, the same in every language."""

from __future__ import annotations

from datetime import date

ALL_PLATFORMS = "all"
_DAY_ZERO = date(1899, 12, 30)


def serial(day: date) -> int:
    """Excel's number of a day; a formula that joins a day to a text gets this and not a written date."""
    return (day - _DAY_ZERO).days


def scope_key(platform: str | None) -> str:
    return platform or ALL_PLATFORMS


def note_key(kpi: str, platform: str | None, month: date) -> str:
    return f"{kpi}|{scope_key(platform)}|{serial(month)}"


def rank_key(platform: str, month: date, rank: int) -> str:
    return f"{platform}|{serial(month)}|{rank}"
