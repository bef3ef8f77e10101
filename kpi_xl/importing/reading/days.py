"""One order of day and month a file: decided from all its dates, never date by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.kinds import DayOrder
from kpi_xl.importing.reading.sql import holds_something, name
from kpi_xl.importing.reading.written import three_numbers
from kpi_xl.vocabulary.locales import locale

if TYPE_CHECKING:
    import duckdb

_MONTHS_IN_YEAR = 12
_SAMPLE = 1000
_LONGEST_DAY = len("31/12/2026")


@dataclass(frozen=True, slots=True)
class Order:
    """Day or month first, and why."""

    order: DayOrder
    reason: str
    certain: bool = True


def sample(connection: duckdb.DuckDBPyConnection, table: str, field: str) -> list[str]:
    """Filled cells from the top of a column."""
    cell = name(field)
    query = f"SELECT {cell} FROM {table} WHERE _kind = 'data' AND {cell} IS NOT NULL AND {holds_something(cell)}"
    return [str(row[0]) for row in connection.sql(f"{query} LIMIT {_SAMPLE}").fetchall()]


def distinct_days(connection: duckdb.DuckDBPyConnection, table: str, field: str) -> list[tuple[int, int, int]]:
    """The different days of a column in which either of the first two numbers may be the day: both, and the year."""
    query = f"SELECT DISTINCT left({name(field)}, {_LONGEST_DAY}) FROM {table} WHERE _kind = 'data'"
    found = {three_numbers(row[0]) for row in connection.sql(query).fetchall() if row[0]}
    return sorted(day for day in found if day)


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
    return _of_language(language, sign)


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


def _of_language(language: str, sign: str) -> Order:
    if not language:
        return Order("mdy", "nothing says otherwise", certain=False)
    # English writes the month first only with slashes, and only in America, where most platforms are.
    american = language == "en" and sign == "/"
    pattern = locale("en_US" if american else language).date_formats["short"].pattern.lower()
    order: DayOrder = "dmy" if pattern.index("d") < pattern.index("m") else "mdy"
    return Order(order, f"the language of the header ({language})", certain=False)
