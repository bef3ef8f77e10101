"""A report from a project's data to the file on disk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.errors import FileProblemError
from kpi_xl.report.build import build_report
from kpi_xl.report.gather import gather
from kpi_xl.report.request import MadeReport, MissingKpi
from kpi_xl.report.scorecard import with_figures, without_figures
from kpi_xl.workbook.fill import FillOptions, fill
from kpi_xl.workbook.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kpi_xl.report.build import Built
    from kpi_xl.report.material import Material
    from kpi_xl.report.request import ReportRequest, ReportSource


def make_report(template: Path, output: Path, source: ReportSource, request: ReportRequest) -> MadeReport:
    """Fill a template with a month's figures.

    Raises:
        ProjectError: nothing with a day has been imported.
        TemplateError: the template asks for something that there is no answer to.
        FileProblemError: the template cannot be read or the report not be written.
    """
    opened = Template.open(in_language(template, request.language))
    material = gather(source, request, names_asked(opened))
    built = build_report(opened, material, request.made or date.today())  # noqa: DTZ011 - the user's own day
    written = fill(opened, built.filling, output, FillOptions(values_only=request.values_only))
    if request.slides:
        _draw_slides(material, built, request.slides)
    return MadeReport(
        path=written.path,
        month=material.month,
        kpis=len(with_figures(material)),
        missing=tuple(_missing(material)),
        compared=built.agreement.compared,
        differing=built.agreement.differing,
        warnings=written.warnings,
        told=built.told,
        restated=built.restated,
        slides=request.slides,
    )


def _draw_slides(material: Material, built: Built, path: Path) -> None:
    from kpi_xl.report.slides.story import tell  # noqa: PLC0415 - an extra that few reports need

    try:
        tell(material, built.texts, path)
    except OSError as error:
        message = f"{path.name} could not be written: {error.strerror or error}."
        raise FileProblemError(message, "Close it in other programs and try again.") from error


def in_language(template: Path, language: str) -> Path:
    """The template in a language, where its designer made one: `monthly.nb.xlsx` beside `monthly.xlsx`."""
    own = template.with_name(f"{template.stem}.{language}{template.suffix}")
    return own if own.is_file() else template


def names_asked(template: Template) -> set[str]:
    """What the template's placeholders name: KPIs, and texts about them such as `ctr.label`."""
    names = {placeholder.name for placeholder in template.placeholders}
    return names | {name.rpartition(".")[0] for name in names}


def _missing(material: Material) -> Sequence[MissingKpi]:
    found: list[MissingKpi] = []
    for kpi in without_figures(material):
        result = material.figures.result(kpi.id, material.month)
        if result.missing is not None:
            found.append(MissingKpi(kpi.id, result.missing.kind, result.missing.text))
    return found
