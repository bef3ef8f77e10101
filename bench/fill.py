"""How fast a template is filled, against what anything could do: medians of one run, as ratios.

    python bench/fill.py [--rows 100000] [--repeat 3] [--million]

Each contestant writes the same 12 mixed columns, in a process of its own; the engine one live formula a row as well.
Time is the processor's, so that a busy machine does not spoil the ratios.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import psutil
import xlsxwriter
from isal import isal_zlib

from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Column, Filling
from kpi_xl.workbook.template import Template

try:
    import resource
except ImportError:  # Windows has the figure among the process's own
    resource = None

HEADERS = ["platform", "account", "campaign", "caption", "day", *(f"metric {number}" for number in range(1, 8))]
Columns = list[list[object]]


def columns(rows: int) -> Columns:
    """Three short texts, a caption, a day and seven numbers, always the same."""
    random_ = random.Random(7)  # noqa: S311
    words = ["coffee", "kaffe", "morning", "sale &", "news", "today <3", "weekend", "øl", "bakst", "brew", "roast"]
    texts: Columns = [
        [random_.choice(["instagram", "facebook", "tiktok", "linkedin"]) for _ in range(rows)],
        [f"account {random_.randrange(12)}" for _ in range(rows)],
        [f"campaign {random_.randrange(200)}" for _ in range(rows)],
        [" ".join(random_.choices(words, k=8)) for _ in range(rows)],
        [date(2026, 1, 1) + timedelta(days=random_.randrange(365)) for _ in range(rows)],
    ]
    whole: Columns = [[random_.randrange(100_000) for _ in range(rows)] for _ in range(4)]
    broken: Columns = [[random_.random() * 1_000 for _ in range(rows)] for _ in range(3)]
    return texts + whole + broken


def engine(data: Columns, folder: Path) -> Callable[[], object]:
    """The template engine, with a live formula a row beside the data."""
    path = folder / "template.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.add_table(0, 0, 2, 12, {"name": "kpi_data", "columns": [{"header": header} for header in [*HEADERS, "rate"]]})
    book.close()
    first, second = data[9], data[10]
    rates = [one / (two + 1) for one, two in zip(first, second, strict=True)]  # type: ignore[operator]
    formula = "kpi_data[[#This Row],[metric 5]]/(kpi_data[[#This Row],[metric 6]]+1)"
    given = [Column(header, values) for header, values in zip(HEADERS, data, strict=True)]  # type: ignore[arg-type]
    filling = Filling(tables={"kpi_data": [*given, Column("rate", rates, formula)]})
    template = Template.open(path)
    return lambda: fill(template, filling, folder / "engine.xlsx")


def xlsxwriter_constant_memory(data: Columns, folder: Path) -> Callable[[], object]:
    """The best-kept writer of new files, in its quick mode and without formulas."""

    def write() -> None:
        book = xlsxwriter.Workbook(folder / "writer.xlsx", {"constant_memory": True})
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate(zip(*data, strict=True), 1):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write_number(row, column, value)
        book.close()

    return write


def plain_strings(data: Columns, folder: Path) -> Callable[[], object]:
    """The sheet's XML built from Python strings as straightforwardly as can be, and deflated by isal."""

    def text(value: str) -> str:
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def cell(name: str, value: object) -> str:
        if isinstance(value, str):
            return f'<c r="{name}" t="inlineStr"><is><t>{text(value)}</t></is></c>'
        if isinstance(value, date):
            return f'<c r="{name}" s="1"><v>{value.toordinal() - 693594}</v></c>'
        return f'<c r="{name}"><v>{value}</v></c>'

    def write() -> None:
        deflate = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
        with (folder / "plain.deflate").open("wb") as stream:
            for start in range(0, len(data[0]), 2_000):
                chunk = zip(*(column[start : start + 2_000] for column in data), strict=True)
                rows = [
                    f'<row r="{row}">{"".join(cell(f"{chr(65 + at)}{row}", value) for at, value in enumerate(values))}'
                    "</row>"
                    for row, values in enumerate(chunk, start + 2)
                ]
                stream.write(deflate.compress("".join(rows).encode()))
            stream.write(deflate.flush())

    return write


CONTESTANTS = {each.__name__: each for each in (engine, xlsxwriter_constant_memory, plain_strings)}


def run_one(name: str, rows: int) -> dict[str, float]:
    """One contestant's time, and the memory it took above its data, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        data = columns(rows)
        write = CONTESTANTS[name](data, Path(folder))
        process = psutil.Process()
        before = process.memory_info().rss
        started = time.process_time()
        write()
        seconds = time.process_time() - started
        return {"seconds": seconds, "megabytes": (peak_memory() - before) / 2**20}


def peak_memory() -> int:
    """The most memory that this process ever had."""
    if resource is None:
        return int(psutil.Process().memory_info().peak_wset)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measured(name: str, rows: int, repeat: int) -> tuple[float, float]:
    """Medians of so many fresh processes."""
    command = [sys.executable, __file__, "--one", name, "--rows", str(rows)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(repeat)]
    return statistics.median(run["seconds"] for run in runs), statistics.median(run["megabytes"] for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="also fill a million rows")
    parser.add_argument("--one", choices=CONTESTANTS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(run_one(args.one, args.rows)))
        return
    results = {name: measured(name, args.rows, args.repeat) for name in CONTESTANTS}
    own = results["engine"][0]
    for name, (seconds, megabytes) in results.items():
        print(f"{name:28} {seconds:7.2f} s  {megabytes:6.0f} MB  engine / this: {own / seconds:.2f}")
    if args.million:
        seconds, megabytes = measured("engine", 1_000_000, 1)
        print(f"{'engine, 1,000,000 rows':28} {seconds:7.2f} s  {megabytes:6.0f} MB  {seconds / own / 10:.2f} × linear")


if __name__ == "__main__":
    main()
