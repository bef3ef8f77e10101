"""How quickly worksheet functions answer over a large warehouse.

    python bench/excel_functions.py [--rows 5000000] [--project FOLDER]

Prints how long the first cell waits in a new process (Python's own start and all imports included) and how much of that
the processor was at work, what 10,000 KPI cells with 200 different arguments take once these are known, and a block of
36 × 40 in one call. With --project it asks a project that is there already.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from measured import measured
from synthetic_posts import write_posts

from kpi_xl.excel.calling import Desk
from kpi_xl.project import registry
from kpi_xl.project.project import Project

KPI_XL = Path(sys.executable).with_name("kpi-xl")
FIRST = """
import sys, time
from kpi_xl.excel.calling import desk
answers = [desk().call("KPI", (kpi, "2026-10", "instagram"), sys.argv[1]) for kpi in sys.argv[2:]]
assert all(isinstance(answer, float) for answer in answers), answers
print(time.process_time())
"""
KPIS = ("likes", "comments", "shares", "saves", "engagements", "engagement_rate_reach", "posts_published", "follows")
CELLS, DISTINCT = 10_000, 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--project", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.project or _made(Path(scratch), asked.rows)
        project = Project.open(folder)
        registry.allow(project.settings.id, folder)
        print(f"{sum(batch.rows_kept for batch in project.imports()):,} rows")
        for _ in range(3):
            print(f"first cell of a new process  {_waited(project, 'engagement_rate_reach')}  (goal: 1.5)")
        print(f"first two KPIs               {_waited(project, 'engagement_rate_reach', 'likes')}")
        _tell_cells(Desk(), project)


def _made(folder: Path, rows: int) -> Path:
    write_posts(folder / "posts.csv", rows)
    measured([KPI_XL, "new", folder / "project", "--yes", "--client", "Bench"], folder)
    registry.set_default_project(Project.open(folder / "project").settings.id)  # importing then adds up for its cells
    imported = measured([KPI_XL, "import", folder / "posts.csv", "--yes"], folder / "project")
    print(f"import                       {imported}")
    return folder / "project"


def _waited(project: Project, *kpis: str) -> str:
    command = [sys.executable, "-c", FIRST, project.settings.id, *kpis]
    start = time.perf_counter()
    worked = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return f"{time.perf_counter() - start:6.2f} s, {float(worked):.2f} s of work"


def _tell_cells(desk: Desk, project: Project) -> None:
    months = [f"{year}-{month:02}" for year in range(2022, 2026) for month in range(1, 13)]
    distinct = [(kpi, month, platform) for kpi, month, platform in product(KPIS, months, ("instagram", None))][
        :DISTINCT
    ]
    calls = [distinct[at % DISTINCT] for at in range(CELLS)]
    known = {json.dumps(call): desk.call("KPI", call, project.settings.id) for call in distinct}
    start = time.perf_counter()
    for call in calls:
        desk.call("KPI", call, project.settings.id)
    seconds = time.perf_counter() - start
    print(f"{CELLS:,} cells, {len(known)} distinct  {seconds:6.3f} s  (goal: 0.2)")
    start = time.perf_counter()
    kpis = [(kpi.id,) for kpi in project.catalogue][:36]
    block = desk.call("KPI_TABLE", (kpis, [months[:40]]), project.settings.id)
    if not isinstance(block, tuple):
        raise SystemExit(f"KPI_TABLE gave {block}")
    print(f"a block of {len(block)} × {len(block[0])}         {time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()
