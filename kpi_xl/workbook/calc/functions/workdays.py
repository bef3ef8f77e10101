"""Working days: NETWORKDAYS and WORKDAY, with weekends of one's own."""

from __future__ import annotations

import math

from kpi_xl.workbook.calc.areas import Operand, Reference
from kpi_xl.workbook.calc.coercion import number
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import Array, ErrorValue, Fault, Value

_SATURDAY_AND_SUNDAY = frozenset({5, 6})
_WEEK = 7


@function("NETWORKDAYS", Takes.NUMBER, Takes.NUMBER, Takes.RANGE, least=2, reader=True)
def networkdays(reader: Reader, start: float, end: float, holidays: Operand = None) -> Value:
    """NETWORKDAYS: both days included, negative where the end comes first."""
    return _between(reader, start, end, _SATURDAY_AND_SUNDAY, _days(reader, holidays))


@function("NETWORKDAYS.INTL", Takes.NUMBER, Takes.NUMBER, Takes.SCALAR, Takes.RANGE, least=2, reader=True)
def networkdays_intl(reader: Reader, start: float, end: float, weekend: Value = 1.0, holidays: Operand = None) -> Value:
    """NETWORKDAYS.INTL."""
    return _between(reader, start, end, _weekend(weekend), _days(reader, holidays))


@function("WORKDAY", Takes.NUMBER, Takes.WHOLE, Takes.RANGE, least=2, reader=True)
def workday(reader: Reader, start: float, days: int, holidays: Operand = None) -> Value:
    """WORKDAY."""
    return _after(reader, start, days, _SATURDAY_AND_SUNDAY, _days(reader, holidays))


@function("WORKDAY.INTL", Takes.NUMBER, Takes.WHOLE, Takes.SCALAR, Takes.RANGE, least=2, reader=True)
def workday_intl(reader: Reader, start: float, days: int, weekend: Value = 1.0, holidays: Operand = None) -> Value:
    """WORKDAY.INTL."""
    return _after(reader, start, days, _weekend(weekend), _days(reader, holidays))


def _between(reader: Reader, start: float, end: float, weekend: frozenset[int], holidays: frozenset[int]) -> float:
    first, last = sorted((math.floor(start), math.floor(end)))
    reader.calendar.check(first)
    reader.calendar.check(last)
    weeks, rest = divmod(last - first + 1, _WEEK)
    worked = weeks * (_WEEK - len(weekend))
    worked += sum(reader.calendar.weekday(last - back) not in weekend for back in range(rest))
    worked -= sum(first <= day <= last and reader.calendar.weekday(day) not in weekend for day in holidays)
    return float(worked if start <= end else -worked)


def _after(reader: Reader, start: float, days: int, weekend: frozenset[int], holidays: frozenset[int]) -> float:
    if len(weekend) == _WEEK:
        raise Fault(ErrorValue.VALUE)
    step = 1 if days > 0 else -1
    day = math.floor(start)
    reader.calendar.check(day)
    left = abs(days)
    while left:
        day += step
        if reader.calendar.weekday(day) not in weekend and day not in holidays:
            left -= 1
    return float(day)


def _days(reader: Reader, holidays: Operand) -> frozenset[int]:
    if holidays is None:
        return frozenset()
    values = holidays.each() if isinstance(holidays, Reference | Array) else iter([holidays])
    return frozenset(math.floor(number(value, reader.calendar)) for value in values if value is not None)


def _weekend(given: Value) -> frozenset[int]:
    """The days off: a number of Excel's list, or seven marks from Monday."""
    if isinstance(given, str):
        if len(given) != _WEEK or set(given) - {"0", "1"}:
            raise Fault(ErrorValue.VALUE)
        return frozenset(day for day, mark in enumerate(given) if mark == "1")
    kind = int(given) if isinstance(given, float) else 1
    if 1 <= kind <= 7:  # noqa: PLR2004 - pairs: 1 is Saturday and Sunday
        return frozenset({(kind + 4) % _WEEK, (kind + 5) % _WEEK})
    if 11 <= kind <= 17:  # noqa: PLR2004 - single days: 11 is Sunday
        return frozenset({(kind - 12) % _WEEK})
    raise Fault(ErrorValue.NUM)
