"""Current rows: one Parquet file a table, made from the batches, and again only when something about them changes."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import duckdb
import pyarrow as pa

from kpi_xl.warehouse import sql
from kpi_xl.warehouse.deriving import derive
from kpi_xl.warehouse.identifying import identify_posts
from kpi_xl.warehouse.merging import merge
from kpi_xl.warehouse.repeating import leave_out_repeats
from kpi_xl.warehouse.sameness import SAMENESS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from kpi_xl.vocabulary.tables import Field, Table
    from kpi_xl.warehouse.accounts import LoneAccounts
    from kpi_xl.warehouse.batch import Batch
    from kpi_xl.warehouse.data import DataSettings

_MEMORY = "1GB"
_LAYOUT = 3  # raise it when current rows of the same batches and settings come out differently
_KEPT_SECONDS = 3600  # a reader may still be at work on a copy that is no longer current
_TYPES = {"string": "VARCHAR", "int": "BIGINT", "bool": "BOOLEAN", "date": "DATE", "timestamp UTC": "TIMESTAMP"}
_ROWS = "rows.parquet"
_ACCOUNTS = {"account", "property", "shop"}  # the columns that say whose figures they are
_AT_NO_TIME = "TIMESTAMP '0001-01-01'"


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one table in one batch."""

    batch: Batch
    path: Path
    age: int  # place in the order of imports, those of schedulers before all others
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the current rows of a table depend on."""

    table: Table
    sources: Sequence[Source]
    settings: DataSettings
    accounts: LoneAccounts

    def path(self, folder: Path) -> Path:
        """Where these rows are kept; another file as soon as anything changes."""
        batches = [source.batch.id for source in self.sources]
        lone = [sorted(names.items()) for names in (self.accounts.named, self.accounts.of_second_hand)]
        parts = (_LAYOUT, self.table, batches, self.settings, lone)
        return folder / f"{self.table.name}-{sha256(repr(parts).encode()).hexdigest()[:16]}.parquet"


def make(recipe: Recipe, folder: Path) -> Path:
    """The Parquet file of a table's current rows; made if it is not there yet, whole or not at all."""
    path = recipe.path(folder)
    if path.exists():
        with suppress(OSError):  # a folder that may only be read
            path.touch()
        return path
    workplace = folder / f"{uuid4().hex}.tmp"
    workplace.mkdir(parents=True)
    try:
        _write(recipe, workplace)
        _put_in_place(workplace / _ROWS, path)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    _sweep(recipe.table, folder, path)
    return path


def _put_in_place(made: Path, path: Path) -> None:
    try:
        made.replace(path)
    except PermissionError:
        # Windows: another process made the same file meanwhile and has it open. It holds the same rows.
        if not path.exists():
            raise


def _sweep(table: Table, folder: Path, current: Path) -> None:
    """Remove copies that nobody has used for a while, and what killed processes left."""
    long_ago = time.time() - _KEPT_SECONDS
    for path in (*folder.glob(f"{table.name}-*.parquet"), *folder.glob("*.tmp")):
        with suppress(OSError):  # swept by somebody else, or open on Windows
            if path != current and path.stat().st_mtime < long_ago:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write(recipe: Recipe, workplace: Path) -> None:
    # Rows are not kept in order and what does not fit the memory goes to disk, so that any size passes.
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(workplace),
        "preserve_insertion_order": False,
    }
    with duckdb.connect(config=config) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        _enter_rows(connection, recipe)
        identify_posts(connection, recipe.table.name)
        leave_out_repeats(connection, recipe.table.name)
        merge(connection, recipe.table, SAMENESS[recipe.table.name])
        derive(connection, recipe.table, recipe.settings)
        columns = ", ".join(sql.name(name) for name in sql.columns_of(connection, "derived") if _is_shown(name))
        connection.execute(f"COPY (SELECT {columns} FROM derived) TO {sql.text(workplace / _ROWS)} (FORMAT parquet)")


