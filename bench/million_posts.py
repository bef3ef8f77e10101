"""Import a large export and make a report of it, against DuckDB's own COPY of the same file.

    python bench/million_posts.py [--rows 1000000]

Prints the ratio of the import to COPY … TO … (FORMAT parquet) in the same run, the peak memory of each, and how long
the report takes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measured import Measured, measured
from synthetic_posts import write_posts

KPI_XL = Path(sys.executable).with_name("kpi-xl")
COPY = "import duckdb; duckdb.sql(\"COPY (FROM read_csv('posts.csv')) TO 'posts.parquet' (FORMAT parquet)\")"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_posts(folder / "posts.csv", rows)
        print(f"{rows:,} posts, {(folder / 'posts.csv').stat().st_size / 2**20:.0f} MB")
        copy = measured([sys.executable, "-c", COPY], folder)
        _tell("DuckDB COPY", copy)
        project = folder / "project"
        measured([KPI_XL, "new", project, "--yes", "--client", "Bench"], folder)
        imported = measured([KPI_XL, "import", folder / "posts.csv", "--yes"], project)
        _tell("kpi-xl import", imported)
        print(f"{'ratio':16} {imported.seconds / copy.seconds:6.2f}")
        _tell("kpi-xl report", measured([KPI_XL, "report"], project))


def _tell(what: str, outcome: Measured) -> None:
    print(f"{what:16} {outcome}", flush=True)


if __name__ == "__main__":
    main()
