"""`kpi-xl excel`: which projects functions in cells may read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import say

if TYPE_CHECKING:
    from kpi_xl.project.project import Project

app = typer.Typer(help="Functions in Excel's cells.", no_args_is_help=True)

FolderArgument = Annotated[Path | None, typer.Argument(metavar="FOLDER", help="Of the project. Default: this one.")]
DefaultOption = Annotated[bool, typer.Option("--default", help="Also for workbooks that name no project.")]


@app.command()
def allow(folder: FolderArgument = None, *, default: DefaultOption = False) -> None:
    """Let functions in cells read a project from its folder."""
    from kpi_xl.project import registry  # noqa: PLC0415 - loading it takes time that `--help` has not

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
