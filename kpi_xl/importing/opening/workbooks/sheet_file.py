"""Worksheets on their way from a reader to a grid: one file of comma-separated UTF-8 each, blank rows included."""

from __future__ import annotations

from pathlib import Path

from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.memory_grid import MemoryGrid
from kpi_xl.importing.opening.text.records import parse
from kpi_xl.importing.opening.text.storing import LargeText, store


def read_sheet(file: Path, sheet: str, budget: MemoryBudget) -> Grid:
    """The grid of a sheet; its file is no longer needed then."""
    if not budget.take(file.stat().st_size):
        return store(LargeText(file, "utf-8", ",", valid_utf8=True), sheet, sheet=sheet, typed=True)
    rows = [cells for _, cells in parse(file.read_bytes().decode("utf-8"), ",")]
    return MemoryGrid(sheet, typed=True, records=list(enumerate(rows, 1)))
