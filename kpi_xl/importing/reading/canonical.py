"""The kept rows of all blocks of a file that fill one canonical table: summed up, and written as Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kpi_xl.importing.reading.conversions import MONEY
from kpi_xl.importing.reading.people import stored
from kpi_xl.importing.reading.sql import name, text
from kpi_xl.importing.rules import NotComputed
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from kpi_xl.importing.reading.typed import TypedTable

_SQL_TYPES = {
    "string": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "decimal": MONEY,
    "bool": "BOOLEAN",
    "date": "DATE",
    "timestamp UTC": "TIMESTAMPTZ",
}
# Where a row has a day of its own, whichever of these the table has; ranges have a first and a last one.
_DAYS = (
    "date",
    "published_at",
    "published_on",
    "ordered_at",
    "created_at",
    "sent_at",
    "received_at",
    "answered_at",
    "touched_at",
)
# Results of ads add up only within one type of result; the parts of a web report, and the lists of a search report,
# repeat the same traffic.
_RESULTS_WITHIN, _REPEATING = "result_type", ("part", "dimension")
_CONSTANTS = ("breakdown", "currency", "attribution_setting", _RESULTS_WITHIN, *_REPEATING)
FIRST_DAYS, LAST_DAYS = (*_DAYS, "date_start"), (*_DAYS, "date_end")

# Whoever was reached was shown something, on every platform.
_NEVER_0 = (NotComputed("views", although="reach"), NotComputed("impressions", although="reach"))
_ROW_GROUP = 50 * 1024


@dataclass(frozen=True, slots=True)
class Summary:
    """What a canonical table of a file holds."""

    rows: int
    filled: Mapping[str, int]  # field → cells that hold a value
    totals: Mapping[str, int | float]  # of additive fields that hold any
    first_date: date | None
    last_date: date | None
    constants: Mapping[str, str | None]  # breakdown, currency and the like, where one value holds for all rows
    account: str | None  # the one that most rows are of
    not_computed: tuple[NotComputed, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields that the file fills."""
        return tuple(field for field, count in self.filled.items() if count)


def united(connection: duckdb.DuckDBPyConnection, parts: Sequence[TypedTable]) -> str:
    """The SQL of all kept rows, several rows of one key made one where a part asks for it."""
    table = parts[0].raw.match.part.table or ""
    fields = [field for field in tables()[table].fields if any(_may_fill(connection, part, field) for part in parts)]
    sql = " UNION ALL ".join(_select(part, table, fields) for part in parts)
    per = next((part.raw.match.part.one_row_per for part in parts if part.raw.match.part.one_row_per), ())
    if not per:
        return sql
    adding = {column.field for part in parts for column in part.raw.match.part.all_columns() if column.adds_up}
    keys = [field for field in per if field in fields]
    listed = ", ".join(name(field) if field in keys else _one_of(field, adding) for field in fields)
    # Rows that wait for their day stay apart: nothing tells yet which belong together.
    waiting = " OR ".join(f"{name(field)} IS NULL" for field in keys) or "false"
    grouped = ", ".join([*(name(field) for field in keys), f"CASE WHEN {waiting} THEN _row END"])
    return f"SELECT min(_row) AS _row, {listed} FROM ({sql}) GROUP BY {grouped}"


def write(connection: duckdb.DuckDBPyConnection, parts: Sequence[TypedTable], file: Path, zone: str) -> Summary:
    """Stream the rows of a table to a Parquet file with `_row` and the fields that hold anything.

    The summary tells the days of times in the project's `zone`, as reports do.
    """
    _copy(connection, united(connection, parts), file)
    found = summary(connection, parts, file, zone)
    if found.columns != tuple(found.filled):
        whole = file.with_suffix(".all")
        file.replace(whole)
        listed = ", ".join(["_row", *(name(column) for column in found.columns)])
        _copy(connection, f"SELECT {listed} FROM read_parquet({text(str(whole))})", file)
        whole.unlink()
    return found


