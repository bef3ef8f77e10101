"""Read a large CSV with line breaks inside captions, against DuckDB's own reader of the same file.

    python bench/large_csv.py [--megabytes 200] [--runs 3]

Each reader turns the file into Parquet, all cells as text, in a process of its own. Prints the best run of each, the
ratio of our reader to DuckDB's (at most 2 is the aim) and the peak memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measured import Measured, measured
from synthetic_posts import write_posts

BYTES_A_ROW = 209
DUCKDB = """
import duckdb
with duckdb.connect() as connection:
    connection.execute("SET preserve_insertion_order = false")
    connection.read_csv("posts.csv", all_varchar=True).write_parquet("duckdb.parquet")
"""
OURS = """
from pathlib import Path
import duckdb
from kpi_xl.importing.opening.opener import open_file
(opened,) = open_file(Path("posts.csv"))
grid = opened.grids[0]
with duckdb.connect() as connection:
    connection.execute("SET preserve_insertion_order = false")
    grid.relation(connection, 1, len(grid.head(1)[0])).write_parquet("ours.parquet")
"""
COMPARE = """
import duckdb
ours, theirs = (duckdb.sql(f"SELECT count(*), sum(length(c4)), sum(c12::BIGINT) FROM {table}").fetchall()
    for table in ("'ours.parquet'", "read_parquet('duckdb.parquet') AS t(c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12)"))
raise SystemExit(ours != theirs)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_posts(folder / "posts.csv", asked.megabytes * 1024 * 1024 // BYTES_A_ROW)
        print(f"{(folder / 'posts.csv').stat().st_size / 2**20:.0f} MB, best of {asked.runs}")
        runs = [(_run(DUCKDB, folder), _run(OURS, folder)) for _ in range(asked.runs)]
        measured([sys.executable, "-c", COMPARE], folder)
    duckdb, ours = (min(column, key=lambda run: run.seconds) for column in zip(*runs, strict=True))
    print(f"DuckDB   {duckdb}")
    print(f"kpi_xl   {ours}")
    print(f"ratio    {ours.seconds / duckdb.seconds:6.2f}")


def _run(program: str, folder: Path) -> Measured:
    return measured([sys.executable, "-c", program], folder)


if __name__ == "__main__":
    main()
