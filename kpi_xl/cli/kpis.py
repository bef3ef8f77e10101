"""`kpi-xl kpis`: which KPIs there are and what they mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.kpi import Kpi

app = typer.Typer(help="List and search the KPIs.", invoke_without_command=True)

WordsArgument = Annotated[list[str], typer.Argument(help="Words of its name, in any language, or of its formula.")]
KpiArgument = Annotated[str, typer.Argument(metavar="KPI", help="Its id, or its name in any language.")]


@app.callback()
def kpis(context: typer.Context, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List every KPI, the project's own included."""
    if context.invoked_subcommand is None:
        list_(project=project, as_json=as_json)


@app.command("list")
def list_(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List every KPI."""
    _tell_many(_catalogue(project), as_json=as_json)


@app.command()
def search(words: WordsArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Find KPIs by words."""
    found = _catalogue(project).search(" ".join(words))
    _tell_many(found, as_json=as_json)
    if not found:
        raise typer.Exit(1)


@app.command()
def show(kpi: KpiArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Say what a KPI is and how it is worked out."""
    found = _catalogue(project).find(kpi)
    if as_json:
        print_json(_as_json(found))
        return
    say(found.label.get("en", found.id), "bold")
    for what, text in _facts(found).items():
        say(f"  {what:10} {text}")


def _catalogue(project: Path | None) -> Catalogue:
    """The project's catalogue; outside a project that of the installed plugins."""
    from kpi_xl.cli.here import project_here  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.host import Host  # noqa: PLC0415
    from kpi_xl.kpis.catalogue import Catalogue  # noqa: PLC0415

    opened = project_here(project)
    return opened.catalogue if opened else Catalogue(Host().kpis())


def _tell_many(kpis: Iterable[Kpi], *, as_json: bool) -> None:
    if as_json:
        print_json([_as_json(kpi) for kpi in kpis])
        return
    rows = ((kpi.id, kpi.label.get("en", ""), kpi.area, kpi.formula or texts.CALCULATED) for kpi in kpis)
    say_table((texts.ID, texts.NAME, texts.AREA, texts.FORMULA), rows)


def _facts(kpi: Kpi) -> Mapping[str, str]:
    return {
        texts.ID: kpi.id,
        texts.ALSO: ", ".join(dict.fromkeys([*kpi.label.values(), *kpi.aliases])),
        texts.FORMULA: kpi.formula or texts.CALCULATED,
        texts.UNIT: kpi.unit,
        texts.BETTER: kpi.better,
        texts.AREA: kpi.area,
        texts.SOURCE: kpi.source,
    }


def _as_json(kpi: Kpi) -> dict[str, Any]:
    return {name: told for name, told in asdict(kpi).items() if name != "calculate"}
