"""Days and clock times."""

from __future__ import annotations

import math
from calendar import monthrange

from kpi_xl.workbook.calc.coercion import text_number
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.serials import Calendar, clock
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Value

_FIRST_YEAR = 1900
_LAST_YEAR = 9999
_WEEK_STARTS = {1: 6, 2: 0, 11: 0, 12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6}
_ISO_WEEK = 21
_DAY_SECONDS = 86_400


@function("DATE", Takes.WHOLE, Takes.WHOLE, Takes.WHOLE, reader=True)
def date(reader: Reader, year: int, month: int, day: int) -> Value:
    """DATE: years before 1900 count from 1900."""
    if not 0 <= year <= _LAST_YEAR:
        raise Fault(ErrorValue.NUM)
    year += _FIRST_YEAR if year < _FIRST_YEAR else 0
    return reader.calendar.of_parts(year, month, day)


@function("YEAR", Takes.NUMBER, reader=True)
def year(reader: Reader, serial: float) -> Value:
    """YEAR."""
    return float(reader.calendar.parts(serial)[0])


@function("MONTH", Takes.NUMBER, reader=True)
def month(reader: Reader, serial: float) -> Value:
    """MONTH."""
    return float(reader.calendar.parts(serial)[1])


@function("DAY", Takes.NUMBER, reader=True)
def day(reader: Reader, serial: float) -> Value:
    """DAY."""
    return float(reader.calendar.parts(serial)[2])


@function("EDATE", Takes.NUMBER, Takes.WHOLE, reader=True)
def edate(reader: Reader, serial: float, months: int) -> Value:
    """EDATE: the same day, or the last one of a shorter month."""
    year, month, day = reader.calendar.parts(serial)
    last = _last_day(reader.calendar, year, month + months)
    return min(reader.calendar.of_parts(year, month + months, day), last)


@function("EOMONTH", Takes.NUMBER, Takes.WHOLE, reader=True)
def eomonth(reader: Reader, serial: float, months: int) -> Value:
    """EOMONTH."""
    year, month, _ = reader.calendar.parts(serial)
    return _last_day(reader.calendar, year, month + months)


def _last_day(calendar: Calendar, year: int, month: int) -> float:
    return calendar.of_parts(year, month + 1, 0)


@function("DAYS", Takes.NUMBER, Takes.NUMBER)
def days(end: float, start: float) -> Value:
    """DAYS."""
    return float(math.floor(end) - math.floor(start))


@function("DAYS360", Takes.NUMBER, Takes.NUMBER, Takes.LOGICAL, least=2, reader=True)
def days360(reader: Reader, start: float, end: float, european: bool = False) -> Value:  # noqa: FBT001, FBT002
    """DAYS360."""
    start, end = math.floor(start), math.floor(end)
    first, last = reader.calendar.parts(start), reader.calendar.parts(end)
    first_day, last_day = first[2], last[2]
    if european:
        first_day, last_day = min(first_day, 30), min(last_day, 30)
    else:
        if start == _last_day(reader.calendar, first[0], first[1]):
            first_day = 30
        if last_day == 31 and first_day >= 30:  # noqa: PLR2004 - days of a month
            last_day = 30
    return float((last[0] - first[0]) * 360 + (last[1] - first[1]) * 30 + last_day - first_day)


