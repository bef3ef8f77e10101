"""A day or clock time by a section such as `d mmm yyyy` or `[h]:mm`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kpi_xl.workbook.calc.formats.names import month_name, weekday_name
from kpi_xl.workbook.calc.formats.sections import Section
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop

_DAY_SECONDS = 86_400


def day_text(serial: float, section: Section, calendar: Calendar) -> str:
    """The day as the section shows it."""
    if serial < 0:
        raise Fault(ErrorValue.VALUE)
    decimals = _second_decimals(section)
    seconds = Decimal(f"{serial * _DAY_SECONDS:.6f}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    moment = _Moment(seconds, calendar, section.language, half=section.has("half"))
    shown: list[str] = []
    for index, (kind, piece) in enumerate(section.pieces):
        if kind == "day":
            shown.append(moment.part(piece.lower(), minutes=_is_minutes(section, index)))
        elif kind == "elapsed":
            shown.append(moment.elapsed(piece[1:-1].lower()))
        elif kind == "half":
            shown.append(moment.half(piece))
        elif kind == "digit":
            continue
        elif kind == "point" and decimals:
            shown.append(f"{seconds % 1:.{decimals}f}"[1:])
        else:
            shown.append(piece)
    return "".join(shown)


def _second_decimals(section: Section) -> int:
    return sum(kind == "digit" for kind, _ in section.pieces)


def _is_minutes(section: Section, index: int) -> bool:
    """`m` after hours or before seconds is minutes, else months."""
    clock = [
        (at, piece.strip("[]").lower()[0])
        for at, (kind, piece) in enumerate(section.pieces)
        if kind in ("day", "elapsed")
    ]
    at = next(place for place, (found, _) in enumerate(clock) if found == index)
    before = clock[at - 1][1] if at else ""
    after = clock[at + 1][1] if at + 1 < len(clock) else ""
    return before == "h" or after == "s"


class _Moment:
    def __init__(self, seconds: Decimal, calendar: Calendar, language: str, *, half: bool) -> None:
        self._language = language
        self._seconds = int(seconds)
        self._calendar = calendar
        self._half = half
        self._day = self._seconds // _DAY_SECONDS
        self._hour = self._seconds // 3600 % 24

    def part(self, code: str, *, minutes: bool) -> str:
        """`yyyy`, `mm`, `ddd`, `hh` or `ss`."""
        if code[0] == "h":
            hour = (self._hour - 1) % 12 + 1 if self._half else self._hour
            return f"{hour:0{min(len(code), 2)}d}"
        if code[0] == "s":
            return f"{self._seconds % 60:0{min(len(code), 2)}d}"
        if code[0] == "m" and minutes:
            return f"{self._seconds // 60 % 60:0{min(len(code), 2)}d}"
        return self._of_day(code)

    def _of_day(self, code: str) -> str:
        year, month, day = self._calendar.parts(float(self._day))
        if code[0] == "y":
            return f"{year % 100:02d}" if len(code) < 3 else f"{year:04d}"  # noqa: PLR2004 - yy, yyyy
        if len(code) <= 2:  # noqa: PLR2004 - d, dd
            return f"{month if code[0] == 'm' else day:0{len(code)}d}"
        short = len(code) == 3  # noqa: PLR2004 - ddd
        if code[0] == "d":
            return weekday_name(self._language, self._calendar.weekday(float(self._day)), short=short)
        name = month_name(self._language, month, short=short)
        return name[0] if len(code) == 5 else name  # noqa: PLR2004 - mmmmm

    def elapsed(self, code: str) -> str:
        """`[h]`: hours beyond a day."""
        length = {"h": 3600, "m": 60, "s": 1}[code[0]]
        return f"{self._seconds // length:0{len(code)}d}"

    def half(self, code: str) -> str:
        """AM or PM."""
        if code.upper() == "AM/PM":
            return "AM" if self._hour < 12 else "PM"  # noqa: PLR2004 - noon
        if code == "A/P":
            return "A" if self._hour < 12 else "P"  # noqa: PLR2004 - noon
        raise Stop(f"the number format piece “{code}” is not supported")
