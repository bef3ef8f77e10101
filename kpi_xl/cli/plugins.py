"""`kpi-xl plugins`: what is plugged in, and whether a project's own plugins may run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import Cell, print_json, remark, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kpi_xl.host import Plugin

app = typer.Typer(help="List plugins, or allow them to run.", invoke_without_command=True)

_COLOURS = {"on": "green", "off": "dim", "broken": "red"}


@app.callback()
def plugins(context: typer.Context, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List every plugin, broken ones and those switched off too."""
    if context.invoked_subcommand is None:
        list_(project=project, as_json=as_json)


@app.command("list")
def list_(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List every plugin."""
    found = _plugins(project)
    if as_json:
        print_json([_as_json(plugin) for plugin in found])
        return
    say_table((texts.NAME, texts.FROM, texts.STATE, texts.BRINGS), (_row(plugin) for plugin in found))


@app.command()
def trust(*, project: ProjectOption = None) -> None:
    """Allow the plugins in the project's folder to run, exactly as they are now."""
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    own = Project.open(project).plugins
    own.trust()
    names = ", ".join(path.name for path in own.sources) or texts.NONE
    say(texts.TRUSTED.format(names=names))


@app.command()
def untrust(*, project: ProjectOption = None) -> None:
    """Allow the plugins in the project's folder no more."""
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    Project.open(project).plugins.distrust()
    say(texts.UNTRUSTED)


def _plugins(project: Path | None) -> Sequence[Plugin]:
    """The project's plugins; outside a project the installed ones."""
    from kpi_xl.cli.here import project_here  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.host import Host  # noqa: PLC0415

    opened = project_here(project)
    if opened and not opened.plugins.trusted:
        remark(texts.NOT_TRUSTED.format(count=len(opened.plugins.sources)), "yellow")
    return (opened.host if opened else Host()).plugins()


def _row(plugin: Plugin) -> tuple[Cell, ...]:
    told = plugin.cause or ", ".join(name for names in plugin.brings.values() for name in names)
    return plugin.name, str(plugin.origin), (plugin.state, _COLOURS[plugin.state]), told


def _as_json(plugin: Plugin) -> dict[str, object]:
    return {
        "name": plugin.name,
        "distribution": plugin.origin.distribution,
        "version": plugin.origin.version,
        "where": plugin.where,
        "state": plugin.state,
        "cause": plugin.cause or None,
        "brings": plugin.brings,
    }
