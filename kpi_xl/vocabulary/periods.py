"""Periods: a first and a last day, both included, and how one finds the period before it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kpi_xl.errors import UsageError

Grain = Literal["day", "week", "month", "quarter", "year", "custom"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier if negative), or the last day of that month where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            message = f"The period ends on {self.last}, before it begins on {self.first}."
            raise UsageError(message, "Write the earlier day first.")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def grain(self) -> Grain:
        """The calendar unit that the period is exactly one of."""
        if self.first == self.last:
            return "day"
        if self.first.isoweekday() == 1 and self.days == 7:  # noqa: PLR2004 - a week
            return "week"
        if self.first.day == 1:
            for grain, months in _MONTHS.items():
                starts = (self.first.month - 1) % months == 0
                if starts and self.last == add_months(self.first, months) - timedelta(days=1):
                    return grain  # type: ignore[return-value]
        return "custom"

    def shifted(self, steps: int) -> Period:
        """The period `steps` of its own kind later; a custom period moves by its own length in days."""
        months = _MONTHS.get(self.grain)
        if months is None:
            move = timedelta(days=self.days * steps)
            return Period(self.first + move, self.last + move)
        first = add_months(self.first, months * steps)
        return Period(first, add_months(first, months) - timedelta(days=1))

    def previous(self) -> Period:
        """The period of the same kind just before this one."""
        return self.shifted(-1)

    def last_year(self) -> Period:
        """The same period a year earlier; a week keeps its weekdays (52 weeks back)."""
        if self.grain == "week":
            move = timedelta(weeks=52)
            return Period(self.first - move, self.last - move)
        first = add_months(self.first, -12)
        if self.grain in _MONTHS:
            return Period(first, add_months(first, _MONTHS[self.grain]) - timedelta(days=1))
        return Period(first, add_months(self.last, -12))

    def months(self) -> tuple[Period, ...]:
        """The calendar months that the period touches, each whole."""
        found: list[Period] = []
        month = Period.month(self.first.year, self.first.month)
        while month.first <= self.last:
            found.append(month)
            month = month.shifted(1)
        return tuple(found)

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """The shortest form that `parse` reads back."""
        match self.grain:
            case "day":
                return self.first.isoformat()
            case "week":
                year, week, _ = self.first.isocalendar()
                return f"{year}-W{week:02}"
            case "month":
                return f"{self.first:%Y-%m}"
            case "quarter":
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
            case "year":
                return f"{self.first.year}"
            case "custom":
                return f"{self.first}..{self.last}"

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        first = date(year, month, 1)
        return cls(first, date(year, month, monthrange(year, month)[1]))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05 or 2026-10-01..2026-10-31.

        Raises:
            UsageError: the text is none of these, or names a day that does not exist.
        """
        try:
            return _parse(text.strip())
        except ValueError as error:
            message = f"“{text}” is not a period."
            raise UsageError(message, "Write 2026-10, 2026-Q3, 2026-W41, 2026 or 2026-10-01..2026-10-31.") from error


def _parse(text: str) -> Period:
    if ".." in text:
        first, last = text.split("..", 1)
        return Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    if match := re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Period(monday, monday + timedelta(days=6))
    if match := re.fullmatch(r"(\d{4})-?[QqKk]([1-4])", text):
        first = date(int(match[1]), int(match[2]) * 3 - 2, 1)
        return Period(first, add_months(first, 3) - timedelta(days=1))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return Period.month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"\d{4}", text):
        return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    day = date.fromisoformat(text)
    return Period(day, day)
