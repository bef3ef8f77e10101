"""A workbook as grids: scanned, then read in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.scratch import scratch_path
from kpi_xl.importing.opening.workbooks.sheet_file import read_sheet

# A workbook of 70 MB, a million rows, takes twenty seconds; an old laptop may take five times as long.
_LEAST_SECONDS = 20
_SECONDS_A_MEGABYTE = 5
_CHILD = "kpi_xl.importing.opening.workbooks.child"
_SAVE_AGAIN = "Open it in Excel, save it as a new .xlsx and try that, or export it again as CSV."


def open_workbook(path: Path, name: str, budget: MemoryBudget) -> tuple[Grid, ...]:
    """Every worksheet of an .xls or .xlsx that has passed the safety scan, in the order of its tabs."""
    folder = scratch_path()
    folder.mkdir()
    try:
        _run_child(path, folder, name)
        manifest = folder / "sheets.json"
        if not manifest.exists():
            raise UnsafeFileError(
                f"{name} cannot be read: it is damaged, or too large to be held in memory.", _SAVE_AGAIN
            )
        outcome = json.loads(manifest.read_text(encoding="utf-8"))
        if "damaged" in outcome:
            raise UnsafeFileError(f"{name} is damaged and cannot be read as a workbook.", _SAVE_AGAIN)
        return tuple(read_sheet(folder / sheet["file"], sheet["name"], budget) for sheet in outcome["sheets"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_child(path: Path, folder: Path, name: str) -> None:
    command = [sys.executable, "-P", "-m", _CHILD, os.fspath(path.absolute()), os.fspath(folder)]
    try:
        subprocess.run(  # noqa: S603 - our own module
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LEAST_SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise UnsafeFileError(f"{name} takes too long to read.", _SAVE_AGAIN) from error
