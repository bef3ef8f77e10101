"""The docs show what the program does now: pages and output are made, and must equal what is made anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from making.pages import DOCS, GENERATED, LONG, pages_with_commands, played_anew, read

from kpi_xl.cli.app import app

ROOT = DOCS.parent
MAKE = "made anew it differs: run “python -m making pages consoles” in docs/ and look at what has changed"
LINK = re.compile(r"\]\((?!https?:|<?https?:|mailto:)(?P<path>[^)#\s]+)")
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)]+)\)")
ALL = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", GENERATED)
def test_a_page_made_of_definitions_is_up_to_date(page: str) -> None:
    assert read(page) == GENERATED[page](), MAKE


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.slow] * (page in LONG)) for page in pages_with_commands()]
)
def test_the_commands_of_a_page_print_what_stands_there(page: str) -> None:
    assert read(page) == played_anew(page), MAKE


def test_pages_that_take_long_are_pages_with_commands() -> None:
    assert set(pages_with_commands()) >= LONG


@pytest.mark.parametrize("page", ALL, ids=lambda path: path.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = [found["path"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_picture_is_shown_and_told_in_words() -> None:
    shown = [found for page in ALL for found in PICTURE.finditer(page.read_text(encoding="utf-8"))]
    assert all(found["alt"] for found in shown)
    assert {Path(found["path"]).name for found in shown} == {path.name for path in (DOCS / "pictures").iterdir()}


def test_every_page_can_be_reached_from_the_readme() -> None:
    found, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        links = ((page.parent / link["path"]).resolve() for link in LINK.finditer(page.read_text(encoding="utf-8")))
        new = {path for path in links if path.suffix == ".md"} - found
        found |= new
        ahead += new
    assert {path for path in ALL if path.parent == DOCS} <= found


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    names = set(group.commands)  # type: ignore[attr-defined]
    assert {name for name in names if f"| `{name}" not in readme} == set()
