"""All pages that are made in whole or in part, and what each has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from making.consoles import commands_of, played
from making.exports import exports_page
from making.numbers import numbers_page
from making.running import run

DOCS = Path(__file__).parents[1]

GENERATED: Mapping[str, Callable[[], str]] = {
    "exports.md": exports_page,
    "what-each-number-means.md": partial(numbers_page, "en"),
    "what-each-number-means.nb.md": partial(numbers_page, "nb"),
    "what-each-number-means.sv.md": partial(numbers_page, "sv"),
}

LONG = frozenset({"start-here.md", "start-here.nb.md", "start-here.sv.md", "trouble.md"})  # they import the demo


def pages_with_commands() -> list[str]:
    """The pages that show commands with their output."""
    return sorted(path.name for path in DOCS.glob("*.md") if commands_of(read(path.name)))


def read(page: str) -> str:
    """A page as it stands."""
    return (DOCS / page).read_text(encoding="utf-8")


def write(page: str, text: str) -> bool:
    """Put a page in its place; whether it has changed."""
    path = DOCS / page
    changed = not path.exists() or read(page) != text
    if changed:
        path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def played_anew(page: str) -> str:
    """The page with what its commands print now."""
    with TemporaryDirectory(prefix="kpi-xl-docs-") as folder:
        return played(read(page), Path(folder).resolve(), run)
