"""`kpi-xl kpis`: which KPIs and analyses there are and what they mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, remark, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kpi_xl.cli.here import Definitions
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.project.coverage import CoverageRow


class _WordsOrCommand(TyperGroup):
    """`kpi-xl kpis andel av stemmen` searches: whatever is no command of it are words."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            return "search", self.commands["search"], args
        return super().resolve_command(ctx, args)


app = typer.Typer(
    help="List, search and explain the KPIs and analyses: kpi-xl kpis WORDS.",
    invoke_without_command=True,
    cls=_WordsOrCommand,
)

WordsArgument = Annotated[list[str], typer.Argument(help="Words of its name, in any language, or of its formula.")]
KpiArgument = Annotated[list[str], typer.Argument(metavar="KPI", help="Its id, or its name in any language.")]
CoverageOption = Annotated[bool, typer.Option("--coverage", help="What works, how, from where, and checked by what.")]


@app.callback()
def kpis(
    context: typer.Context,
    *,
    coverage: CoverageOption = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """List every KPI and analysis, the project's own included."""
    if context.invoked_subcommand is not None:
        return
    here = _here(project)
    if coverage:
        _tell_coverage(here, as_json=as_json)
    else:
        _tell_many([*here.catalogue, *here.analyses], here, as_json=as_json)


@app.command("list")
def list_(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List every KPI and analysis."""
    here = _here(project)
    _tell_many([*here.catalogue, *here.analyses], here, as_json=as_json)


@app.command()
def search(words: WordsArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Find KPIs and analyses by words."""
    here, text = _here(project), " ".join(words)
    found = here.search(text)
    if not found:
        found = here.nearly(text)
        remark((texts.NEARLY_FOUND if found else texts.NOT_FOUND).format(words=text))
    if found or as_json:
        _tell_many(found, here, as_json=as_json)
    if not found:
        raise typer.Exit(1)


@app.command()
def show(kpi: KpiArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Say what a KPI or an analysis is, how it is worked out, and what it needs."""
    from kpi_xl.cli.kpi_card import card  # noqa: PLC0415 - loading it takes time that `--help` has not

    here = _here(project)
    told = card(here, here.find(" ".join(kpi)))
    if as_json:
        print_json(told.as_json())
        return
    say(told.label, "bold")
    for what, text in told.lines():
        say(f"  {what:16} {text}")


def _here(project: Path | None) -> Definitions:
    from kpi_xl.cli.here import definitions_here  # noqa: PLC0415 - loading it takes time that `--help` has not

    return definitions_here(project)


def _tell_many(found: Iterable[Kpi | Analysis], here: Definitions, *, as_json: bool) -> None:
    rows = [_as_json(one) for one in found]
    if as_json:
        print_json(rows)
        return
    heads = (texts.ID, texts.NAME, texts.AREA, texts.FORMULA)
    say_table(heads, ((row["id"], _label(row["label"], here), row["area"], row["formula"]) for row in rows))


def _as_json(one: Kpi | Analysis) -> dict[str, Any]:
    """A KPI's or an analysis's definition without its code."""
    kind = "kpi" if hasattr(one, "formula") else "analysis"
    formula = getattr(one, "formula", None) or (texts.CALCULATED if kind == "kpi" else texts.A_TABLE)
    shared = {"id": one.id, "kind": kind, "label": dict(one.label), "area": one.area, "formula": formula}
    own = {name: getattr(one, name) for name in ("unit", "better", "stage", "level") if hasattr(one, name)}
    return {**shared, **own, "needs": one.needs, "aliases": one.aliases, "source": one.source}


def _label(labels: Mapping[str, str], here: Definitions) -> str:
    return labels.get(here.language) or labels.get("en") or next(iter(labels.values()))


def _tell_coverage(here: Definitions, *, as_json: bool) -> None:
    from kpi_xl.project.coverage import Coverage  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.project.feeding import Feeds  # noqa: PLC0415

    rows = [*Coverage(here.catalogue, here.analyses, Feeds(here.host.importers())).rows(here.host.coverage())]
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    heads = (texts.ID, texts.KIND, texts.NAME, texts.WORKS, texts.IN_EXCEL, texts.FED_BY, texts.CHECKED)
    say_table(heads, (_coverage_row(row, here) for row in rows))
    say(_totals(rows))


def _coverage_row(row: CoverageRow, here: Definitions) -> Sequence[str]:
    return (
        row.id,
        row.kind,
        _label(row.label, here),
        (texts.YES if row.done_by == (row.id,) else texts.BY.format(names=", ".join(row.done_by)))
        if row.works
        else texts.NO,
        row.in_excel,
        ", ".join(row.fed_by) or texts.NO_EXPORT,
        ", ".join(row.checked_against) if row.published else texts.DEFINITION_ONLY.format(source=_only(row)),
    )


def _only(row: CoverageRow) -> str:
    return ", ".join(row.checked_against)


def _totals(rows: Sequence[CoverageRow]) -> str:
    return texts.COVERAGE_TOTALS.format(
        kpis=sum(row.kind == "kpi" for row in rows),
        analyses=sum(row.kind == "analysis" for row in rows),
        practices=sum(row.kind == "practice" for row in rows),
        working=sum(row.works for row in rows),
        native=sum(row.in_excel == "native formula" for row in rows),
        published=sum(row.published for row in rows),
    )
