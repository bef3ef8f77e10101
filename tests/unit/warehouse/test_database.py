from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kpi_xl.warehouse.database import connected


def test_what_is_temporary_on_one_connection_is_not_seen_on_another() -> None:
    with connected() as one, connected() as other:
        one.register("files", pa.table({"file": ["a.csv"]}))
        one.execute("CREATE TEMP VIEW stored AS FROM files")
        assert one.execute("FROM stored").fetchall() == [("a.csv",)]
        with pytest.raises(duckdb.CatalogException):
            other.execute("FROM stored")


def test_moments_are_told_in_utc_wherever_the_machine_is() -> None:
    with connected() as connection:
        told = connection.execute("SELECT TIMESTAMPTZ '2026-10-01 12:00:00+00'::VARCHAR").fetchall()
    assert told == [("2026-10-01 12:00:00+00",)]


def test_a_file_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    found = []
    for likes in (1, 2):
        pq.write_table(pa.table({"likes": [likes]}), tmp_path / "new.parquet")
        (tmp_path / "new.parquet").replace(path)
        with connected() as connection:
            found += connection.read_parquet(str(path)).fetchall()
    assert found == [(1,), (2,)]
