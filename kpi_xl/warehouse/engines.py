"""The engines that read current rows; each gives the same frames, so that a larger one is a setting and no rewrite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from kpi_xl.errors import UsageError
from kpi_xl.warehouse.database import connected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kpi_xl.warehouse.data import Engine


def open_frames(paths: Mapping[str, Path], engine: Engine) -> dict[str, nw.LazyFrame[Any]]:
    """Each Parquet file as a lazy narwhals frame.

    Raises:
        UsageError: the engine is not known, or not installed.
    """
    match engine:
        case "duckdb":
            return _on_duckdb(paths)
        case "pandas":
            return _on_pandas(paths)
        case "pyspark":
            return _on_spark(paths)
        case _:
            raise UsageError(f"There is no engine “{engine}”.", "Write duckdb, pandas or pyspark.")


def _on_duckdb(paths: Mapping[str, Path]) -> dict[str, nw.LazyFrame[Any]]:
    connection = connected()
    return {name: nw.from_native(connection.read_parquet(str(path))) for name, path in paths.items()}


def _on_pandas(paths: Mapping[str, Path]) -> dict[str, nw.LazyFrame[Any]]:
    import pandas as pd  # noqa: PLC0415

    # Arrow's types keep integers and dates beside blanks what they are; NumPy's make floats and objects of them.
    return {
        name: nw.from_native(pd.read_parquet(path, dtype_backend="pyarrow"), eager_only=True).lazy()
        for name, path in paths.items()
    }


def _on_spark(paths: Mapping[str, Path]) -> dict[str, nw.LazyFrame[Any]]:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 # pyright: ignore[reportMissingImports] - an extra
    except ImportError as error:
        raise UsageError("PySpark is not installed.", "Install it with `pip install kpi-xl[spark]`.") from error
    session = SparkSession.builder.getOrCreate()
    return {name: nw.from_native(session.read.parquet(str(path))) for name, path in paths.items()}