@function("DATEDIF", Takes.NUMBER, Takes.NUMBER, Takes.TEXT, reader=True)
def datedif(reader: Reader, start: float, end: float, unit: str) -> Value:
    """DATEDIF; "MD" is left out, since Excel itself gets it wrong."""
    if start > end or unit.upper() not in ("Y", "M", "D", "YM", "YD"):
        raise Fault(ErrorValue.NUM)
    first, last = reader.calendar.parts(start), reader.calendar.parts(end)
    months = (last[0] - first[0]) * 12 + last[1] - first[1] - (last[2] < first[2])
    if unit.upper() == "D":
        return float(math.floor(end) - math.floor(start))
    if unit.upper() == "YD":
        anniversary = reader.calendar.of_parts(first[0] + months // 12, first[1], first[2])
        return math.floor(end) - anniversary
    return float({"Y": months // 12, "M": months, "YM": months % 12}[unit.upper()])


@function("WEEKDAY", Takes.NUMBER, Takes.WHOLE, least=1, reader=True)
def weekday(reader: Reader, serial: float, kind: int = 1) -> Value:
    """WEEKDAY."""
    found = reader.calendar.weekday(serial)
    if kind == 3:  # noqa: PLR2004 - the kind in which Monday is 0
        return float(found)
    if kind not in _WEEK_STARTS:
        raise Fault(ErrorValue.NUM)
    return float((found - _WEEK_STARTS[kind]) % 7 + 1)


@function("WEEKNUM", Takes.NUMBER, Takes.WHOLE, least=1, reader=True)
def weeknum(reader: Reader, serial: float, kind: int = 1) -> Value:
    """WEEKNUM: week 1 holds 1 January, but for kind 21, the ISO week."""
    if kind == _ISO_WEEK:
        return isoweeknum(reader, serial)
    if kind not in _WEEK_STARTS:
        raise Fault(ErrorValue.NUM)
    new_year = reader.calendar.of_parts(reader.calendar.parts(serial)[0], 1, 1)
    before = (reader.calendar.weekday(new_year) - _WEEK_STARTS[kind]) % 7
    return float((math.floor(serial) - new_year + before) // 7 + 1)


@function("ISOWEEKNUM", Takes.NUMBER, reader=True)
def isoweeknum(reader: Reader, serial: float) -> Value:
    """ISOWEEKNUM."""
    return float(reader.calendar.day(serial).isocalendar().week)


@function("DATEVALUE", Takes.TEXT, reader=True)
def datevalue(reader: Reader, written: str) -> Value:
    """DATEVALUE, of texts that are the same day in every language."""
    return float(math.floor(_moment(reader, written)))


@function("TIMEVALUE", Takes.TEXT, reader=True)
def timevalue(reader: Reader, written: str) -> Value:
    """TIMEVALUE."""
    return _moment(reader, written) % 1


def _moment(reader: Reader, written: str) -> float:
    found = text_number(written, reader.calendar)
    if found is None or written.strip().replace(".", "", 1).isdigit():
        raise Fault(ErrorValue.VALUE)
    return found


@function("TIME", Takes.WHOLE, Takes.WHOLE, Takes.WHOLE)
def time(hour: int, minute: int, second: int) -> Value:
    """TIME: whole days are dropped."""
    seconds = hour * 3600 + minute * 60 + second
    if seconds < 0:
        raise Fault(ErrorValue.NUM)
    return seconds % _DAY_SECONDS / _DAY_SECONDS


@function("HOUR", Takes.NUMBER)
def hour(serial: float) -> Value:
    """HOUR."""
    return float(clock(_moment_number(serial)).hour)


@function("MINUTE", Takes.NUMBER)
def minute(serial: float) -> Value:
    """MINUTE."""
    return float(clock(_moment_number(serial)).minute)


@function("SECOND", Takes.NUMBER)
def second(serial: float) -> Value:
    """SECOND."""
    return float(clock(_moment_number(serial)).second)


def _moment_number(serial: float) -> float:
    if serial < 0:
        raise Fault(ErrorValue.NUM)
    return serial


@function("YEARFRAC", Takes.NUMBER, Takes.NUMBER, Takes.WHOLE, least=2, reader=True)
def yearfrac(reader: Reader, start: float, end: float, basis: int = 0) -> Value:
    """YEARFRAC, for the bases of 360 and 365 days."""
    start, end = sorted((math.floor(start), math.floor(end)))
    if basis in (0, 4):
        days = days360(reader, start, end, basis == 4)  # noqa: PLR2004 - European 30/360
        return days / 360 if isinstance(days, float) else days
    if basis in (2, 3):
        return (end - start) / (360 if basis == 2 else 365)  # noqa: PLR2004 - actual/360
    if basis == 1:
        return (end - start) / _mean_year(reader, start, end)
    raise Fault(ErrorValue.NUM)


def _mean_year(reader: Reader, start: float, end: float) -> float:
    """The length of a year as actual/actual counts it between two days."""
    first, last = reader.calendar.parts(start), reader.calendar.parts(end)
    if last[0] == first[0] or (last[0] == first[0] + 1 and last[1:] <= first[1:]):
        leap = any(
            _is_leap(year) and start <= reader.calendar.of_parts(year, 2, 29) <= end for year in {first[0], last[0]}
        )
        return 366.0 if leap or (first[0] == last[0] and _is_leap(first[0])) else 365.0
    years = range(first[0], last[0] + 1)
    return sum(366 if _is_leap(year) else 365 for year in years) / len(years)


def _is_leap(year: int) -> bool:
    return monthrange(year, 2)[1] == 29  # noqa: PLR2004 - February's days
