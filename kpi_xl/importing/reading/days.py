"""One way of writing days a file: the order of day and month is decided from all dates, never date by date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.kinds import DayOrder
from kpi_xl.importing.reading.sql import holds_something, name, text, text_list

if TYPE_CHECKING:
    import duckdb

LANGUAGES = ("en", "nb", "nn", "sv", "da", "de", "es", "pt", "fr", "fi", "nl")
_MONTHS_IN_YEAR = 12
_SAMPLE = 1000
_CENTURY = 2000
_LONGEST_DAY = len("31/12/2026")

_CLOCK = (
    r"(?P<gap>[T ,]+(?:(?:kl|at|um|klo|à)\.? +)?)(?P<hour>\d{1,2}):\d{2}(?P<second>:\d{2}(?P<fraction>\.\d+)?)?"
    r"(?P<half>\s*[AaPp]\.?[Mm]\.?)?(?P<zone>\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$"
)
_NUMERIC = re.compile(r"(?P<one>\d{1,4})(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)(?P<three>\d{4}|\d{2})(?!\d)\.?")
_COMPACT = re.compile(r"(?P<compact>\d{8})(?!\d)")
_LETTER = re.compile(r"[^\W\d_]{3,}")
_TAIL = re.compile(_CLOCK)

# The same in the dialect of DuckDB's regular expressions: month first (Aug 26, 2025) and day first (26. aug. 2025).
_MONTH_DAY = r"(\p{L}{3,})\.? +(\d{1,2})(?:st|nd|rd|th)?\b,?(?: +(\d{4}))?"
_DAY_MONTH = r"(\d{1,2})(?:º|°|\.)?(?: de)? +(\p{L}{3,})\.?,?(?: de)?(?: +(\d{4}))?"
_WORDS = {
    "month": re.compile(_MONTH_DAY.replace(r"\p{L}", r"[^\W\d_]")),
    "day": re.compile(_DAY_MONTH.replace(r"\p{L}", r"[^\W\d_]")),
}


@dataclass(frozen=True, slots=True)
class Written:
    """How the dates of one column are written."""

    formats: tuple[str, ...] = ()  # for strptime; order-dependent ones have %1 and %2 for the first two numbers
    words: str = ""  # "month" or "day", whichever comes first, where months are words
    word_clock: str = ""  # the strptime format of the clock after a date in words
    has_clock: bool = False
    has_offset: bool = False
    has_year: bool = True
    undecided: bool = False  # day and month are both numbers before the year
    sign: str = ""

    def in_order(self, order: DayOrder) -> Written:
        """With day and month in their places."""
        first, second = ("%d", "%m") if order == "dmy" else ("%m", "%d")
        formats = tuple(text.replace("%1", first).replace("%2", second) for text in self.formats)
        return replace(self, formats=formats, undecided=False)


@dataclass(frozen=True, slots=True)
class Order:
    """Day or month first, and why."""

    order: DayOrder
    reason: str
    certain: bool = True


NOTHING = Written()


def sample(connection: duckdb.DuckDBPyConnection, table: str, field: str) -> list[str]:
    """Filled cells from the top of a column."""
    cell = name(field)
    query = f"SELECT {cell} FROM {table} WHERE _kind = 'data' AND {cell} IS NOT NULL AND {holds_something(cell)}"  # noqa: S608
    return [str(row[0]) for row in connection.sql(f"{query} LIMIT {_SAMPLE}").fetchall()]


def distinct_days(connection: duckdb.DuckDBPyConnection, table: str, field: str) -> list[tuple[int, int, int]]:
    """The different days of a column that begins with two numbers of which either may be the day: both, and the year."""
    query = f"SELECT DISTINCT left({name(field)}, {_LONGEST_DAY}) FROM {table} WHERE _kind = 'data'"  # noqa: S608 - quoted
    found = {_three_numbers(row[0]) for row in connection.sql(query).fetchall() if row[0]}
    return sorted(day for day in found if day)


def _three_numbers(cell: str) -> tuple[int, int, int] | None:
    met = _NUMERIC.match(cell.strip())
    if met is None or len(met["one"]) > 2:  # noqa: PLR2004 - a year comes first
        return None
    year = int(met["three"])
    return int(met["one"]), int(met["two"]), year + _CENTURY if len(met["three"]) == 2 else year  # noqa: PLR2004


def written(values: Sequence[str]) -> Written:
    """How most of these cells write a day; cells written in another way will be missing."""
    shapes: dict[Written, int] = {}
    for value in values:
        shape = _shape(value)
        if shape is not None:
            shapes[shape] = shapes.get(shape, 0) + 1
    if not shapes:
        return NOTHING
    main = max(shapes, key=lambda shape: shapes[shape])
    alike = [
        shape
        for shape in shapes
        if (shape.words, shape.undecided, shape.sign) == (main.words, main.undecided, main.sign)
    ]
    formats = dict.fromkeys(text for shape in sorted(alike, key=lambda shape: -shapes[shape]) for text in shape.formats)
    return Written(
        tuple(formats),
        main.words,
        main.word_clock,
        has_clock=any(shape.has_clock for shape in alike),
        has_offset=any(shape.has_offset for shape in alike),
        has_year=main.has_year,
        undecided=main.undecided,
        sign=main.sign,
    )


def order_of(  # noqa: PLR0913 - each is a kind of evidence
    pairs: Iterable[tuple[int, int]],
    *,
    file: str,
    stamped: tuple[date, date] | None,
    days: Sequence[tuple[int, int, int]],
    declared: DayOrder,
    sign: str,
    language: str,
) -> Order:
    """Which of the first two numbers is the day: a value above 12 tells, then the period in the file's name.

    Raises:
        ExportRefusedError: some dates can only be read day first and others only month first.
    """
    day_first = month_first = 0
    for first, second in pairs:
        day_first += first > _MONTHS_IN_YEAR
        month_first += second > _MONTHS_IN_YEAR
    if day_first and month_first:
        message = f"{file} writes dates in two orders: day before month and month before day."
        raise ExportRefusedError(message, "A spreadsheet has changed some of them: export the file again.")
    if day_first or month_first:
        return Order("dmy" if day_first else "mdy", "a value above 12")
    if stamped and (order := _order_within(stamped, days)):
        return Order(order, "the period in the file's name")
    if declared:
        return Order(declared, "what the platform writes")
    if sign == ".":
        return Order("dmy", "the points between the numbers")
    return _of_language(language)


def timestamp(cell: str, how: Written, *, last_day: date | None = None) -> str:
    """The SQL of a cell's time as it is written; with an offset it carries its time zone."""
    if how.words:
        return _from_words(cell, how, last_day)
    if not how.formats:
        return "NULL::TIMESTAMP"
    value = cell
    if how.has_offset:
        value = f"regexp_replace({cell}, '\\s*(Z|UTC|GMT)$', ' +0000')"
        value = f"regexp_replace({value}, '\\s*([+-]\\d{{2}}:?\\d{{2}})$', ' \\1')"
    return f"try_strptime({value}, [{text_list(how.formats)}])"


