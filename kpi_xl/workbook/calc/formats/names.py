"""Names of months and days: English, or in the language that a format names, as `[$-414]` names Norwegian."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kpi_xl.workbook.calc.values import Stop

if TYPE_CHECKING:
    from babel import Locale

# Microsoft's numbers of the languages whose names Excel and CLDR write alike.
_LANGUAGES = {
    "": "en",
    "409": "en",
    "809": "en",
    "414": "nb",
    "41d": "sv",
    "406": "da",
    "407": "de",
    "40b": "fi",
}
_SHORT = 3


def month_name(language: str, month: int, *, short: bool) -> str:
    """A month's name, or its first three letters in English."""
    return _name(language, _locale(language).months["stand-alone"]["wide"][month], short=short)


def weekday_name(language: str, weekday: int, *, short: bool) -> str:
    """A day's name, Monday being 0."""
    return _name(language, _locale(language).days["stand-alone"]["wide"][weekday], short=short)


def _name(language: str, name: str, *, short: bool) -> str:
    if short and _locale(language).language != "en":
        raise Stop("short names of days and months differ between programs")
    return name[:_SHORT] if short else name


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - few formats name a language, and Babel is slow to load

    code = _LANGUAGES.get(language.lower().lstrip("0"))
    if code is None:
        raise Stop(f"the language {language} of a number format is not known")
    return Locale(code)
