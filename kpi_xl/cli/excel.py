"""`kpi-xl excel`: functions in cells: installing them, what they may read, and workbooks that hold them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, remark, say, say_table
from kpi_xl.cli.options import JsonOption
from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from kpi_xl.excel.machine import Machine
    from kpi_xl.project.project import Project

app = typer.Typer(help="Functions in Excel's cells.", no_args_is_help=True)

WorkbookArgument = Annotated[Path, typer.Argument(metavar="FILE", help="An Excel workbook. It stays as it is.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write. Default: beside FILE.")]
DefaultProjectOption = Annotated[
    Path | None, typer.Option("--project", help="For workbooks that name no project. Default: this one, if any.")
]
HelpLanguageOption = Annotated[str | None, typer.Option("--language", help="Of help and buttons: en, nb or sv.")]
FolderArgument = Annotated[Path | None, typer.Argument(metavar="FOLDER", help="Of the project. Default: this one.")]
DefaultOption = Annotated[bool, typer.Option("--default", help="Also for workbooks that name no project.")]

_STYLES = {"ok": "", "note": "yellow", "wrong": "red"}


@app.command()
def install(*, project: DefaultProjectOption = None, language: HelpLanguageOption = None) -> None:
    """Put the functions into Excel (on Windows) and into LibreOffice Calc, if it is there."""
    from kpi_xl.excel.machine import this_machine  # noqa: PLC0415 - loading it takes time that `--help` has not

    if language:
        _choose_language(language)
    _choose_default(project)
    machine = this_machine()
    done = [_install_in_excel(machine), _install_in_calc(machine)]
    if not any(done):
        say(texts.EXCEL_NO_OFFICE)


@app.command()
def uninstall() -> None:
    """Take the functions away again. Projects and workbooks stay as they are."""
    from kpi_xl.excel.installing import uninstall_from_calc, uninstall_from_excel  # noqa: PLC0415
    from kpi_xl.excel.machine import this_machine  # noqa: PLC0415

    machine = this_machine()
    removed = uninstall_from_excel(machine)
    for place in removed:
        say(texts.EXCEL_REMOVED.format(place=place))
    if uninstall_from_calc(machine):
        say(texts.CALC_REMOVED)
    elif not removed:
        say(texts.NOTHING_INSTALLED)


@app.command()
def status(*, as_json: JsonOption = False) -> None:
    """Tell what is installed, whether it is well, and which projects may be read. Ends with 1 if something is wrong."""
    from kpi_xl.cli.machine import excel_findings  # noqa: PLC0415
    from kpi_xl.project import registry  # noqa: PLC0415

    found = [*excel_findings()]
    default = registry.default_project()
    place = str(registry.allowed_folder(default) or default) if default else texts.NO_DEFAULT
    if as_json:
        from dataclasses import asdict  # noqa: PLC0415

        print_json({"checks": [asdict(check) for check in found], "default": place if default else None})
    else:
        rows = [(check.what, (check.text, _STYLES[check.level])) for check in found]
        say_table(("", ""), [*rows, (texts.DEFAULT_PROJECT, place)])
    if any(check.level == "wrong" for check in found):
        raise typer.Exit(1)


@app.command()
def freeze(file: WorkbookArgument, *, output: OutputOption = None) -> None:
    """Put values in the place of the functions, for those who do not have the add-in."""
    from kpi_xl.excel.calling import desk  # noqa: PLC0415
    from kpi_xl.excel.freezing import freeze_functions  # noqa: PLC0415

    done = freeze_functions(file, output or _beside(file, "values"), desk())
    say(texts.FROZEN.format(values=done.values, formulas=done.formulas))
    say(texts.WRITTEN_TO.format(path=done.path), "bold")


@app.command()
def repair(file: WorkbookArgument, *, output: OutputOption = None) -> None:
    """Mend functions that still call the add-in of the machine where they were written."""
    from kpi_xl.excel.mending import mend_links  # noqa: PLC0415

    done = mend_links(file, output or _beside(file, "repaired"))
    say(texts.MENDED.format(formulas=done.formulas, links=done.links))
    if done.left:
        remark(texts.LINKS_LEFT.format(count=done.left), "yellow")
    say(texts.WRITTEN_TO.format(path=done.path), "bold")


@app.command()
def allow(folder: FolderArgument = None, *, default: DefaultOption = False) -> None:
    """Let functions in cells read a project from its folder."""
    from kpi_xl.project import registry  # noqa: PLC0415

    project = _project(folder)
    registry.allow(project.settings.id, project.folder)
    if default:
        registry.set_default_project(project.settings.id)
    say(texts.EXCEL_ALLOWED.format(client=project.settings.client, folder=project.folder))


@app.command()
def disallow(folder: FolderArgument = None) -> None:
    """Let functions in cells read a project no more."""
    from kpi_xl.project import registry  # noqa: PLC0415

    project = _project(folder)
    registry.disallow(project.settings.id)
    say(texts.EXCEL_DISALLOWED.format(client=project.settings.client, folder=project.folder))


def _project(folder: Path | None) -> Project:
    from kpi_xl.project.project import Project  # noqa: PLC0415

    return Project.open(folder)


def _choose_language(text: str) -> None:
    from kpi_xl.excel.preferences import set_help_language  # noqa: PLC0415
    from kpi_xl.kpis.sentences import Language  # noqa: PLC0415

    chosen = next((language for language in get_args(Language) if language == text), None)
    if chosen is None:
        raise UsageError(texts.NO_HELP_LANGUAGE.format(text=text), texts.WRITE_LANGUAGE)
    set_help_language(chosen)


def _choose_default(folder: Path | None) -> None:
    """Let Excel read a project, and make it that of workbooks which name none; without any, all stays as it is."""
    from kpi_xl.cli.here import project_here  # noqa: PLC0415
    from kpi_xl.project import registry  # noqa: PLC0415

    project = project_here(folder)
    if project is None:
        return
    registry.allow(project.settings.id, project.folder)
    registry.set_default_project(project.settings.id)
    say(texts.EXCEL_ALLOWED.format(client=project.settings.client, folder=project.folder))


def _install_in_excel(machine: Machine) -> bool:
    from kpi_xl.excel.installing import install_in_excel  # noqa: PLC0415

    if machine.start_folder is None:
        say(texts.EXCEL_ELSEWHERE)
        return False
    done = install_in_excel(machine)
    say(texts.EXCEL_INSTALLED.format(place=done.addin), "bold")
    say(texts.EXCEL_PYTHON.format(interpreter=done.interpreter, xlwings=done.xlwings))
    return True


def _install_in_calc(machine: Machine) -> bool:
    from importlib.metadata import version  # noqa: PLC0415

    from kpi_xl.excel.installing import install_in_calc  # noqa: PLC0415

    if machine.office is None:
        return False
    place = install_in_calc(machine, version("kpi-xl"))
    say(texts.CALC_INSTALLED, "bold")
    say(texts.CALC_KEPT.format(place=place))
    return True


def _beside(file: Path, mark: str) -> Path:
    return file.with_stem(f"{file.stem} ({mark})")
