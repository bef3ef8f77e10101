"""Every KPI with a formula, in 36 months on 12 platforms, over ten million rows; against the same with plain pandas.

    python bench/ten_million.py [--rows 10000000] [--shuffled]

Prints seconds and peak memory of both, each in a process of its own, their ratio, and how many numbers they agree on.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

from large_tables import write_tables
from measured import measured

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--shuffled", action="store_true", help="rows in no order, which no export has")
    parser.add_argument("--tables", type=Path, help="a folder with tables that were written before")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.tables or Path(scratch)
        if not given.tables:
            write_tables(folder, given.rows, shuffled=given.shuffled)
        ours = measured([sys.executable, HERE / "every_kpi.py", folder, scratch + "/kpi_xl.json"], HERE)
        print(f"kpi_xl   {ours}", flush=True)
        pandas = measured([sys.executable, HERE / "every_kpi_in_pandas.py", folder, scratch + "/pandas.json"], HERE)
        print(f"pandas   {pandas}", flush=True)
        print(f"ratio    {pandas.seconds / ours.seconds:6.1f}")
        _compare(*(json.loads(Path(scratch, f"{name}.json").read_text()) for name in ("kpi_xl", "pandas")))


def _compare(ours: dict[str, float], pandas: dict[str, float]) -> None:
    both = ours.keys() & pandas.keys()
    agreeing = sum(math.isclose(ours[key], pandas[key], rel_tol=1e-9, abs_tol=1e-12) for key in both)
    print(f"numbers  {len(ours):,} by kpi_xl, {len(pandas):,} by pandas, {agreeing:,} of {len(both):,} agree")


if __name__ == "__main__":
    main()
