"""Rows of several files made into the rows that count: SQL over the view `rows`, giving the view `merged`.

`rows` has the canonical columns and `_batch`, `_row`, `_age` (of the import: the newest has the highest), `_taken`
(when the figures were taken), `_system` and `_account` (what the file as a whole is from).
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from kpi_xl.warehouse import sql
from kpi_xl.warehouse.replacing import Cover, given_way
from kpi_xl.warehouse.sameness import ByDays, ById

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from kpi_xl.vocabulary.tables import Table

_UNDATED = date.min  # of rows that no day belongs to: they repeat each other


def merge(connection: duckdb.DuckDBPyConnection, table: Table, same: ById | ByDays) -> None:
    """Make the view `merged`: newest snapshots of rows with an id, newest files' days of others."""
    if isinstance(same, ById):
        _merge_snapshots(connection, table, same)
    else:
        _merge_days(connection, table, same)


def _merge_snapshots(connection: duckdb.DuckDBPyConnection, table: Table, same: ById) -> None:
    keys = [sql.name(key) for key in same.keys]
    if not same.unique_in_file:
        # The second row with a key in one file is the same as the second one in another file.
        keys.append("_nth")
    _number(connection, [] if same.unique_in_file else keys[:-1])
    listed = ", ".join(keys)
    connection.execute(f"CREATE TEMP TABLE repeated AS SELECT {listed} FROM numbered GROUP BY ALL HAVING count(*) > 1")
    if not _has_rows(connection, "repeated"):
        connection.execute("CREATE TEMP VIEW merged AS FROM numbered")
        return
    matches = " AND ".join(f"numbered.{key} IS NOT DISTINCT FROM repeated.{key}" for key in keys)
    columns = [name for name in table.fields if name not in same.keys]
    newest = _newest_of(table, columns, "row(_taken, _age, _row)")
    connection.execute(
        "CREATE TEMP VIEW merged AS "
        f"SELECT * FROM numbered ANTI JOIN repeated ON {matches} UNION ALL BY NAME "
        f"SELECT {listed}, {newest} FROM numbered SEMI JOIN repeated ON {matches} GROUP BY {listed}"
    )


def _merge_days(connection: duckdb.DuckDBPyConnection, table: Table, same: ByDays) -> None:
    connection.execute(
        f"CREATE TEMP VIEW grouped AS SELECT *, {_group(same)} AS _group, "
        f"coalesce({sql.name(same.first)}, DATE '{_UNDATED}') AS _first, "
        f"coalesce({sql.name(same.last)}, DATE '{_UNDATED}') AS _last FROM rows"
    )
    _enter_lost(connection, table, same)
    figures = ", ".join(
        f"CASE WHEN NOT list_contains(coalesce(lost, []), '{name}') THEN {sql.name(name)} END AS {sql.name(name)}"
        for name in table.metrics
    )
    left = " OR ".join(f"{sql.name(name)} IS NOT NULL" for name in table.metrics)
    connection.execute(
        f"CREATE TEMP VIEW remaining AS SELECT * REPLACE ({figures}) "
        "FROM grouped LEFT JOIN lost_figures USING (_group, _age, _first, _last)"
    )
    connection.execute(f"CREATE TEMP VIEW kept AS FROM remaining WHERE lost IS NULL OR {left}")
    if same.one_row_a_day:
        _join_days(connection, table, same)
    else:
        connection.execute("CREATE TEMP VIEW merged AS FROM kept")


def _enter_lost(connection: duckdb.DuckDBPyConnection, table: Table, same: ByDays) -> None:
    """Make the table `lost_figures`: what each file has to leave to others, day by day."""
    connection.execute(
        "CREATE TEMP TABLE lost_figures (_group VARCHAR, _age INTEGER, _first DATE, _last DATE, lost VARCHAR[])"
    )
    lost = [
        (group, cover.age, cover.first, cover.last, sorted(figures))
        for group, covers in _covers(connection, table, same)
        for cover, figures in given_way(covers).items()
    ]
    if lost:
        import pyarrow as pa  # noqa: PLC0415 - only where files overlap

        names = ("_group", "_age", "_first", "_last", "lost")
        columns = {name: [row[at] for row in lost] for at, name in enumerate(names)}
        connection.register("found", pa.table(columns))
        connection.execute("INSERT INTO lost_figures FROM found")


def _covers(connection: duckdb.DuckDBPyConnection, table: Table, same: ByDays) -> Iterator[tuple[str, Sequence[Cover]]]:
    """The covers of each group that several files have rows of."""
    connection.execute(
        "CREATE TEMP TABLE shared AS SELECT _group FROM grouped GROUP BY _group HAVING min(_age) < max(_age)"
    )
    if not _has_rows(connection, "shared"):
        return
    figures = table.metrics
    present = ", ".join(f"count({sql.name(name)}) > 0 AS {sql.name(name)}" for name in figures)
    if same.blanks_cover:
        somewhere = ", ".join(f"bool_or({sql.name(name)}) OVER (PARTITION BY _group, _age)" for name in figures)
    else:
        somewhere = ", ".join(sql.name(name) for name in figures)
    rows = connection.execute(
        f"SELECT _group, _age, _first, _last, {somewhere} FROM ("
        f"SELECT _group, _age, _first, _last, {present} FROM grouped SEMI JOIN shared USING (_group) GROUP BY ALL"
        ") ORDER BY _group"
    ).fetchall()
    for group, ones in groupby(rows, key=lambda row: row[0]):
        yield (
            group,
            [
                Cover(age, first, last, frozenset(name for name, has in zip(figures, flags, strict=True) if has))
                for _, age, first, last, *flags in ones
            ],
        )


def _join_days(connection: duckdb.DuckDBPyConnection, table: Table, same: ByDays) -> None:
    """Put the figures of several files side by side in one row a day."""
    keys = [*(sql.name(key) for key in same.group), sql.name(same.first)]
    _number(connection, keys, source="kept")
    listed = ", ".join((*keys, "_nth"))
    columns = [name for name in table.fields if sql.name(name) not in keys]
    newest = _newest_of(table, columns, "_age")
    connection.execute(f"CREATE TEMP VIEW merged AS SELECT {listed}, {newest} FROM numbered GROUP BY {listed}")


def _number(connection: duckdb.DuckDBPyConnection, keys: Sequence[str], source: str = "rows") -> None:
    """Make the view `numbered`: rows of one file with equal keys are told apart by their order, if keys are given."""
    nth = f"row_number() OVER (PARTITION BY _batch, {', '.join(keys)} ORDER BY _row)" if keys else "1"
    connection.execute(f"CREATE TEMP VIEW numbered AS SELECT *, {nth} AS _nth FROM {source}")


def _newest_of(table: Table, columns: Sequence[str], order: str) -> str:
    """Each column's newest value that is not blank, and which file it is from where that is not the newest file."""
    values = [f"arg_max({sql.name(name)}, {order}) AS {sql.name(name)}" for name in columns]
    batches = [
        f"nullif(arg_max(_batch, {order}) FILTER ({sql.name(name)} IS NOT NULL), arg_max(_batch, {order})) "
        f"AS {sql.name(name + '_batch')}"
        for name in columns
        if name in table.metrics
    ]
    of_row = [f"arg_max({name}, {order}) AS {name}" for name in ("_batch", "_row")]
    return ", ".join((*values, *batches, *of_row))


def _group(same: ByDays) -> str:
    columns = ", ".join(f"coalesce({sql.name(name)}::VARCHAR, chr(30))" for name in same.group)
    return f"concat_ws(chr(31), {columns})"


def _has_rows(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is not None
