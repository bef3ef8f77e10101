"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from kpi_xl.cli.doctor import doctor
from kpi_xl.cli.inspect import inspect

app = typer.Typer(
    help="Social media exports in, a finished Excel report with live formulas out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

VerboseOption = Annotated[bool, typer.Option("--verbose", help="Show the details of an error.")]


@app.callback()
def _options(*, verbose: VerboseOption = False) -> None:
    """Options before the command; `running` looks for --verbose itself, as an error may come before this."""
    del verbose


app.command()(inspect)
app.command()(doctor)
