"""What a report is asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.vocabulary.business_models import SHOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.report.told import Subject, Told
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.batch import Batch
    from kpi_xl.warehouse.data import Data

PROJECT_NAME = "kpi_xl_project"  # the hidden name under which a workbook holds its project's id, for functions in cells


@dataclass(frozen=True, slots=True)
class ReportSource:
    """What a project lends a report: its KPIs, its current rows, the account of its imported files, its analyses."""

    catalogue: Catalogue
    data: Data
    batches: Sequence[Batch]
    analyses: Sequence[Analysis] = ()


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report as the user wants it."""

    client: str
    language: str = "en"
    month: Period | None = None  # None: the last month that the data reach the end of
    made: date | None = None  # the day on the cover; None: today
    cards: tuple[str, ...] = ()  # ids of KPIs that the summary's cards shall show first
    kpis: tuple[str, ...] = ()  # ids of KPIs that the scorecard shall show besides the usual ones
    values_only: bool = False  # plain numbers instead of formulas
    project: str = ""  # its id, by which functions in the workbook's cells find it
    slides: Path | None = None  # the presentation to write besides
    business_model: str = SHOP  # a key of BUSINESS_MODELS
    told_before: Told = field(default_factory=dict["Subject", float])  # by the report before this one


@dataclass(frozen=True, slots=True)
class MissingKpi:
    """A KPI that the report has no number for, and why, in one sentence."""

    kpi: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was written."""

    path: Path  # another name than asked for where that file was open in Excel
    month: Period
    kpis: int  # how many of the scorecard's KPIs have figures
    missing: tuple[MissingKpi, ...]  # the others
    compared: int  # figures that were worked out both in Python and by the workbook's formulas
    differing: int  # how many of them disagree; any is a defect
    warnings: tuple[str, ...] = ()
    slides: Path | None = None  # the presentation, if one was wanted
    told: Told = field(default_factory=dict["Subject", float])  # every figure that it shows or offers
    restated: int = 0  # how many of them the report before told otherwise
