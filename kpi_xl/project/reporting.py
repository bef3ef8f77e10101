"""A project's data as a report, and as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.kpis.uncollected import uncollected
from kpi_xl.project.last_report import remember, told_before
from kpi_xl.report import make
from kpi_xl.report.findings import sentences
from kpi_xl.report.gather import gather
from kpi_xl.report.months import report_month
from kpi_xl.report.request import ReportRequest, ReportSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.host import Host
    from kpi_xl.project.project import Project
    from kpi_xl.report.findings.sentences import Finding
    from kpi_xl.report.request import MadeReport
    from kpi_xl.vocabulary.periods import Period

_REPORT = {"nb": "rapport", "sv": "rapport"}  # as a file is named


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report as it is asked for; what is None is settled by the data and the settings."""

    month: Period | None = None
    template: str | None = None
    output: Path | None = None
    values_only: bool = False
    slides: bool = False


def make_report(project: Project, wanted: Wanted) -> MadeReport:
    """Make it; `Project.make_report` says what may be wrong."""
    settings, data = project.settings, project.data()
    month = wanted.month or report_month(data.coverage)
    path = wanted.output or project.folder / f"{month} {_REPORT.get(settings.language, 'report')}.xlsx"
    request = ReportRequest(
        settings.client,
        settings.language,
        month,
        values_only=wanted.values_only,
        project=settings.id,
        told_before=told_before(project.warehouse.folder, month),
        slides=path.with_suffix(".pptx") if wanted.slides else None,
        business_model=settings.business_model,
    )
    template = template_path(project.host, wanted.template or settings.template)
    source = ReportSource(project.catalogue, data, project.imports(), project.host.analyses())
    with uncollected():
        made = make.make_report(template, path, source, request)
    remember(project.warehouse.folder, month, made.told)
    return made


def findings(project: Project, month: Period | None, count: int) -> Sequence[Finding]:
    """What the figures of a month say; `Project.findings` says what may be wrong."""
    settings = project.settings
    request = ReportRequest(settings.client, settings.language, month, business_model=settings.business_model)
    source = ReportSource(project.catalogue, project.data(), project.imports(), project.host.analyses())
    return sentences.findings(gather(source, request), count)


def template_path(host: Host, name: str) -> Path:
    """A template by its name, or the workbook at a path.

    Raises:
        UsageError: there is neither.
    """
    known = {template.name: template.path for template in host.templates()}
    path = known.get(name) or Path(name)
    if not path.is_file():
        raise UsageError(f"There is no template “{name}”.", f"These there are: {', '.join(known)}.")
    return path