def _is_shown(column: str) -> bool:
    return not column.startswith("_") or column in {"_batch", "_row"}


def _enter_rows(connection: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    """Make the view `every_row`: every row of every batch in canonical columns, with what is known of its file."""
    connection.register("files", _files(recipe))
    paths = ", ".join(sql.text(source.path) for source in recipe.sources)
    connection.execute(
        f"CREATE TEMP VIEW stored AS FROM read_parquet([{paths}], union_by_name = true, filename = true)"
    )
    stored = sql.columns_of(connection, "stored")
    values = _values(recipe, stored)
    columns = ", ".join(f"{values[name]} AS {sql.name(name)}" for name in recipe.table.fields)
    taken = "stored.snapshot_at" if "snapshot_at" in stored else "NULL"
    connection.execute(
        f"CREATE TEMP VIEW every_row AS SELECT {columns}, file_batch AS _batch, stored._row::BIGINT AS _row, "
        f"file_age AS _age, coalesce({taken}::TIMESTAMP, file_taken_at, {_AT_NO_TIME}) AS _taken, "
        "file_system AS _system, file_account AS _account, file_second_hand AS _second_hand "
        "FROM stored JOIN files ON filename = file_path"
    )


def _files(recipe: Recipe) -> Any:
    """What is known of each file as a whole."""
    sources = recipe.sources
    return pa.table(
        {
            "file_path": pa.array([str(source.path) for source in sources], pa.string()),
            "file_batch": pa.array([source.batch.id for source in sources], pa.string()),
            "file_age": pa.array([source.age for source in sources], pa.int32()),
            "file_taken_at": pa.array([source.taken_at for source in sources], pa.timestamp("us")),
            "file_system": pa.array([source.batch.platform for source in sources], pa.string()),
            "file_account": pa.array([source.batch.account for source in sources], pa.string()),
            "file_second_hand": pa.array([source.batch.second_hand for source in sources], pa.bool_()),
        }
    )


def _values(recipe: Recipe, stored: Sequence[str]) -> dict[str, str]:
    """SQL for each canonical column: as stored, or what the file as a whole says."""
    values = {name: _cast(field, stored) for name, field in recipe.table.fields.items()}
    if "platform" in recipe.table.keys:
        values["platform"] = f"coalesce({values['platform']}, file_system)"
    for name in _ACCOUNTS & values.keys():
        platform = values["platform"] if "platform" in recipe.table.keys else "file_system"
        named = f"coalesce({values[name]}, file_account)"
        same = f"CASE WHEN file_second_hand THEN {_lookup(platform, recipe.accounts.of_second_hand)} END"
        values[name] = f"coalesce({same}, {_lookup(named, recipe.settings.accounts)}, {named}"
        values[name] += f", {_lookup(platform, recipe.accounts.named)})"
    if "date_end" in values:
        _fill_range(values)
    return values


def _fill_range(values: dict[str, str]) -> None:
    """A row of one day has it in all its day columns, a row of a range in the outer two."""
    day = values.get("date", "NULL::DATE")
    first = f"coalesce({values['date_start']}, {day})"
    last = f"coalesce({values['date_end']}, {values['date_start']}, {day})"
    values |= {"date_start": first, "date_end": last}
    if "date" in values:
        values["date"] = f"coalesce({day}, CASE WHEN {first} = {last} THEN {first} END)"


def _cast(field: Field, stored: Sequence[str]) -> str:
    kind = _TYPES.get(field.type, "DOUBLE")
    return f"stored.{sql.name(field.name)}::{kind}" if field.name in stored else f"NULL::{kind}"


def _lookup(value: str, found: Mapping[str, str]) -> str:
    """SQL for what a small mapping gives for a value, NULL for others."""
    cases = " ".join(f"WHEN {sql.text(old)} THEN {sql.text(new)}" for old, new in found.items())
    return f"CASE {value} {cases} END" if cases else "NULL"
