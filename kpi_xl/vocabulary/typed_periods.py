"""Periods as people type them: okt 2026, Q3 2026, uke 40, forrige måned, 1.10.2026–15.10.2026, a date, an Excel serial.

`Period.parse` reads the written form that programs exchange; this reads everything else, in English, Norwegian, Swedish
and Danish. Days come before months, as the Nordic countries write them. Without a year, the latest that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.period_words import Token, Unit, plain, tokens
from kpi_xl.vocabulary.periods import Period, add_months

_EXCEL_DAY_0 = date(1899, 12, 30).toordinal()
_SERIALS = range(20_000, 80_000)  # October 1954 to January 2119
_YEARS = range(1990, 2100)
_CENTURY = 2000
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LONGEST_TO = 3  # words: til og med
_MOST_STEPS = 10_000  # of "last … days"
_HINT = "Write a date, 2026-10, okt 2026, Q3 2026, week 40 2026, 2026, last month or 1.10.2026–15.10.2026."


@dataclass(frozen=True, slots=True)
class _Piece:
    """A period as far as it has been said: its year, if any, and what it is in a year."""

    year: int | None
    in_year: Callable[[int], Period]

    def resolved(self, today: date) -> Period:
        if self.year is not None:
            return self.in_year(self.year)
        found = self.in_year(today.year)
        return found if found.first <= today else self.in_year(today.year - 1)


def read_period(value: object, today: date) -> Period:
    """The period that a person means by a text, a date or a number in a cell.

    A date (or its serial number) that is the first of a month means that month: Excel makes one of a typed 2026-10.

    Raises:
        UsageError: it is no period, or one that ends before it begins.
    """
    try:
        found = _read(value, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise UsageError(f"“{value}” is not a period.", _HINT)
    return found


def period_around(day: date, unit: Unit) -> Period:
    """The day, week, month … that a day is in."""
    return _stepped(day, unit, 0)


def _read(value: object, today: date) -> Period | None:
    match value:
        case bool():
            return None
        case datetime():
            return _of_date(value.date())
        case date():
            return _of_date(value)
        case int() | float():
            return _of_number(float(value))
        case str():
            return _of_text(plain(value), today)
        case _:
            return None


def _of_date(day: date) -> Period:
    return Period.month(day.year, day.month) if day.day == 1 else Period(day, day)


def _of_number(number: float) -> Period | None:
    """A year, an Excel serial (its clock part left out), 202610 or 20261005."""
    whole = int(number)
    if whole in _SERIALS:
        return _of_date(date.fromordinal(_EXCEL_DAY_0 + whole))
    if whole != number:
        return None
    if whole in _YEARS:
        return _span(date(whole, 1, 1), "year")
    year, rest = divmod(whole, 100)
    if year in _YEARS:
        return Period.month(year, rest)
    year, rest = divmod(whole, 10_000)
    return _day(year, *divmod(rest, 100)) if year in _YEARS else None


def _of_text(text: str, today: date) -> Period | None:
    with suppress(UsageError):
        return Period.parse(text)
    if text.isdecimal():
        return _of_number(float(text))
    for read in (_up_to_now, _relative):
        if found := read(tokens(text), today):
            return found
    with suppress(ValueError):
        if piece := _piece(text, today):
            return piece.resolved(today)
    return next(_ranges(text, today), None)


def _up_to_now(said: Sequence[Token], today: date) -> Period | None:
    """This year so far."""
    match said:
        case [Token("to_date", unit=unit)] if unit:
            return Period(_start(today, unit), today)
        case _:
            return None


def _relative(said: Sequence[Token], today: date) -> Period | None:
    """Last month; the last 30 days, which end yesterday; three weeks ago."""
    match said:
        case [Token("phrase" | "relative", steps, unit)] if unit:
            return _stepped(today, unit, steps)
        case [Token("relative", steps), Token("unit", unit=unit)] if unit:
            return _stepped(today, unit, steps)
        case [Token("number", count), Token("unit", unit=unit), Token("ago")] if unit and count <= _MOST_STEPS:
            return _stepped(today, unit, -count)
        case [Token("relative", steps), Token("number", count), Token("unit", unit=unit)] if (
            unit and steps and 0 < count <= _MOST_STEPS
        ):
            first, last = sorted((steps, steps * count))
            return Period(_stepped(today, unit, first).first, _stepped(today, unit, last).last)
        case _:
            return None


def _piece(text: str, today: date) -> _Piece | None:
    """One period: numbers with signs between them, or words."""
    numeric = _numeric(text)
    return numeric or _worded(*_with_year(tokens(text), today), today)


def _on(month: int, day: int) -> Callable[[int], Period]:
    return lambda year: _day(year, month, day)


_NUMERIC: Sequence[tuple[re.Pattern[str], Callable[[Sequence[int]], _Piece]]] = (
    (re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})\.?"), lambda n: _Piece(n[0], _on(n[1], n[2]))),
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})"), lambda n: _Piece(_full(n[2]), _on(n[1], n[0]))),
    (re.compile(r"(\d{4})[./-](\d{1,2})"), lambda n: _Piece(n[0], lambda y: Period.month(y, n[1]))),
    (re.compile(r"(\d{1,2})[./-](\d{4})"), lambda n: _Piece(n[1], lambda y: Period.month(y, n[0]))),
    (re.compile(r"(\d{1,2})[./](\d{1,2})\.?"), lambda n: _Piece(None, _on(n[1], n[0]))),
    (re.compile(r"(\d{4})"), lambda n: _Piece(n[0], lambda y: _span(date(y, 1, 1), "year"))),
)  # fmt: skip


def _numeric(text: str) -> _Piece | None:
    bare = text.replace(" ", "") if re.fullmatch(r"[\d./ -]+", text) else text
    for pattern, made in _NUMERIC:
        if found := pattern.fullmatch(bare):
            return made([int(part) for part in found.groups()])
    return None


def _with_year(said: Sequence[Token], today: date) -> tuple[list[Token], int | None]:
    """The words without their year, and the year: 2026, '26 behind all others, or last year."""
    rest = list(said)
    for at, token in enumerate(rest):
        if token.kind == "number" and token.digits == 4 and token.value in _YEARS:  # noqa: PLR2004 - 2026
            return rest[:at] + rest[at + 1 :], token.value
        if token.kind == "phrase" and token.unit == "year":
            return rest[:at] + rest[at + 1 :], today.year + token.value
        following = rest[at + 1] if at + 1 < len(rest) else None
        if token.kind == "relative" and following and following.unit == "year":
            return rest[:at] + rest[at + 2 :], today.year + token.value
    if len(rest) > 1 and rest[-1].kind == "number" and rest[-1].digits == 2 and _is_whole(rest[:-1]):  # noqa: PLR2004
        return rest[:-1], _full(rest[-1].value)
    return rest, None


