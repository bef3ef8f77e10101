"""A project from month to month: which report is due, and what it still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.errors import ProjectError
from kpi_xl.project.export_files import files_in
from kpi_xl.project.inputs.layout import input_sheets
from kpi_xl.project.last_report import reported_months
from kpi_xl.project.new_project import EXPORTS_FOLDER
from kpi_xl.report.awaited import awaited
from kpi_xl.report.months import report_month

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpi_xl.project.project import Project
    from kpi_xl.report.awaited import Awaited
    from kpi_xl.vocabulary.periods import Period


def export_files(project: Project) -> Iterator[Path]:
    """The files in the exports folder."""
    return files_in([project.folder / EXPORTS_FOLDER])


def due(project: Project) -> Period | None:
    """The month after the last that was reported, or else the last that the data reach the end of; None without data.

    Raises:
        FileProblemError: the warehouse or inputs.xlsx cannot be read.
    """
    reported = reported_months(project.warehouse.folder)
    if reported:
        return reported[-1].shifted(1)
    try:
        return report_month(project.data().coverage)
    except ProjectError:
        return None


def waiting_for(project: Project, month: Period) -> tuple[Awaited, ...]:
    """What had figures in the month before and has none to the end of this one; nobody exports what a person types."""
    typed = {sheet.table for sheet in input_sheets()}
    return awaited((one for one in project.data().coverage if one.table not in typed), month)


def is_reported(project: Project, month: Period) -> bool:
    """Whether a report of the month has been made."""
    return month in reported_months(project.warehouse.folder)