def without_zone(how: Written) -> Written:
    """The same without its offset from UTC."""
    formats = tuple(dict.fromkeys(text.removesuffix("%z").rstrip() for text in how.formats))
    return replace(how, formats=formats, has_offset=False)


def without_offset(cell: str) -> str:
    """A cell whose day is kept as written: its offset from UTC is dropped."""
    return f"regexp_replace({cell}, '\\s*(Z|UTC|GMT|[+-]\\d{{2}}:?\\d{{2}})$', '')"


def _shape(value: str) -> Written | None:
    value = value.strip()
    if met := _COMPACT.match(value):
        return _with_clock("%Y%m%d", value[met.end() :], undecided=False, sign="")
    if met := _NUMERIC.match(value):
        sign, one, three = met["sign"], met["one"], met["three"]
        if len(one) == 4:  # noqa: PLR2004 - a year
            return _with_clock(f"%Y{sign}%m{sign}%d", value[met.end() :], undecided=False, sign=sign)
        year = "%Y" if len(three) == 4 else "%y"  # noqa: PLR2004 - a year
        return _with_clock(f"%1{sign}%2{sign}{year}", value[met.end() :], undecided=True, sign=sign)
    if _LETTER.search(value):
        return _in_words(value)
    return None


def _in_words(value: str) -> Written | None:
    for first, pattern in _WORDS.items():
        if met := pattern.search(value):
            clock = _with_clock("", value[met.end() :], undecided=False, sign="")
            if clock is None:
                return None
            return Written((), first, clock.formats[0].strip(), clock.has_clock, clock.has_offset, bool(met[3]))
    return None


