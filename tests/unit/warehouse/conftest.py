from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import Batch, BatchTable
from kpi_xl.warehouse.data import DataSettings
from kpi_xl.warehouse.warehouse import Warehouse

Rows = Sequence[Mapping[str, Any]]
_ARROW = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "decimal": pa.decimal128(18, 4),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp UTC": pa.timestamp("us"),
}


def day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def write_table(folder: Path, name: str, rows: Rows) -> Path:
    """Write rows as importing would: the columns that any row has, in canonical types, and the row numbers."""
    fields = tables()[name].fields
    used = [field for field in fields if any(field in row for row in rows)]
    columns = {}
    for field in used:
        values = [row.get(field) for row in rows]
        if fields[field].type == "date":
            values = [day(value) for value in values]
        elif fields[field].type == "timestamp UTC":
            values = [datetime.fromisoformat(value) if value else None for value in values]
        columns[field] = (
            pa.array(values, pa.float64()).cast(_ARROW["decimal"])
            if fields[field].type == "decimal"
            else (pa.array(values, _ARROW[fields[field].type]))
        )
    columns["_row"] = pa.array(range(2, len(rows) + 2), pa.int64())
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def new_batch(file: str = "export.csv", tables: Mapping[str, Rows] | None = None, **known: Any) -> Batch:
    rows = sum(len(one) for one in (tables or {}).values())
    about: dict[str, Any] = {
        "file": file,
        "sha256": sha256(f"{file}{tables}".encode()).hexdigest(),
        "importer": "made_up",
        "importer_version": "1",
        "format": "rows",
        "platform": "instagram",
        "account": None,
        "tables": tuple(BatchTable(name, len(one)) for name, one in (tables or {}).items()),
        "rows_read": rows,
        "rows_kept": rows,
        "rows_rejected": 0,
        "rows_total": 0,
        "rows_footer": 0,
    }
    return Batch(**{**about, **known})


class Shelf:
    """A warehouse that is filled and read with plain rows."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = Warehouse(folder)

    def add(self, file: str, tables: Mapping[str, Rows], **known: Any) -> Batch:
        with self.warehouse.staging() as staging:
            files = {name: write_table(staging, name, rows) for name, rows in tables.items()}
            return self.warehouse.adopt(new_batch(file, tables, **known), files)

    def rows(self, table: str, *columns: str, engine: Any = "duckdb", **settings: Any) -> list[Any]:
        """The current rows: sorted values of one column, or sorted tuples of several."""
        frames = self.warehouse.data(DataSettings(**settings), engine).frames
        if table not in frames:
            return []
        found = frames[table].select(*columns).collect("pyarrow").rows()
        return sorted((row[0] if len(columns) == 1 else row for row in found), key=repr)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "warehouse")


@pytest.fixture
def a_batch() -> Callable[..., Batch]:
    return new_batch


@pytest.fixture
def make_rows() -> Callable[..., Rows]:
    def made(days: Sequence[str], **figures: Any) -> Rows:
        return [{"date": one, "platform": "instagram", **figures} for one in days]

    return made
