"""How Excel turns one kind of value into another."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop, Value

_NUMBER = re.compile(
    r"(?P<minus>[-+]?)\s*[$€£]?\s*"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(?P<percent>%?)"
)
_HAS_DIGIT = re.compile(r"\.?\d")  # E8 has an exponent and no figure
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_MONTH = r"(?:jan|feb|mar|apr|may|mai|maj|jun|jul|aug|sep|oct|okt|nov|dec|des)[a-zé]*\.?"
_MAYBE_DAY = re.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?"
    rf"|\d{{1,4}}[-/. ]+{_MONTH}(?:[-/. ]+\d{{1,4}})?"
    rf"|{_MONTH}[- ]\d{{1,4}}(?:, ?\d{{4}})?",
    re.IGNORECASE,
)
_DIGITS = 15
_LONGEST_PLAIN = 20


def number(value: Value, calendar: Calendar) -> float:
    """A value where a number is wanted: text is read as one if it can be."""
    if value is None:
        return 0.0
    if isinstance(value, ErrorValue):
        raise Fault(value)
    if not isinstance(value, str):
        return float(value)
    found = text_number(value, calendar)
    if found is None:
        raise Fault(ErrorValue.VALUE)
    return found


def logical(value: Value) -> bool:
    """A value where TRUE or FALSE is wanted."""
    if isinstance(value, bool):
        return value
    if value is None:
        return False
    if isinstance(value, ErrorValue):
        raise Fault(value)
    if not isinstance(value, str):
        return value != 0
    if value.upper() not in ("TRUE", "FALSE"):
        raise Fault(ErrorValue.VALUE)
    return value.upper() == "TRUE"


def text(value: Value) -> str:
    """A value where text is wanted."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ErrorValue):
        raise Fault(value)
    return number_text(value)


def number_text(value: float) -> str:
    """A number as `&` writes it: 15 digits, and an exponent only where it would be longer than 20 characters."""
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(f"{value:.{_DIGITS - 1}e}").normalize().as_tuple()
    whole = len(digits) + int(exponent)  # digits before the point
    figures = "".join(map(str, digits))
    minus = "-" if sign else ""
    if whole > _LONGEST_PLAIN or (whole <= 0 and 2 - whole + len(figures) > _LONGEST_PLAIN):
        point = f".{figures[1:]}" if len(figures) > 1 else ""
        return f"{minus}{figures[0]}{point}E{'+' if whole > 0 else '-'}{abs(whole - 1):02d}"
    if whole <= 0:
        return f"{minus}0.{'0' * -whole}{figures}"
    if whole >= len(figures):
        return f"{minus}{figures}{'0' * (whole - len(figures))}"
    return f"{minus}{figures[:whole]}.{figures[whole:]}"


def text_number(written: str, calendar: Calendar) -> float | None:
    """The number or day that a text stands for; None where it is none.

    Days are read only in the one way that means the same everywhere, year-month-day.
    """
    trimmed = written.strip()
    match = _NUMBER.fullmatch(trimmed)
    if match is not None and _HAS_DIGIT.match(match["digits"]):
        found = float(match["digits"].replace(",", "")) * (-1 if match["minus"] == "-" else 1)
        return found / 100 if match["percent"] else found
    return _text_day(trimmed, calendar)


def _text_day(written: str, calendar: Calendar) -> float | None:
    match = _ISO_DAY.fullmatch(written)
    if match is not None:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            return calendar.serial(date(year, month, day)) + _clock(hour, minute, second)
        except ValueError:
            return None
    match = _CLOCK.fullmatch(written)
    if match is not None:
        return _clock(*(int(part or 0) for part in match.groups()))
    if may_be_day(written):
        raise Stop(f"whether “{written}” is a day depends on the reader's language")
    return None


def may_be_day(written: str) -> bool:
    """Whether some language reads the text as a day: 10/31, 31.10.2026, 2026-10, 5 Oct."""
    return _MAYBE_DAY.fullmatch(written.strip()) is not None and not written.strip().replace(".", "", 1).isdigit()


def _clock(hour: int, minute: int, second: int) -> float:
    return (hour * 3600 + minute * 60 + second) / 86_400
