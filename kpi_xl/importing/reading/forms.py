"""How the cells of one file are written, as decided from all of them: number format, dates, time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.importing.kinds import Day, DayOrder, Kind, Moment, Whole
from kpi_xl.importing.reading import days, numbers
from kpi_xl.importing.reading.sql import name
from kpi_xl.importing.reading.timestamps import timestamp
from kpi_xl.importing.reading.written import Written, written

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.importer import Export
    from kpi_xl.importing.reading.raw import RawTable

_LOOK_AT_FIRST = 1000


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about a file besides its cells."""

    file: str
    delimiter: str
    language: str
    stamped: tuple[date, date] | None  # the period in the file's name
    last_day: date | None  # the last day in a file whose dates have no year
    zone: str  # of times whose platform writes no particular zone


@dataclass(frozen=True, slots=True)
class Forms:
    """The decisions, for the SQL and for the Sources sheet."""

    around: Circumstances
    decimal: str
    formatted: frozenset[tuple[str, str]]  # (raw table, field) of numbers that are not bare digits
    dates: Mapping[tuple[str, str], Written]
    month_as_minutes: frozenset[tuple[str, str]]
    damaged_ids: frozenset[tuple[str, str]]  # columns in which a spreadsheet has touched ids, or may have
    settings: Mapping[str, str]
    doubtful_order: bool  # nothing but the language said whether the day or the month comes first


def decide(
    connection: duckdb.DuckDBPyConnection, raws: Sequence[RawTable], export: Export, around: Circumstances
) -> Forms:
    """Look at all cells of a file that are numbers or dates."""
    formatted = frozenset((raw.name, field) for raw in raws for field in raw.survey.formatted)
    decimal = _decimal(connection, raws, formatted, export, around)
    dates = {
        (raw.name, field): written(days.sample(connection, raw.name, field))
        for raw in raws
        for field in _fields(raw, (Day, Moment))
    }
    kinds = {(raw.name, field): kind for raw in raws for field, kind in raw.kinds.items()}
    order = _order(connection, kinds, dates, around)
    settings = {"decimal sign": f"{decimal.decimal} ({decimal.reason})"} if decimal else {}
    if order:
        settings["order of day and month"] = f"{'day' if order.order == 'dmy' else 'month'} first ({order.reason})"
        dates = {key: how.in_order(order.order) if how.undecided else how for key, how in dates.items()}
    return Forms(
        around,
        decimal.decimal if decimal else ".",
        formatted,
        dates,
        frozenset(key for key, how in dates.items() if _minutes_are_month(connection, kinds[key], key, how)),
        frozenset((raw.name, field) for raw in raws for field in raw.survey.damaged_ids),
        settings,
        doubtful_order=order is not None and not order.certain,
    )


def _fields(raw: RawTable, kinds: tuple[type, ...]) -> list[str]:
    return [field for field, kind in raw.kinds.items() if isinstance(kind, kinds)]


def _decimal(
    connection: duckdb.DuckDBPyConnection,
    raws: Sequence[RawTable],
    formatted: Iterable[tuple[str, str]],
    export: Export,
    around: Circumstances,
) -> numbers.Decision | None:
    if not formatted:
        return None
    seen = numbers.NO_EVIDENCE
    for raw in raws:
        fields = {field: isinstance(raw.kinds[field], Whole) for table, field in formatted if table == raw.name}
        seen += numbers.evidence(connection, raw.name, fields)
    if any(raw.typed for raw in raws) and (seen.proves_point or not seen.proves_comma):
        return numbers.Decision(".", "the cells of a workbook are numbers")
    return numbers.decide(
        seen, file=around.file, declared=export.decimal, delimiter=around.delimiter, language=around.language
    )


def _order(
    connection: duckdb.DuckDBPyConnection,
    kinds: Mapping[tuple[str, str], Kind],
    dates: Mapping[tuple[str, str], Written],
    around: Circumstances,
) -> days.Order | None:
    undecided = [key for key, how in dates.items() if how.undecided]
    if not undecided:
        return None
    found = {key: list(days.distinct_days(connection, *key)) for key in undecided}
    return days.order_of(
        _pairs(found.values()),
        file=around.file,
        stamped=around.stamped,
        days=[day for seen in found.values() for day in seen],
        declared=_declared(kinds[key] for key in undecided),
        sign=dates[undecided[0]].sign,
        language=around.language,
    )


def _declared(kinds: Iterable[Kind]) -> DayOrder:
    for kind in kinds:
        if isinstance(kind, (Day, Moment)) and kind.order:
            return kind.order
    return ""


def _minutes_are_month(connection: duckdb.DuckDBPyConnection, kind: Kind, key: tuple[str, str], how: Written) -> bool:
    if not (isinstance(kind, Moment) and kind.minutes_may_be_month and how.has_clock):
        return False
    table, field = key
    rows = f"SELECT {timestamp(name(field), how)} AS t FROM {table} WHERE _kind = 'data'"
    test = "SELECT count(t), count_if(date_part('minute', t) <> date_part('month', t))"
    for source in (f"{rows} LIMIT {_LOOK_AT_FIRST}", rows):
        count, others = connection.sql(f"{test} FROM ({source})").fetchall()[0]
        if count < 2 or others:  # noqa: PLR2004 - one time proves nothing
            return False
    return True


def _pairs(found: Iterable[Sequence[tuple[int, int, int]]]) -> Iterator[tuple[int, int]]:
    for seen in found:
        for first, second, _ in seen:
            yield first, second
