"""How a language writes months, numbers, money and days (CLDR, by Babel)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "nb", "sv")

# English is written the European way (day before month, Monday first): the product's users are Nordic.
_REGIONS = {"en": "en_GB", "nb": "nb_NO", "sv": "sv_SE"}


@cache
def locale(language: str) -> Locale:
    """The Babel locale of a language or locale code, such as nb, sv, en, da or de_AT.

    Raises:
        UsageError: no such language is known.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 50 ms that `kpi-xl --help` need not pay

    try:
        return Locale.parse(_REGIONS.get(language, language).replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        message = f"“{language}” is not a language that can be written."
        raise UsageError(message, "Write nb, sv or en.") from error


def month_name(day: date, language: str, *, short: bool = False) -> str:
    """oktober, or okt. when short."""
    return locale(language).months["stand-alone"]["abbreviated" if short else "wide"][day.month]


def month_names(language: str) -> tuple[str, ...]:
    """January to December."""
    return tuple(month_name(date(2000, month, 1), language) for month in range(1, 13))


def weekday_name(day: int, language: str) -> str:
    """Mandag for 1 … søndag for 7, as ISO counts them."""
    return locale(language).days["stand-alone"]["wide"][day - 1].capitalize()


def format_date(day: date, language: str, pattern: str = "medium") -> str:
    """A day in the language's own way (short, medium, long) or by a CLDR pattern such as `MMMM y`."""
    from babel.dates import format_date as written  # noqa: PLC0415

    return written(day, pattern, locale=locale(language))


def format_number(value: float, language: str, decimals: int = 0) -> str:
    """1 234,5 in Norwegian and Swedish, 1,234.5 in English."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(_rounded(value, decimals), "#,##0" + _fraction(decimals), locale=locale(language))


def format_percent(value: float, language: str, decimals: int = 1) -> str:
    """A fraction as per cent: 0.0345 is 3,5 % in Norwegian."""
    from babel.numbers import format_percent as written  # noqa: PLC0415

    # English joins number and sign, the Nordic languages put a space between them.
    sign = locale(language).percent_formats[None].pattern.removeprefix("#,##0")
    return written(_rounded(value, decimals + 2), "#,##0" + _fraction(decimals) + sign, locale=locale(language))


def format_money(value: float, currency: str, language: str, decimals: int = 0) -> str:
    """An amount with its ISO code, since a bare sign (kr, $) names several currencies."""
    return f"{format_number(value, language, decimals)} {currency}"


def timezone(name: str) -> ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        UsageError: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        message = f"“{name}” is not a time zone."
        raise UsageError(message, "Write its IANA name: Europe/Oslo, Europe/Stockholm, UTC …") from error


def _fraction(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


def _rounded(value: float, decimals: int) -> Decimal:
    """Rounded half up, as Excel does; Babel rounds half to even, and a report would differ from its workbook."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
