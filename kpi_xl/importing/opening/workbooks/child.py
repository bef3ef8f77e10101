"""The process that reads an untrusted workbook: `python -m … WORKBOOK FOLDER`.

The reader can end its process on a hostile file, so it gets one of its own, with little in it and a memory limit.
Each sheet becomes a CSV file in the folder; `sheets.json` is written last and says that all went well, or what did not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

from kpi_xl.importing.opening.text.records import write
from kpi_xl.importing.opening.workbooks.long_numbers import LongNumbers
from kpi_xl.importing.opening.workbooks.memory_limit import limit_memory

MANIFEST = "sheets.json"
_MEMORY_LIMIT = 4 * 1024**3
_EXACT_UP_TO = 2**53  # whole numbers beyond it have gaps between them as floats
_SECONDS_AN_HOUR = 3600
_SECONDS_A_MINUTE = 60

Cell = int | float | str | bool | time | date | datetime | timedelta


def main() -> None:
    """Read the workbook named on the command line into the folder named there."""
    limit_memory(_MEMORY_LIMIT)
    path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        outcome: dict[str, object] = {"sheets": list(_write_sheets(path, folder))}
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError):
        outcome = {"damaged": True}
    (folder / MANIFEST).write_text(json.dumps(outcome), encoding="utf-8")


def _write_sheets(path: Path, folder: Path) -> Iterator[dict[str, str]]:
    # From the bytes: given a path, the reader would go by the ending of its name.
    workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    long_numbers = LongNumbers(path)
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        file = folder / f"{number}.csv"
        rows = enumerate(workbook.get_sheet_by_index(number).iter_rows(), 1)
        write(file, (_as_record(cells, about.name, row, long_numbers) for row, cells in rows))
        yield {"name": about.name, "file": file.name}


def _as_record(cells: list[Cell], sheet: str, row: int, long_numbers: LongNumbers) -> list[str]:
    record = [
        as_text(cell)
        if not isinstance(cell, float) or abs(cell) < _EXACT_UP_TO
        else long_numbers.digits(sheet, row, column) or repr(cell)
        for column, cell in enumerate(cells, 1)
    ]
    while record and not record[-1]:
        record.pop()
    return record


def as_text(cell: Cell) -> str:
    """The cell without any locale: 1234.5, 2026-10-05, 2026-10-05T12:30:00, TRUE."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, timedelta):
        return _as_duration(cell)
    return str(cell) if isinstance(cell, int) else cell.isoformat()


def _as_duration(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    hours, rest = divmod(abs(seconds), _SECONDS_AN_HOUR)
    minutes, rest = divmod(rest, _SECONDS_A_MINUTE)
    return f"{'-' if seconds < 0 else ''}{hours}:{minutes:02}:{rest:02}"


if __name__ == "__main__":
    main()
