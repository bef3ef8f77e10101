"""From the ledger to frames: which batches count, when their figures were taken, and what still waits for an answer."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw
import pyarrow as pa

from kpi_xl.errors import FileProblemError
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.accounts import lone_accounts
from kpi_xl.warehouse.current import Recipe, Source, make
from kpi_xl.warehouse.data import Coverage, Data, Pending
from kpi_xl.warehouse.engines import open_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kpi_xl.warehouse.batch import Batch
    from kpi_xl.warehouse.data import DataSettings, Engine
    from kpi_xl.warehouse.warehouse import Warehouse


_LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001 - without its zone, as the Parquet files have it


def read(warehouse: Warehouse, settings: DataSettings, engine: Engine) -> Data:
    """See `Warehouse.data`."""
    batches = warehouse.batches()
    try:
        paths = _current(warehouse, batches, settings)
    except duckdb.IOException:
        # Another process undid an import between the ledger being read and its files.
        batches = warehouse.batches()
        paths = _current_or_explained(warehouse, batches, settings)
    return Data(
        frames=open_frames(paths, engine),
        files={batch.id: batch.file for batch in batches},
        pending=tuple(_pending(batches)),
        coverage=tuple(_coverage(batches, settings)),
        currency=settings.currency,
        timezone=settings.timezone,
        rows_in=paths,
    )


def history(warehouse: Warehouse, table: str) -> nw.LazyFrame[Any] | None:
    """See `Warehouse.history`."""
    found = [(batch, warehouse.files_of(batch)[table]) for batch in warehouse.batches() if batch.has_rows_of(table)]
    if not found:
        return None
    connection = duckdb.connect()
    paths = [str(path) for _, path in found]
    columns = {
        "file": paths,
        "_batch": [batch.id for batch, _ in found],
        "_imported_at": pa.array([_utc(batch.imported_at) for batch, _ in found], pa.timestamp("us")),
    }
    connection.register("files", pa.table(columns))
    stored = connection.read_parquet(paths, union_by_name=True, filename=True)
    stored.create_view("stored")
    rows = connection.sql("SELECT * EXCLUDE (filename, file) FROM stored JOIN files ON filename = file")
    return nw.from_native(rows)


def _current_or_explained(warehouse: Warehouse, batches: Sequence[Batch], settings: DataSettings) -> dict[str, Path]:
    try:
        return _current(warehouse, batches, settings)
    except duckdb.IOException as error:
        raise FileProblemError(
            f"The imported data in {warehouse.folder} could not be put together ({str(error).splitlines()[0]}).",
            "Free some space on the disk; if a file is missing there, undo its import and import it again.",
        ) from error


def _current(warehouse: Warehouse, batches: Sequence[Batch], settings: DataSettings) -> dict[str, Path]:
    accounts = lone_accounts(batches, settings)
    return {
        name: make(Recipe(tables()[name], sources, settings, accounts), warehouse.folder / "current")
        for name, sources in _sources(warehouse, batches).items()
    }


def _sources(warehouse: Warehouse, batches: Sequence[Batch]) -> Mapping[str, Sequence[Source]]:
    """The batches of each table that no question is open about."""
    sources: dict[str, list[Source]] = defaultdict(list)
    taken = _taken(batches)
    # An older export never replaces days of a newer one. What a scheduler tells gives way to the platforms' own
    # exports, as if it were older than all of them.
    by_age = sorted(batches, key=lambda one: (not one.second_hand, taken[one.id] or _LONG_AGO))
    ages = {batch.id: age for age, batch in enumerate(by_age)}
    for batch in batches:
        for name, path in warehouse.files_of(batch).items():
            if name not in batch.pending:
                sources[name].append(Source(batch, path, ages[batch.id], taken[batch.id]))
    return sources


def _taken(batches: Sequence[Batch]) -> Mapping[str, datetime | None]:
    """When the figures of each batch were taken, in UTC without its zone.

    Of unknown age the one imported last is the newest: it counts as new as the newest one before it.
    """
    found: dict[str, datetime | None] = {}
    newest: datetime | None = None
    for batch in batches:
        at = _utc(batch.exported_at)
        newest = max(filter(None, (newest, at)), default=None)
        found[batch.id] = at or newest
    return found


def _coverage(batches: Sequence[Batch], settings: DataSettings) -> Iterator[Coverage]:
    accounts = lone_accounts(batches, settings)
    for batch in batches:
        for table in (one for one in batch.tables if one.name not in batch.pending):
            for span in table.spans:
                account = accounts.account(span, settings, second_hand=batch.second_hand)
                if span.first and span.last:
                    yield Coverage(table.name, span.platform, account, span.first, span.last)


def _pending(batches: Sequence[Batch]) -> Iterator[Pending]:
    for batch in batches:
        for question in batch.questions:
            for name in question.tables:
                yield Pending(name, batch.file, question.kind, batch.platform, batch.account)


def _utc(moment: datetime | None) -> datetime | None:
    """Without its zone, as the Parquet files have it."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment
