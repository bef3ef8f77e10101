"""What the reports before this one told, kept in the project whatever becomes of the workbooks."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.report.told import Subject
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from pathlib import Path

    from kpi_xl.report.told import Told

_FOLDER = "reports"


def remember(folder: Path, month: Period, figures: Told) -> None:
    """Keep what the report of a month told; of several reports of one month the last."""
    place = folder / _FOLDER
    place.mkdir(parents=True, exist_ok=True)
    rows = [[one.kpi, one.month.isoformat(), one.platform, value] for one, value in sorted(figures.items())]
    temporary = place / f".{month}-{os.getpid()}.part"
    temporary.write_text(json.dumps(rows), encoding="utf-8")
    temporary.replace(place / f"{month}.json")


def reported_months(folder: Path) -> list[Period]:
    """The months of which a report has been made, oldest first."""
    return [Period.parse(path.stem) for path in sorted((folder / _FOLDER).glob("[0-9]*.json"))]


def told_before(folder: Path, month: Period) -> Told:
    """What the last report of an earlier month told; nothing, if there is none that can be read."""
    kept = sorted(path for path in (folder / _FOLDER).glob("[0-9]*.json") if path.stem < str(month))
    try:
        rows = json.loads(kept[-1].read_text(encoding="utf-8")) if kept else []
        return {Subject(kpi, date.fromisoformat(day), platform): float(value) for kpi, day, platform, value in rows}
    except (OSError, ValueError, TypeError):  # a file that somebody has changed: the report is made without
        return {}
