"""Days as Excel counts them: from 1900, with a 29 February 1900 that never was, or from 1904."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kpi_xl.workbook.calc.values import ErrorValue, Fault

_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FALSE_LEAP_DAY = 60
_LAST_1900 = 2_958_465  # 31 December 9999
_LAST_1904 = 2_957_003
_SECONDS = 86_400


class Calendar:
    """Turns days into numbers and back."""

    def __init__(self, *, date1904: bool) -> None:
        self._date1904 = date1904
        self._last = _LAST_1904 if date1904 else _LAST_1900

    def serial(self, moment: date | datetime) -> float:
        """The number of a day, its clock time as a fraction."""
        if isinstance(moment, datetime):
            clock = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
            clock += timedelta(microseconds=moment.microsecond)
            return self.serial(moment.date()) + clock.total_seconds() / _SECONDS
        if self._date1904:
            return float((moment - _EPOCH_1904).days)
        days = (moment - _EPOCH_1900).days
        return float(days if days > _FALSE_LEAP_DAY else days - 1)

    def of_parts(self, year: int, month: int, day: int) -> float:
        """DATE: months and days outside their range count on into other years and months."""
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        try:
            serial = self.serial(date(year, month, 1)) + day - 1
        except ValueError:
            raise Fault(ErrorValue.NUM) from None
        self.check(serial)
        return serial

    def check(self, serial: float) -> None:
        """#NUM! where the number is no day."""
        if not 0 <= serial < self._last + 1:
            raise Fault(ErrorValue.NUM)

    def parts(self, serial: float) -> tuple[int, int, int]:
        """Year, month and day; 0 January and 29 February 1900 are told as Excel tells them."""
        self.check(serial)
        whole = int(serial)
        if self._date1904:
            day = _EPOCH_1904 + timedelta(days=whole)
        elif whole == 0:
            return 1900, 1, 0
        elif whole == _FALSE_LEAP_DAY:
            return 1900, 2, 29
        else:
            day = _EPOCH_1900 + timedelta(days=whole if whole > _FALSE_LEAP_DAY else whole + 1)
        return day.year, day.month, day.day

    def weekday(self, serial: float) -> int:
        """Monday is 0; before March 1900 a day off, as in Excel."""
        self.check(serial)
        return (int(serial) + (4 if self._date1904 else -2)) % 7

    def day(self, serial: float) -> date:
        """The day of a number; #NUM! for the two days that no calendar has."""
        year, month, day = self.parts(serial)
        try:
            return date(year, month, day)
        except ValueError:
            raise Fault(ErrorValue.NUM) from None


def clock(serial: float) -> time:
    """The clock time of a number, to the nearest second."""
    seconds = round(serial % 1 * _SECONDS) % _SECONDS
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
