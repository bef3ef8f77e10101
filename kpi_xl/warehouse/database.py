"""DuckDB in memory, opened once a process: opening it takes longer than most questions that the warehouse asks it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def connected() -> duckdb.DuckDBPyConnection:
    """A connection of one's own, in UTC; only what is made temporary on it stays unseen by all others."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - only the engine in use is loaded

    # Without its cache of files: the files of a project have to be free to be removed.
    database = duckdb.connect(config={"enable_external_file_cache": False})
    database.execute("SET GLOBAL TimeZone = 'UTC'")
    return database
