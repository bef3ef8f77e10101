"""What Excel can hold: each limit checked before it is written, since Excel would call the file damaged."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from datetime import date, datetime, timedelta

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.calc.addresses import LAST_ROW

MAX_TEXT = 32_767
MAX_FORMULA = 8_192
MAX_LITERAL = 255
MAX_SHEET_NAME = 31
MAX_HEADER = 255
MAX_FORMATS = 65_490
SAFE_LENGTH = MAX_TEXT // 2  # no text of so many characters can be longer in UTF-16
MAX_EXACT = 10**15  # Excel keeps fifteen digits and turns the rest into zeros

FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar has a day too many
DAY_ZERO = date(1899, 12, 30).toordinal()
_TINY = 2.2250738585072014e-308
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no zones
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_NAME_CHARACTERS = re.compile(r"[\[\]:*?/\\]")


def checked_text(text: str, where: str) -> str:
    """Text that fits into a cell."""
    if len(text) > SAFE_LENGTH and len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise TemplateError(
            f"The text for {where} is longer than the {MAX_TEXT:,} characters that a cell can hold.",
            "Shorten it, or leave it out of the report.",
        )
    return text


def checked_formula(text: str, where: str) -> str:
    """A formula that fits into a cell."""
    if len(text) > MAX_FORMULA:
        raise TemplateError(
            f"The formula for {where} is longer than the {MAX_FORMULA:,} characters that Excel allows.",
            "Ask for fewer criteria, or split the figure over several cells.",
        )
    if len(text) > MAX_LITERAL and any(len(literal) > MAX_LITERAL + 2 for literal in _LITERAL.findall(text)):
        raise TemplateError(
            f"The formula for {where} holds a text longer than the {MAX_LITERAL} characters that Excel allows in one.",
            "Put the text into a cell and let the formula read that.",
        )
    return text


def checked_number(value: float, where: str) -> str:
    """A number as it is written in XML."""
    if not math.isfinite(value):
        raise TemplateError(
            f"The value for {where} is no finite number.", "Leave the cell empty where nothing is known."
        )
    if isinstance(value, int) and abs(value) >= MAX_EXACT:
        raise TemplateError(
            f"The number for {where} has more than 15 digits, which Excel cannot keep.", "Give long ids as text."
        )
    return "0" if 0 < abs(value) < _TINY else format(value).removesuffix(".0")


def serial(day: date, where: str, *, date1904: bool = False) -> float | int:
    """The number that Excel keeps for a day or a moment."""
    if isinstance(day, datetime):
        if day.tzinfo is not None:
            raise TemplateError(f"The time for {where} has a time zone, which Excel does not know.", "Give local time.")
        since = day - (_EPOCH_1904 if date1904 else _EPOCH_1900)
        number = since / timedelta(days=1)
    else:
        number = day.toordinal() - (_EPOCH_1904 if date1904 else _EPOCH_1900).toordinal()
    if (number < 0) if date1904 else (day.timetuple()[:3] < FIRST_DAY.timetuple()[:3]):
        raise TemplateError(
            f"The day for {where} ({day:%Y-%m-%d}) is before Excel's calendar begins.", "Give it as text."
        )
    return number


def checked_rows(last_row: int, where: str) -> None:
    """A sheet that reaches no further than Excel's last row."""
    if last_row > LAST_ROW:
        raise TemplateError(
            f"{where} needs {last_row:,} rows, and a sheet ends at {LAST_ROW:,}.", "Report a shorter period, or sums."
        )


def sheet_name(text: str, taken: Collection[str]) -> str:
    """A legal sheet name that is not taken (`taken` in lower case): forbidden characters go, what is long is cut."""
    plain = _NAME_CHARACTERS.sub(" ", text)
    plain = "".join(character for character in plain if character.isprintable()).strip(" '")
    plain = plain[:MAX_SHEET_NAME].strip(" '") or "Sheet"
    if plain.lower() == "history":  # Excel keeps this name for itself
        plain = f"{plain} 1"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: MAX_SHEET_NAME - len(str(number)) - 3].rstrip()} ({number})"
    return name
