"""What the made-up company wants to reach, written into its inputs workbook as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.demo.world import World, days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from kpi_xl.vocabulary.periods import Period

_SHEET = "Målsettinger"
_OWNER = "Ingrid"
# Levels hold all the time.
_LEVELS = (
    ("Engasjementsrate av rekkevidde", "instagram", 0.06),
    ("Engasjementsrate av rekkevidde", "facebook", 0.025),
    ("Følgere", "instagram", 13_000),
    ("Konverteringsrate", None, 0.02),
    ("Annonseavkastning (ROAS)", None, 3.0),
)
# Sums follow the season; the figure is for a month of ordinary days.
_SUMS = (
    ("Salgsinntekter fra sosiale medier", 92_000),
    ("Nettstedsbesøk fra sosiale medier", 7_500),
    ("Konverteringer", 420),
)
Row = tuple[str, str | None, date, date, float, str]


def write_targets(inputs: Path, month: Period) -> None:
    """Fill the sheet of targets for the months that end with `month`."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    workbook = load_workbook(inputs)
    sheet = workbook[_SHEET]
    for line, row in enumerate(_rows(World.until(month)), _first_line(sheet)):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column, value)
        if row[4] < 1:
            sheet.cell(line, 5).number_format = "0.0 %"
    workbook.save(inputs)


def _first_line(sheet: Worksheet) -> int:
    """The line below the head of the table."""
    return next(cell.row for cell in sheet["A"] if cell.value == "KPI") + 1


def _rows(world: World) -> Iterator[Row]:
    for kpi, scope, value in _LEVELS:
        yield kpi, scope, world.period.first, world.period.last, value, _OWNER
    for month in world.period.months():
        season = sum(world.demand(day) for day in days_of(month)) / month.days
        for kpi, ordinary in _SUMS:
            yield kpi, None, month.first, month.last, round(ordinary * season, -2), _OWNER
