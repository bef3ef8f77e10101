"""The figures that a report told, kept so that the next one can say which of them have changed since."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import FileProblemError
from kpi_xl.safety.workbook import scan_workbook
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kpi_xl.report.material import Material

TABLE = "kpi_told"
_HEADERS = ("kpi", "month", "platform", "value")
_SAME = 1e-9  # what two ways of adding up the same numbers may differ by


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a figure is about: a KPI in a month, on a platform or (empty) on all together."""

    kpi: str
    month: date
    platform: str = ""


Told = Mapping[Subject, float]


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that one report told otherwise than another."""

    subject: Subject
    before: float
    now: float

    @property
    def share(self) -> float:
        """By how much of what it was; of a figure that was 0, all."""
        return (self.now - self.before) / abs(self.before) if self.before else math.copysign(1.0, self.now)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two reports tell differently."""

    restated: tuple[Restated, ...]  # the largest change first
    added: tuple[Subject, ...]  # told by the second alone
    gone: tuple[Subject, ...]  # told by the first alone


def told(material: Material) -> Told:
    """Every figure that the report shows or lets its reader choose."""
    return {
        Subject(kpi, scope.period.first, scope.platform or ""): result.value
        for (kpi, scope), result in material.figures.known().items()
        if result.value is not None and scope.campaign is None and scope.account is None
    }


def difference(before: Told, now: Told) -> Difference:
    """What has changed from one report to another."""
    both = [Restated(subject, before[subject], now[subject]) for subject in before.keys() & now.keys()]
    restated = [one for one in both if not math.isclose(one.before, one.now, rel_tol=_SAME, abs_tol=_SAME)]
    return Difference(
        tuple(sorted(restated, key=lambda one: (-abs(one.share), one.subject))),
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(before.keys() - now.keys())),
    )


def columns(figures: Told) -> Sequence[Column]:
    """The figures as a table of the workbook, so that two reports can be held against each other without a project."""
    subjects = sorted(figures)
    cells = (
        [subject.kpi for subject in subjects],
        [subject.month for subject in subjects],
        [subject.platform for subject in subjects],
        [figures[subject] for subject in subjects],
    )
    return [Column(header, values) for header, values in zip(_HEADERS, cells, strict=True)]


def told_by(report: Path) -> Told:
    """The figures that a report tells, read from its workbook.

    Raises:
        FileProblemError: it cannot be read, or is no report of kpi_xl.
        UnsafeFileError: it is built to do harm.
    """
    import openpyxl  # noqa: PLC0415 - slow to import

    scan_workbook(report, report.name)
    workbook = openpyxl.load_workbook(report, read_only=True, data_only=True)
    try:
        sheet = next((workbook[name] for name in workbook.sheetnames if name.casefold() == TABLE), None)
        if sheet is None:
            raise FileProblemError(
                f"{report.name} holds no figures of a report.", "Give a workbook that kpi-xl report has made."
            )
        return dict(_figures(sheet.iter_rows(min_row=2, max_col=len(_HEADERS), values_only=True)))
    finally:
        workbook.close()


def _figures(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Subject, float]]:
    for kpi, month, platform, value in rows:
        if isinstance(kpi, str) and isinstance(month, datetime) and isinstance(value, (int, float)):
            yield Subject(kpi, month.date(), str(platform or "")), float(value)
