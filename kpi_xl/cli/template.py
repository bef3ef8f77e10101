"""`kpi-xl template`: look at a template before a report is made on it, or start one of your own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import Cell, print_json, remark, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.hookspecs import Template
    from kpi_xl.report.fields import Field
    from kpi_xl.workbook.check import Problem

app = typer.Typer(help="Check templates, list them, or start one of your own.", no_args_is_help=True)

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A workbook of yours, or a template's name.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The template to start from: monthly …")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write. Default: NAME.xlsx.")]
LanguageOption = Annotated[str | None, typer.Option(help="Default: the project's, else en.")]

_MARKS: dict[bool | None, Cell] = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "dim")}


@app.command()
def check(file: FileArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Name all that a report could not fill, with sheet and cell. Ends with 1 if there is anything."""
    from kpi_xl.project.templates import Templates  # noqa: PLC0415 - loading it takes time that `--help` has not

    problems = Templates.here(project).check(file)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        _tell_problems(file, problems)
    if problems:
        raise typer.Exit(1)


@app.command("list")
def list_(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List the templates that are installed."""
    from kpi_xl.project.templates import Templates  # noqa: PLC0415

    found = Templates.here(project).installed()
    if as_json:
        print_json([asdict(template) for template in found])
    else:
        say_table((texts.NAME, texts.WHAT_IT_IS, texts.FILE), (_row(template) for template in found))


@app.command()
def new(
    name: NameArgument,
    *,
    output: OutputOption = None,
    language: LanguageOption = None,
    project: ProjectOption = None,
) -> None:
    """Copy an installed template, to change in Excel as you like."""
    from kpi_xl.project.templates import Templates  # noqa: PLC0415

    written = Templates.here(project).copy(name, output or Path(f"{name}.xlsx"), language)
    say(texts.TEMPLATE_WRITTEN.format(path=written))
    say(texts.TEMPLATE_NEXT.format(path=written), "dim")


@app.command()
def fields(file: FileArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Tell what a template asks for, and whether the project's data can give it. Ends with 1 if they cannot."""
    from kpi_xl.project.templates import Templates  # noqa: PLC0415

    templates = Templates.here(project)
    found = templates.fields(file)
    if as_json:
        print_json([asdict(field) for field in found])
    else:
        if not templates.has_data:
            remark(texts.FIELDS_WITHOUT_DATA, "yellow")
        say_table(("", texts.NAME, texts.KIND, texts.PLACES, texts.NOTE), (_field_row(field) for field in found))
        say(texts.FIELDS_TOTAL.format(count=len(found), lacking=sum(field.given is False for field in found)))
    if any(field.given is False for field in found):
        raise typer.Exit(1)


def _tell_problems(file: str, problems: Sequence[Problem]) -> None:
    for problem in problems:
        place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        say(f"{place}: {problem.message} {problem.hint}".rstrip())
    if problems:
        say(texts.TEMPLATE_PROBLEMS.format(count=len(problems), file=file), "red")
    else:
        say(texts.TEMPLATE_FINE.format(file=file), "green")


def _row(template: Template) -> tuple[Cell, ...]:
    return template.name, template.label.get("en", ""), str(template.path)


def _field_row(field: Field) -> tuple[Cell, ...]:
    shown = ", ".join(field.places[:_PLACES_SHOWN])
    more = f" +{len(field.places) - _PLACES_SHOWN}" if len(field.places) > _PLACES_SHOWN else ""
    return _MARKS[field.given], field.name, field.kind, shown + more, field.note


_PLACES_SHOWN = 3
