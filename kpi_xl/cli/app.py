"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from kpi_xl.cli import excel, imports, kpis, plugins, template
from kpi_xl.cli.calc import calc
from kpi_xl.cli.demo import demo
from kpi_xl.cli.diff import diff
from kpi_xl.cli.doctor import doctor
from kpi_xl.cli.explain import explain
from kpi_xl.cli.findings import findings
from kpi_xl.cli.guide import guide
from kpi_xl.cli.importing import import_
from kpi_xl.cli.inspect import inspect
from kpi_xl.cli.map import map_
from kpi_xl.cli.new import new
from kpi_xl.cli.new_plugin import new_plugin
from kpi_xl.cli.report import report
from kpi_xl.cli.value import value
from kpi_xl.cli.watch import watch

app = typer.Typer(
    help="Social media exports in, a finished Excel report with live formulas out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: drawing it takes as long as everything else at the start
)

VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show the details of an error.")]


@app.callback()
def _options(*, verbose: VerboseOption = False) -> None:
    """Options before the command; `running` looks for --verbose itself, as an error may come before this."""
    del verbose


app.command()(new)
app.command()(guide)
app.command()(inspect)
app.command("map")(map_)
app.command("import")(import_)
app.add_typer(imports.app, name="imports")
app.add_typer(kpis.app, name="kpis")
app.command()(report)
app.command()(findings)
app.command()(watch)
app.command()(diff)
app.add_typer(template.app, name="template")
app.command()(explain)
app.command()(value)
app.command()(calc)
app.add_typer(excel.app, name="excel")
app.add_typer(plugins.app, name="plugins")
app.command("new-plugin")(new_plugin)
app.command()(doctor)
app.command()(demo)