def _is_whole(said: Sequence[Token]) -> bool:
    """Whether words name a part of a year without a further number."""
    return any(token.kind == "month" for token in said) or (
        any(token.unit for token in said) and any(token.kind in {"number", "ordinal"} for token in said)
    )


def _worded(said: Sequence[Token], year: int | None, today: date) -> _Piece | None:  # noqa: PLR0911 - one a form
    """Okt; 1 okt; last October; Q3; the third quarter; week 40; år 2026."""
    match said:
        case [Token("month", month)]:
            return _Piece(year, lambda y: Period.month(y, month))
        case [Token("number", day), Token("month", month)] | [Token("month", month), Token("number", day)]:
            return _Piece(year, _on(month, day))
        case [Token("relative", steps), Token("month", month)] if year is None and steps:
            before = today.year - (steps < 0 and month >= today.month) + (steps > 0 and month <= today.month)
            return _Piece(before, lambda y: Period.month(y, month))
        case [Token("unit", unit="year")] if year is not None:
            return _Piece(year, lambda y: _span(date(y, 1, 1), "year"))
        case [Token("unit", unit=unit), Token("number", number)] if unit:
            return _Piece(year, lambda y: _numbered(y, unit, number))
        case [Token("number" | "ordinal", number), Token("unit", unit=unit)] if unit:
            return _Piece(year, lambda y: _numbered(y, unit, number))
        case _:
            return None


def _ranges(text: str, today: date) -> Iterator[Period]:
    """Every way to read a text as from … to …; the two sides complete each other."""
    for left, right in _split(text):
        with suppress(ValueError, UsageError):
            first, last = _piece(_completed_left(left, right), today), _piece(_completed_right(left, right), today)
            if first and last:
                yield _joined(first, last, today)


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Both sides of every dash, of two full stops, and of every word for “to”."""
    for mark in re.finditer(r"\.\.|-", text):
        yield text[: mark.start()].strip(), text[mark.end() :].strip()
    words = text.split()
    for start in range(1, len(words)):
        for end in range(start + 1, min(start + _LONGEST_TO, len(words) - 1) + 1):
            if [token.kind for token in tokens(" ".join(words[start:end]))] == ["to"]:
                yield " ".join(words[:start]), " ".join(words[end:])


def _completed_left(left: str, right: str) -> str:
    """`1.` before `15. oktober 2026` is 1. oktober; the year comes with the other side."""
    month = re.search(r"[^\W\d_]+", right)
    return f"{left} {month[0]}" if month and re.fullmatch(r"\d{1,2}\.?", left) else left


def _completed_right(left: str, right: str) -> str:
    """`42 2026` after `uke 40` is uke 42."""
    unit = re.match(r"([^\W\d_]+)[ .]*\d", left)
    named = unit is not None and any(token.unit for token in tokens(unit[1]))
    return f"{unit[1]} {right}" if unit and named and re.match(r"\d{1,2}(\s|$)", right) else right


def _joined(first: _Piece, last: _Piece, today: date) -> Period:
    end = last.resolved(today)
    if first.year is not None:
        return Period(first.in_year(first.year).first, end.last)
    year = last.year if last.year is not None else end.first.year
    start = first.in_year(year).first
    return Period(start if start <= end.last else first.in_year(year - 1).first, end.last)


def _full(year: int) -> int:
    return year + _CENTURY if year < 100 else year  # noqa: PLR2004 - 26


def _day(year: int, month: int, day: int) -> Period:
    found = date(year, month, day)
    return Period(found, found)


def _numbered(year: int, unit: Unit, number: int) -> Period:
    """The quarter, half, month or week of this number."""
    if unit == "week":
        monday = date.fromisocalendar(year, number, 1)
        return Period(monday, monday + timedelta(days=6))
    if unit == "day" or not 1 <= number <= 12 // _MONTHS[unit]:
        message = f"there is no {unit} {number}"
        raise ValueError(message)
    return _span(add_months(date(year, 1, 1), (number - 1) * _MONTHS[unit]), unit)


def _stepped(today: date, unit: Unit, steps: int) -> Period:
    """The day, week, month … so many from the one that today is in."""
    start = _start(today, unit)
    if unit in _MONTHS:
        return _span(add_months(start, steps * _MONTHS[unit]), unit)
    days = 7 if unit == "week" else 1
    first = start + timedelta(days=days * steps)
    return Period(first, first + timedelta(days=days - 1))


def _start(day: date, unit: Unit) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return date(day.year, (day.month - 1) // _MONTHS[unit] * _MONTHS[unit] + 1, 1)


def _span(first: date, unit: Unit) -> Period:
    return Period(first, add_months(first, _MONTHS[unit]) - timedelta(days=1))
