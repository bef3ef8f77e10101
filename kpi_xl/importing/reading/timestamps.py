"""The SQL that reads days and times as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from kpi_xl.importing.reading.sql import text, text_list
from kpi_xl.importing.reading.written import DAY_MONTH, MONTH_DAY, Written
from kpi_xl.vocabulary.locales import locale

_SERIAL_1970 = 25_569  # what a spreadsheet shows of 1 January 1970 without a date's format
# The languages that platforms write months in, and that header files name.
_LANGUAGES = ("en", "nb", "nn", "sv", "da", "de", "es", "pt", "fr", "fi", "nl")


def timestamp(cell: str, how: Written, *, last_day: date | None = None) -> str:
    """The SQL of a cell's time as it is written; with an offset it carries its time zone."""
    if how.words:
        return _from_words(cell, how, last_day)
    if how.serial:
        seconds = f"(try_cast(replace({cell}, ',', '.') AS DOUBLE) - {_SERIAL_1970}) * 86400"
        return f"try(make_timestamp(CAST(round({seconds}) * 1000000 AS BIGINT)))"
    if not how.formats:
        return "NULL::TIMESTAMP"
    value = cell
    if how.has_offset:
        value = f"regexp_replace({cell}, '\\s*(Z|UTC|GMT)$', ' +0000')"
        value = f"regexp_replace({value}, '\\s*([+-]\\d{{2}}:?\\d{{2}})$', ' \\1')"
    return f"try_strptime({value}, [{text_list(how.formats)}])"


def without_offset(cell: str) -> str:
    """A cell whose day is kept as written: its offset from UTC is dropped."""
    return f"regexp_replace({cell}, '\\s*(Z|UTC|GMT|[+-]\\d{{2}}:?\\d{{2}})$', '')"


def _from_words(cell: str, how: Written, last_day: date | None) -> str:
    pattern = MONTH_DAY if how.words == "month" else DAY_MONTH
    groups = "['month', 'day', 'year']" if how.words == "month" else "['day', 'month', 'year']"
    met = f"regexp_extract({cell}, {text(pattern)}, {groups})"
    listed = ", ".join(f"{text(word)}: {number}" for word, number in _months_like(how.months).items())
    month = f"MAP {{{listed}}}[lower(d.month)]"
    year = "try_cast(d.year AS INTEGER)" if how.has_year else _latest_year(last_day)
    day = f"try(make_date({year}, m, try_cast(d.day AS INTEGER)))"
    clock = "INTERVAL 0 SECOND"
    if how.formats:
        clocks = text_list(dict.fromkeys(clock.removesuffix("%z").strip() for clock in how.formats))
        clock_text = f"regexp_extract({cell}, '\\d{{1,2}}[:.]\\d{{2}}([:.]\\d{{2}})?\\s*([AaPp]\\.?[Mm])?')"
        clock = f"(try_strptime({clock_text}, [{clocks}]) - TIMESTAMP '1900-01-01')"
    return f"(SELECT CAST({day} AS TIMESTAMP) + {clock} FROM (SELECT d, {month} AS m FROM (SELECT {met} AS d)))"


def _latest_year(last_day: date | None) -> str:
    if last_day is None:
        return "NULL::INTEGER"
    later = f"(m, try_cast(d.day AS INTEGER)) > ({last_day.month}, {last_day.day})"
    return f"CASE WHEN {later} THEN {last_day.year - 1} ELSE {last_day.year} END"


def _months_like(seen: frozenset[str]) -> Mapping[str, int]:
    """The months of the languages that have all the words seen: the file may hold others of the same language."""
    spoken = [language for language in _LANGUAGES if seen <= _months_of(language).keys()]
    return {word: number for language in spoken for word, number in _months_of(language).items()} or months()


@cache
def months() -> Mapping[str, int]:
    """Month numbers by name and abbreviation in every language that platforms write, in lower case."""
    return {word: number for language in _LANGUAGES for word, number in _months_of(language).items()}


@cache
def _months_of(language: str) -> Mapping[str, int]:
    named = {
        word.lower().strip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, word in locale(language).months[context][width].items()
    }
    return {**named, "sept": 9} if language == "en" else named
