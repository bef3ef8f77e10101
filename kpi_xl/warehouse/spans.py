"""The days that a file covers, read from its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.batch import Span
from kpi_xl.warehouse.database import connected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import duckdb

    from kpi_xl.warehouse.batch import Batch

_ACCOUNTS = ("account", "property", "shop", "venue")  # whose figures they are
# The columns that a table's days are in; the first of them that a row has.
_FIRST = ("date", "date_start", "published_on", "published_at", "ordered_at", "created_at", "sent_at", "answered_at")
_LAST = ("date", "date_end", *_FIRST[2:])


def with_spans(batch: Batch, files: Mapping[str, Path]) -> Batch:
    """The batch with the days that each of its tables covers."""
    stated = _stated_period(batch)
    with connected() as connection:
        tables = [
            replace(table, spans=_widened(_spans(connection, files[table.name], batch), stated))
            if table.name in files
            else table
            for table in batch.tables
        ]
    return replace(batch, tables=tuple(tables))


def _stated_period(batch: Batch) -> Period | None:
    """The days that the file itself says it covers, also where nothing happened on some of them."""
    stated = batch.settings.get("period")
    return Period.parse(stated) if stated else None


def _spans(connection: duckdb.DuckDBPyConnection, path: Path, batch: Batch) -> tuple[Span, ...]:
    relation = connection.read_parquet(str(path))
    first, last = (_days(relation.columns, names) for names in (_FIRST, _LAST))
    platform = "platform" if "platform" in relation.columns else "NULL::VARCHAR"
    account = next((name for name in _ACCOUNTS if name in relation.columns), "NULL::VARCHAR")
    rows: list[tuple[str | None, str | None, date | None, date | None]] = relation.aggregate(
        f"{platform} AS platform, {account} AS account, min({first}), max({last})", "platform, account"
    ).fetchall()
    return tuple(
        Span(platform or batch.platform, account or batch.account, first, last)
        for platform, account, first, last in sorted(rows, key=str)
    )


def _days(columns: Sequence[str], names: Sequence[str]) -> str:
    return f"coalesce({', '.join([*(f'{name}::DATE' for name in names if name in columns), 'NULL::DATE'])})"


def _widened(spans: tuple[Span, ...], stated: Period | None) -> tuple[Span, ...]:
    if stated is None:
        return spans
    return tuple(
        replace(one, first=min(one.first or stated.first, stated.first), last=max(one.last or stated.last, stated.last))
        for one in spans
    )
