from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary import locales

NBSP = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("language", "number", "rate", "day", "month"),
    [
        ("nb", "-1 234 567,5", "3,5 %", "5. okt. 2026", "oktober 2026"),
        ("sv", "-1 234 567,5", "3,5 %", "5 okt. 2026", "oktober 2026"),
        ("en", "-1,234,567.5", "3.5%", "5 Oct 2026", "October 2026"),
    ],
)
def test_each_language_writes_in_its_own_way(language: str, number: str, rate: str, day: str, month: str) -> None:
    assert plain(locales.format_number(-1234567.5, language, 1)) == number
    assert plain(locales.format_percent(0.0345, language)) == rate
    assert locales.format_date(date(2026, 10, 5), language) == day
    assert locales.format_date(date(2026, 10, 5), language, "MMMM y") == month


@pytest.mark.parametrize(("value", "written"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (-2.5, "-3"), (2.4999, "2")])
def test_halves_are_rounded_as_excel_rounds_them(value: float, written: str) -> None:
    assert plain(locales.format_number(value, "en")) == written


def test_months_have_their_names() -> None:
    assert locales.month_names("nb")[0] == "januar"
    assert locales.month_name(date(2026, 8, 1), "sv", short=True) == "aug."
    assert len(locales.month_names("sv")) == 12


def test_money_is_written_with_its_code() -> None:
    assert plain(locales.format_money(1200, "NOK", "nb")) == "1 200 NOK"


def test_languages_and_time_zones_that_do_not_exist_are_refused() -> None:
    with pytest.raises(UsageError, match="“klingon”"):
        locales.locale("klingon")
    for name in ("Europe/Olso", "", "../etc/passwd", "Europe"):
        with pytest.raises(UsageError, match="not a time zone"):
            locales.timezone(name)
    assert locales.timezone("Europe/Oslo").key == "Europe/Oslo"


def test_babel_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, kpi_xl.vocabulary.locales; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
