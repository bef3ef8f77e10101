"""`kpi-xl report`: the finished workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, tell_broken, tell_inputs, tell_wrong
from kpi_xl.cli.options import JsonOption, ProjectOption, StrictOption
from kpi_xl.cli.progress import waiting
from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_xl.project.project import Project
    from kpi_xl.report.request import MadeReport

MonthOption = Annotated[
    str | None, typer.Option("--period", help="A month, such as 2026-10. Default: the last one that is complete.")
]
TemplateOption = Annotated[str | None, typer.Option(help="A template's name, or a workbook of your own.")]
UpdateOption = Annotated[
    Path | None, typer.Option("--update", help="Fill last month's workbook anew; your own sheets and notes stay in it.")
]
PdfOption = Annotated[bool, typer.Option("--pdf", help="Print it to a PDF too, by Excel or LibreOffice.")]
SlidesOption = Annotated[
    bool, typer.Option("--pptx", help="Make a presentation too, with charts that PowerPoint can edit.")
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")]
ValuesOption = Annotated[
    bool, typer.Option("--values", "--values-only", help="Write numbers in the place of formulas.")
]


def report(  # noqa: PLR0913 - one a choice
    *,
    period: MonthOption = None,
    template: TemplateOption = None,
    update: UpdateOption = None,
    output: OutputOption = None,
    values_only: ValuesOption = False,
    pdf: PdfOption = False,
    pptx: SlidesOption = False,
    project: ProjectOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make the report.

    An Excel workbook with live formulas, charts, sources and checks.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    month = month_of(period) if period else None
    if update and template:
        raise UsageError(texts.UPDATE_AND_TEMPLATE, texts.CHOOSE_ONE)
    opened = Project.open(project, strict=strict)
    with waiting(texts.MAKING_REPORT):
        chosen = str(update) if update else template
        made = opened.make_report(month, template=chosen, output=output, values_only=values_only, slides=pptx)
    tell_broken(opened.host)
    tell_wrong(opened.catalogue)
    tell_inputs(opened.input_problems())
    besides = {
        "pdf": _printed(made.path) if pdf else None,
        "pptx": made.slides,
    }
    if as_json:
        print_json(_as_json(made, besides))
    else:
        tell_made(opened, made, besides)


def _printed(workbook: Path) -> Path:
    from kpi_xl.printing.pdf import to_pdf  # noqa: PLC0415 - only who prints needs it

    with waiting(texts.PRINTING):
        return to_pdf(workbook)


_NOTHING: Mapping[str, Path | None] = {}


def month_of(text: str) -> Period:
    """The month that the text names.

    Raises:
        UsageError: it names none.
    """
    try:
        period = Period.parse(text)
    except UsageError as error:  # its hint tells of quarters and days, of which there are no reports
        raise UsageError(texts.NO_MONTH.format(text=text), texts.WRITE_MONTH) from error
    if period.grain != "month":
        raise UsageError(texts.NO_MONTH.format(text=text), texts.WRITE_MONTH)
    return period


def tell_made(project: Project, made: MadeReport, besides: Mapping[str, Path | None] = _NOTHING) -> None:
    """What is missing first, where the workbook is last."""
    if made.missing:
        say(texts.NO_FIGURES, "dim")
    for text in dict.fromkeys(missing.text for missing in made.missing):
        names = ", ".join(_name(project, missing.kpi) for missing in made.missing if missing.text == text)
        say(f"  {names}")
        say(f"    {text}", "dim")
    for warning in made.warnings:
        say(f"! {warning}", "yellow")
    say(_agreement(made), "red" if made.differing else "")
    if made.restated:
        say(texts.RESTATED.format(count=made.restated), "yellow")
    say(texts.REPORT_AT.format(path=made.path), "bold")
    for kind, path in besides.items():
        if path:
            say(texts.BESIDES_AT[kind].format(path=path), "bold")


def _name(project: Project, kpi: str) -> str:
    return project.catalogue.get(kpi).label.get(project.settings.language) or kpi


def _agreement(made: MadeReport) -> str:
    agreement = texts.FIGURES_DIFFER if made.differing else texts.FIGURES_AGREE
    return agreement.format(month=made.month, kpis=made.kpis, compared=made.compared, differing=made.differing)


def _as_json(made: MadeReport, besides: Mapping[str, Path | None]) -> dict[str, Any]:
    return {
        "path": str(made.path),
        **{kind: str(path) if path else None for kind, path in besides.items()},
        "period": str(made.month),
        "kpis": made.kpis,
        "missing": [{"kpi": one.kpi, "kind": one.kind, "text": one.text} for one in made.missing],
        "compared": made.compared,
        "differing": made.differing,
        "restated": made.restated,
        "warnings": made.warnings,
    }
