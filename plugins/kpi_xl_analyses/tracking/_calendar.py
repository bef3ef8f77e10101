"""Days and periods in words, and the days on which Nordic audiences behave unlike themselves."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kpi_xl import format_date, texts_beside

if TYPE_CHECKING:
    from kpi_xl import Language, Period

_SAY = texts_beside(__file__)
_THURSDAY, _FRIDAY, _DAY = 4, 5, timedelta(days=1)
_FIXED = {
    (1, 1): "new_year",
    (5, 1): "labour",
    (5, 17): "norway",
    (6, 6): "sweden",
    (12, 24): "christmas",
    (12, 25): "christmas",
    (12, 26): "christmas",
    (12, 31): "new_year",
}


def occasion(day: date, language: Language) -> str:
    """What is celebrated on a day; nothing on most."""
    key = _FIXED.get((day.month, day.day)) or _moving(day.year).get(day)
    return _SAY(key, language) if key else ""


def day_name(day: date, language: Language) -> str:
    """15 October, 15. oktober."""
    return format_date(day, language, "d. MMMM" if language == "nb" else "d MMMM")


def period_name(period: Period, language: Language) -> str:
    """October 2026, 4th quarter 2026, 2026, 5 Oct 2026 – 20 Dec 2026."""
    pattern = {"month": "MMMM y", "quarter": "QQQQ y", "year": "y"}.get(period.grain)
    if pattern:
        return format_date(period.first, language, pattern)
    return " – ".join(format_date(day, language) for day in dict.fromkeys((period.first, period.last)))


@cache
def _moving(year: int) -> dict[date, str]:
    easter = _easter(year)
    eve = _on_or_after(date(year, 6, 19), _FRIDAY)  # Swedes keep the eve rather than the day
    thanksgiving = _on_or_after(date(year, 11, 22), _THURSDAY)
    found = {easter + timedelta(days=at): "easter" for at in range(-3, 2)}
    return found | {eve: "midsummer", eve + _DAY: "midsummer", thanksgiving + _DAY: "black_friday"}


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher 1876)."""
    cycle, (century, rest) = year % 19, divmod(year, 100)
    leap, left = divmod(century, 4)
    moon = (19 * cycle + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (cycle + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
