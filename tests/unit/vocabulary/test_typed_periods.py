from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.locales import format_date, month_name
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.typed_periods import read_period

TODAY = date(2026, 11, 22)
days = st.dates(date(1991, 1, 1), date(2090, 12, 31))
languages = st.sampled_from(["en", "nb", "sv", "da"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((text, "2026-10") for text in ("okt 2026", "Oktober 2026", "October 2026", "2026 okt", "okt. 26", "oct-26")),
        *((text, "2026-10") for text in ("10/2026", "10.2026", "2026/10", "202610", "måned 10 2026", "okt", "oktober")),
        *(
            (text, "2026-10")
            for text in ("forrige måned", "last month", "förra månaden", "sidste måned", "førre månad")
        ),
        *((text, "2026-11") for text in ("denne måneden", "this month", "den här månaden", "inneværende måned")),
        *((text, "2026-Q3") for text in ("Q3 2026", "2026Q3", "3. kvartal 2026", "tredje kvartalet 2026", "K3 2026")),
        *((text, "2026-Q3") for text in ("Q3", "forrige kvartal", "last quarter", "föregående kvartal", "3q26")),
        *((text, "2026-W40") for text in ("uke 40 2026", "vecka 40 2026", "week 40, 2026", "v.40 2026", "uke 40")),
        *((text, "2026-W46") for text in ("forrige uke", "last week", "förra veckan")),
        *((text, "2025") for text in ("i fjor", "last year", "förra året", "2025", "år 2025")),
        *(
            (text, "2026-11-21")
            for text in ("i går", "yesterday", "igår", "21.11.2026", "21. november 2026", "21/11/26")
        ),
        *(
            (text, "2026-11-21")
            for text in ("November 21, 2026", "2026-11-21", "20261121", "21.11", "21st of November")
        ),
        *((text, "2026-01-01..2026-11-22") for text in ("hittil i år", "YTD", "hittills i år", "year to date")),
        *((text, "2026-10-23..2026-11-21") for text in ("siste 30 dager", "last 30 days", "senaste 30 dagarna")),
        *((text, "2025-11-01..2026-10-31") for text in ("siste 12 måneder", "the last 12 months")),
        *((text, "2026-01-01..2026-06-30") for text in ("H1 2026", "første halvår 2026", "första halvåret 2026")),
        *((text, "2025-10") for text in ("oktober i fjor", "oct last year", "10.2025")),
        *(
            (text, "2026-10-01..2026-10-15")
            for text in ("1.10.2026–15.10.2026", "1.–15. oktober 2026", "1-15 okt 2026")
        ),
        *((text, "2026-10-01..2026-10-15") for text in ("fra 1. oktober til 15. oktober 2026", "1.10 - 15.10.2026")),
        *((text, "2026-Q1") for text in ("jan–mar 2026", "januar til og med mars 2026", "2026-01 to 2026-03")),
        *((text, "2026-09-28..2026-10-18") for text in ("uke 40–42 2026", "week 40 to week 42 2026")),
        *((text, "2025-11-01..2026-01-31") for text in ("nov - jan 2026", "nov 2025 – jan 2026")),
        *((text, "2026-09") for text in ("2 months ago", "for 2 måneder siden", "för 2 månader sedan")),
    ],
)
def test_what_a_person_types_is_understood(typed: str, meant: str) -> None:
    assert str(read_period(typed, TODAY)) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (46296, "2026-10"),
        (46296.0, "2026-10"),
        (46300.75, "2026-10-05"),
        (2026.0, "2026"),
        (202610, "2026-10"),
        (date(2026, 10, 1), "2026-10"),
        (datetime(2026, 10, 1), "2026-10"),
        (date(2026, 10, 5), "2026-10-05"),
    ],
)
def test_what_a_cell_holds_is_understood(cell: object, meant: str) -> None:
    assert str(read_period(cell, TODAY)) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "ctr", "foo 2026", "2026-13", "30.2.2026", "uke 54 2026", "Q5 2026", "15.10.2026–1.10.2026", "53", "H3 2026"],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is not a period"):
        read_period(typed, TODAY)


@pytest.mark.parametrize("cell", [True, None, 3.5, -1, 1e300, float("nan"), float("inf"), [], 53])
def test_what_is_in_a_cell_and_no_period_is_refused(cell: object) -> None:
    with pytest.raises(UsageError):
        read_period(cell, TODAY)


def test_a_month_without_a_year_is_the_latest_that_has_begun() -> None:
    assert str(read_period("desember", TODAY)) == "2025-12"
    assert str(read_period("november", TODAY)) == "2026-11"


@given(days, days)
def test_what_a_period_is_written_as_reads_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert read_period(str(period), TODAY) == period


@given(days, languages, st.booleans())
def test_a_month_in_any_language_reads_back(day: date, language: str, short: bool) -> None:  # noqa: FBT001
    typed = f"{month_name(day, language, short=short)} {day.year}"
    assert read_period(typed, TODAY) == Period.month(day.year, day.month)


@given(days, languages, st.sampled_from(["long", "medium", "d.M.y", "dd/MM/y", "y/MM/dd"]))
def test_a_day_in_any_language_reads_back(day: date, language: str, pattern: str) -> None:
    assert read_period(format_date(day, language, pattern), TODAY) == Period(day, day)


@given(days, days, languages, st.sampled_from(["–", " - ", "..", " til ", " till ", " to "]))
def test_a_range_in_any_language_reads_back(one: date, other: date, language: str, joined: str) -> None:
    first, last = sorted((one, other))
    typed = joined.join(format_date(day, language, "long") for day in (first, last))
    assert read_period(typed, TODAY) == Period(first, last)


@given(days)
def test_a_serial_is_the_day_that_excel_shows(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    expected = Period.month(day.year, day.month) if day.day == 1 else Period(day, day)
    assert read_period(serial, TODAY) == expected


@given(days)
def test_the_last_days_end_yesterday(today: date) -> None:
    period = read_period("last 7 days", today)
    assert (period.last, period.days) == (today - timedelta(days=1), 7)


_PARTS = st.sampled_from(
    [
        "okt",
        "2026",
        "26",
        "10",
        "1",
        ".",
        "-",
        " ",
        "q",
        "uke",
        "forrige",
        "last",
        "måned",
        "til",
        "..",
        "=",
        "i",
        "ytd",
    ]
)


@given(st.one_of(st.text(max_size=30), st.lists(_PARTS, max_size=8).map("".join), st.floats(), st.integers()))
def test_anything_at_all_is_a_period_or_refused(typed: object) -> None:
    try:
        period = read_period(typed, TODAY)
    except UsageError:
        return
    assert period.first <= period.last
