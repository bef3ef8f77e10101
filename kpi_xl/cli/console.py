"""Where output goes: results to stdout, everything about the run to stderr."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from kpi_xl.cli import texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rich.console import Console
    from rich.text import Text

    from kpi_xl.host import Host
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.warehouse.batch import Rejected

Cell = str | tuple[str, str]  # a text, or a text and its style

# Names of files and texts out of them must not give orders to the terminal.
_CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {ord("\n"), ord("\t")})
_INPUTS_TOLD = 10  # cells of the inputs workbook; `kpi-xl doctor` names all
_PIPED_WIDTH = 160  # a pipe has no width of its own


@cache
def out() -> Console:
    """For what the user asked for."""
    return _console(stderr=False)


@cache
def err() -> Console:
    """For progress, warnings and errors, so that stdout can be piped."""
    return _console(stderr=True)


def print_json(answer: Any) -> None:
    """The answer for a program, and nothing else on stdout."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=str) + "\n")


def say(text: str, style: str = "") -> None:
    """A line of what the user asked for."""
    out().print(_text(text, style), soft_wrap=True)


def remark(text: str, style: str = "") -> None:
    """A line about the run."""
    err().print(_text(text, style), soft_wrap=True)


def say_table(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, numbers: Collection[str] = ()) -> None:
    """A table of what the user asked for; the columns named in `numbers` are set to the right."""
    from rich.table import Table  # noqa: PLC0415 - slow to import

    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in head:
        table.add_column(name, overflow="fold", justify="right" if name in numbers else "left")
    for row in rows:
        table.add_row(*(_text(cell) if isinstance(cell, str) else _text(*cell) for cell in row))
    out().print(table)


def complain(message: str, hint: str = "") -> None:
    """Say what is wrong and what to do."""
    err().print(_text(texts.ERROR, "bold red"), _text(message), soft_wrap=True)
    if hint:
        remark(hint, "dim")


def tell_broken(host: Host) -> None:
    """Name the plugins that have failed; what they bring was left out."""
    for plugin in host.broken():
        remark(texts.BROKEN_PLUGIN.format(plugin=plugin, cause=plugin.cause), "yellow")


def tell_wrong(catalogue: Catalogue) -> None:
    """Name the KPIs that are left out because their definitions are wrong."""
    for finding in catalogue.findings:
        remark(texts.WRONG_KPI.format(finding=finding), "yellow")


def tell_inputs(problems: Sequence[Rejected]) -> None:
    """Name the cells of the inputs workbook that cannot be read; their rows were left out."""
    for problem in problems[:_INPUTS_TOLD]:
        remark(texts.WRONG_INPUT.format(reason=problem.reason), "yellow")
    if len(problems) > _INPUTS_TOLD:
        remark(texts.MORE_WRONG_INPUTS.format(count=len(problems) - _INPUTS_TOLD), "yellow")


def can_ask() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, likely: str) -> str:
    """Put a question on stderr; Enter takes what is likely."""
    import typer  # noqa: PLC0415 - tests of the other functions need none of it

    return str(typer.prompt(question, default=likely, show_default=bool(likely), err=True)).strip()


def _text(text: str, style: str = "") -> Text:
    """The text as it stands, though it may look like markup."""
    from rich.text import Text  # noqa: PLC0415 - slow to import

    return Text(text.translate(_CONTROLS), style)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - `--json` and `value` never need it

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else _PIPED_WIDTH)
