"""In-memory data for KPI tests: rows as dictionaries → the frames that a warehouse would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from kpi_xl.vocabulary.tables import Table, tables
from kpi_xl.warehouse.data import Coverage, Data, Pending

Engine = Literal["pandas", "duckdb", "pyspark"]
Rows = Sequence[Mapping[str, Any]]

_TYPES = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "decimal": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp UTC": pa.timestamp("us"),
}


def make_data(
    engine: Engine = "pandas",
    *,
    coverage: Sequence[Coverage] = (),
    pending: Sequence[Pending] = (),
    currency: str = "NOK",
    **rows: Rows,
) -> Data:
    """Data whose tables hold these rows; `_batch` is file1 unless a row says otherwise."""
    frames = {name: _frame(_arrow(tables()[name], given), engine) for name, given in rows.items()}
    batches = {row.get("_batch", "file1") for given in rows.values() for row in given}
    return Data(
        frames=frames,
        files={batch: f"{batch}.csv" for batch in batches},
        pending=tuple(pending),
        coverage=tuple(coverage),
        currency=currency,
        timezone="Europe/Oslo",
    )


def _arrow(table: Table, rows: Rows) -> pa.Table:
    types: dict[str, pa.DataType] = {}
    for name, field in table.fields.items():
        types[name] = _TYPES[field.type]
        if field.unit == "money":
            types[f"{name}_native"] = pa.float64()
        if field.type == "timestamp UTC":
            types.setdefault(f"{name.removesuffix('_at')}_on", pa.date32())
    types |= {"_batch": pa.string(), "_row": pa.int64()}
    complete = [_complete(table, row, at) for at, row in enumerate(rows, 2)]
    return pa.table({name: pa.array([row.get(name) for row in complete], kind) for name, kind in types.items()})


def _complete(table: Table, row: Mapping[str, Any], at: int) -> dict[str, Any]:
    found: dict[str, Any] = {"_batch": "file1", "_row": at, **row}
    for name, field in table.fields.items():
        if field.unit == "money" and f"{name}_native" not in found:
            found[f"{name}_native"] = found.get(name)
        if field.type == "timestamp UTC" and found.get(name) is not None:
            found.setdefault(f"{name.removesuffix('_at')}_on", found[name].date())
    return found


def _frame(arrow: pa.Table, engine: Engine) -> nw.LazyFrame[Any]:
    if engine == "duckdb":
        return nw.from_native(duckdb.connect().from_arrow(arrow))
    if engine == "pyspark":
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

        session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
        session.conf.set("spark.sql.shuffle.partitions", "1")
        session.conf.set("spark.sql.session.timeZone", "UTC")
        return nw.from_native(session.createDataFrame(arrow))
    return nw.from_native(arrow.to_pandas(types_mapper=pd.ArrowDtype)).lazy()


def day(text: str) -> date:
    return date.fromisoformat(text)


def covered(table: str, platform: str | None, first: str, last: str, account: str | None = None) -> Coverage:
    return Coverage(table, platform, account, day(first), day(last))