def summary(connection: duckdb.DuckDBPyConnection, parts: Sequence[TypedTable], file: Path, zone: str) -> Summary:
    """Count and add up the rows, and find figures that the platform left uncomputed."""
    table = tables()[parts[0].raw.match.part.table or ""]
    source = f"read_parquet({text(str(file))})"
    fields = [column for column in connection.sql(f"FROM {source}").columns if column in table.fields]
    rules = [rule for rule in _rules(parts) if rule.field in fields and rule.although in fields]
    additive = [field for field in fields if field in table.additive]
    asked = {
        "rows": "count(*)",
        **{f"count {field}": f"count({name(field)})" for field in fields},
        **{f"sum {field}": f"sum({name(field)})" for field in additive},
        **{
            f"{end} {field}": f"{end}({name(field)})"
            for field in _CONSTANTS
            if field in fields
            for end in ("min", "max")
        },
        "account": "mode(account)" if "account" in fields else "NULL",
        **{f"rule {i}": f"max({name(r.field)}) = 0 AND max({name(r.although)}) > 0" for i, r in enumerate(rules)},
        "first": f"min({day_of(FIRST_DAYS, fields, zone)})",
        "last": f"max({day_of(LAST_DAYS, fields, zone)})",
    }
    listed = ", ".join(f"{expression} AS {name(label)}" for label, expression in asked.items())
    got = dict(zip(asked, connection.sql(f"SELECT {listed} FROM {source}").fetchall()[0], strict=True))
    not_computed = tuple(rule for i, rule in enumerate(rules) if got[f"rule {i}"])
    void = {rule.field for rule in not_computed}
    constants = {field: _if_same(got[f"min {field}"], got[f"max {field}"]) for field in _CONSTANTS if field in fields}
    mixed = {"results"} if constants.get(_RESULTS_WITHIN, "") is None else set[str]()
    mixed |= set(additive) if any(constants.get(field, "") is None for field in _REPEATING) else set()
    return Summary(
        rows=got["rows"],
        filled={field: 0 if field in void else got[f"count {field}"] for field in fields},
        totals={f: plain(got[f"sum {f}"]) for f in additive if f not in void | mixed and got[f"count {f}"]},
        first_date=got["first"],
        last_date=got["last"],
        constants=constants,
        account=got["account"],
        not_computed=not_computed,
    )


def _copy(connection: duckdb.DuckDBPyConnection, sql: str, file: Path) -> None:
    # Row groups of DuckDB's own size leave cores idle at the end of all but the largest exports.
    options = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {_ROW_GROUP}"
    connection.execute(f"COPY ({sql}) TO {text(str(file))} ({options})")


def _may_fill(connection: duckdb.DuckDBPyConnection, part: TypedTable, field: str) -> bool:
    if field not in part.fields:
        return False
    sources = [column for column, target in part.read_into.items() if target == field]
    if sources:
        return any(part.raw.survey.filled[column] for column in sources)
    if field in part.derived:
        query = f"SELECT 1 FROM ({part.sql}) WHERE {name(field)} IS NOT NULL LIMIT 1"
        return bool(connection.sql(query).fetchall())
    return True


def day_of(candidates: Sequence[str], fields: Sequence[str], zone: str) -> str:
    """SQL for the day of a row, in the project's zone: the first of the candidates that it has."""
    days = [
        f"CAST(timezone({text(zone)}, {name(field)}) AS DATE)" if field.endswith("_at") else name(field)
        for field in candidates
        if field in fields
    ]
    return f"coalesce({', '.join(days)})" if days else "NULL::DATE"


def plain(value: float | Decimal) -> int | float:
    """A sum as Python's own number."""
    return float(value) if isinstance(value, (float, Decimal)) else int(value)


def _select(part: TypedTable, table: str, fields: Sequence[str]) -> str:
    vocabulary = tables()[table].fields
    values = {
        field: stored(name(field), vocabulary[field], part.pseudonym_key) if field in part.fields else "NULL"
        for field in fields
    }
    listed = ", ".join(f"try_cast({values[f]} AS {_SQL_TYPES[vocabulary[f].type]}) AS {name(f)}" for f in fields)
    return f"SELECT _row, {listed} FROM ({part.sql}) WHERE _class = 'kept'"


def _one_of(field: str, adding: set[str]) -> str:
    value = f"sum({name(field)})" if field in adding else f"arg_min({name(field)}, _row)"
    return f"{value} AS {name(field)}"


def _rules(parts: Sequence[TypedTable]) -> list[NotComputed]:
    return list(dict.fromkeys((*_NEVER_0, *(rule for part in parts for rule in part.raw.match.part.not_computed))))


def _if_same(lowest: str | None, highest: str | None) -> str | None:
    return lowest if lowest == highest else None
