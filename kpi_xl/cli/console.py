"""Where output goes: results to stdout, everything about the run to stderr."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from kpi_xl.cli import texts

if TYPE_CHECKING:
    from rich.console import Console

    from kpi_xl.host import Host

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


def complain(message: str, hint: str = "") -> None:
    """Say what is wrong and what to do."""
    console = err()
    console.print("Error:", style="bold red", end=" ", highlight=False)
    console.print(message, markup=False, highlight=False, soft_wrap=True)
    if hint:
        console.print(hint, style="dim", markup=False, highlight=False, soft_wrap=True)


def tell_broken(host: Host) -> None:
    """Name the plugins that have failed; what they bring was left out."""
    for plugin in host.broken():
        text = texts.BROKEN_PLUGIN.format(plugin=plugin, cause=plugin.cause)
        err().print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)


def can_ask() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, likely: str) -> str:
    """Put a question on stderr; Enter takes what is likely."""
    import typer  # noqa: PLC0415 - tests of the other functions need none of it

    return str(typer.prompt(question, default=likely, show_default=bool(likely), err=True)).strip()


def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - `--json` and `value` never need it

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else _PIPED_WIDTH)
