"""The command line in this process: what a terminal would show, warnings and errors among the rest."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from unittest.mock import patch

from kpi_xl.cli import console, main

_COLUMNS = 110  # a wider terminal would not fit beside the menu of a repository


def run(words: list[str]) -> str:
    """What `kpi-xl WORDS…` prints."""
    shown = io.StringIO()
    asked = patch.object(sys, "argv", ["kpi-xl", *words])
    # Every command ends with SystemExit, and a page may show how one fails.
    with asked, _terminal(), redirect_stdout(shown), redirect_stderr(shown), suppress(SystemExit):
        main()
    return shown.getvalue()


@contextmanager
def _terminal() -> Iterator[None]:
    """Tables as wide as a page; whoever prints next finds the console as it was."""
    for kept in (console.out, console.err):
        kept.cache_clear()
    with patch.object(console, "_PIPED_WIDTH", _COLUMNS):
        yield
    for kept in (console.out, console.err):
        kept.cache_clear()