def _with_clock(day: str, rest: str, *, undecided: bool, sign: str) -> Written | None:
    if not rest.strip():
        return Written((day,), undecided=undecided, sign=sign)
    met = _TAIL.match(rest)
    if met is None:
        return None
    hour = "%I" if met["half"] else "%H"
    clock = f"{hour}:%M" + (":%S" if met["second"] else "") + (".%f" if met["fraction"] else "")
    half = (" " if (met["half"] or "").startswith(" ") else "") + "%p" if met["half"] else ""
    zone = " %z" if met["zone"] else ""
    return Written(
        (day + met["gap"] + clock + half + zone,),
        has_clock=True,
        has_offset=bool(met["zone"]),
        undecided=undecided,
        sign=sign,
    )


def _order_within(stamped: tuple[date, date], days: Sequence[tuple[int, int, int]]) -> DayOrder:
    def all_inside(order: DayOrder) -> bool:
        return all(_inside(stamped, year, *((one, two) if order == "mdy" else (two, one))) for one, two, year in days)

    fitting: list[DayOrder] = [order for order in ("mdy", "dmy") if all_inside(order)] if days else []
    return fitting[0] if len(fitting) == 1 else ""


def _inside(stamped: tuple[date, date], year: int, month: int, day: int) -> bool:
    try:
        written_day = date(year, month, day)
    except ValueError:
        return False
    # A day more on each side: the stamp and the rows may be in different time zones.
    return stamped[0] - timedelta(days=1) <= written_day <= stamped[1] + timedelta(days=1)


def _of_language(language: str) -> Order:
    if not language:
        return Order("mdy", "nothing says otherwise", certain=False)
    from babel import Locale  # noqa: PLC0415 - Babel is slow to import and seldom needed

    pattern = Locale.parse(language).date_formats["short"].pattern.lower()
    order: DayOrder = "dmy" if pattern.index("d") < pattern.index("m") else "mdy"
    return Order(order, f"the language of the header ({language})", certain=False)


def _from_words(cell: str, how: Written, last_day: date | None) -> str:
    pattern = _MONTH_DAY if how.words == "month" else _DAY_MONTH
    groups = "['month', 'day', 'year']" if how.words == "month" else "['day', 'month', 'year']"
    met = f"regexp_extract({cell}, {text(pattern)}, {groups})"
    month = f"MAP {{{', '.join(f'{text(word)}: {number}' for word, number in _months().items())}}}[lower(d.month)]"
    year = "try_cast(d.year AS INTEGER)" if how.has_year else _latest_year(last_day)
    day = f"try(make_date({year}, m, try_cast(d.day AS INTEGER)))"
    clock = "INTERVAL 0 SECOND"
    if how.word_clock:
        clock_text = f"regexp_extract({cell}, '\\d{{1,2}}:\\d{{2}}(:\\d{{2}})?\\s*([AaPp]\\.?[Mm])?')"
        clock = f"(try_strptime({clock_text}, [{text_list(_clocks(how.word_clock))}]) - TIMESTAMP '1900-01-01')"
    return (
        f"(SELECT CAST({day} AS TIMESTAMP) + {clock} FROM "  # noqa: S608 - quoted above
        f"(SELECT d, {month} AS m FROM (SELECT {met} AS d)))"
    )


def _clocks(clock: str) -> tuple[str, ...]:
    return (clock.removesuffix("%z").strip(),)


def _latest_year(last_day: date | None) -> str:
    if last_day is None:
        return "NULL::INTEGER"
    later = f"(m, try_cast(d.day AS INTEGER)) > ({last_day.month}, {last_day.day})"
    return f"CASE WHEN {later} THEN {last_day.year - 1} ELSE {last_day.year} END"


@cache
def _months() -> Mapping[str, int]:
    from babel import Locale  # noqa: PLC0415 - Babel is slow to import and seldom needed

    months: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in Locale.parse(language).months[context][width].items():
                    months.setdefault(word.lower().strip("."), number)
    return months | {"sept": 9}
