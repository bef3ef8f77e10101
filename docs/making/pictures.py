"""The pictures: pages of the demo's report as it prints, and a terminal with what has changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_xl.printing.pdf import to_pdf
from making.running import run

FOLDER = Path(__file__).parents[1] / "pictures"
LARGEST = 150_000  # bytes; a page with six of them still opens at once

# What stands above the title of a sheet's first page → the name of its picture.
_PAGES = {
    "en": {
        "SUMMARY": "summary",
        "SCORECARD": "scorecard",
        "INSTAGRAM": "platform",
        "CONTENT": "content",
        "CHECKS": "checks",
        "SOURCES": "sources",
    },
    "nb": {"SAMMENDRAG": "summary.nb"},
    "sv": {"SAMMANFATTNING": "summary.sv"},
}
# The other templates, in English: each by the page that tells most.
_TEMPLATES = {
    "campaign": {"CAMPAIGNS": "campaign"},
    "content": {"CONTENT": "content-review"},
    "funnel": {"FUNNEL": "funnel"},
    "agency": {"CLIENTS": "agency"},
    "one_pager": {"THE MONTH ON ONE PAGE": "one-pager"},
}
_DOTS_PER_INCH = 96
_COLOURS = 64  # few, as in the report; a full palette is three times as large
_TERMINAL_LINES = 24
_TERMINAL_COLUMNS = 118


def make_pictures(folder: Path = FOLDER) -> Iterator[Path]:
    """Write every picture; gives each as it is ready. Needs LibreOffice and Poppler.

    Raises:
        FileNotFoundError: the report has no page for one of the pictures.
    """
    with TemporaryDirectory() as scratch:
        project = Path(scratch) / "kpi-xl-demo"
        run(["demo", str(project), "--until", "2026-10", "--language", "en"])
        yield from _pictures(to_pdf(next(project.glob("* report.xlsx"))), _PAGES["en"], folder)
        yield _terminal(run(["findings", "--project", str(project), "--period", "2026-10"]), folder / "terminal.svg")
        for template, wanted in _TEMPLATES.items():
            yield from _pictures(_printed(project, "en", template), wanted, folder)
        for language in ("nb", "sv"):
            yield from _pictures(_printed(project, language), _PAGES[language], folder)


def _printed(project: Path, language: str, template: str = "monthly") -> Path:
    settings = project / "kpi-xl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r'(?m)^language = "\w+"', f'language = "{language}"', text), encoding="utf-8")
    book = project / f"{template}.{language}.xlsx"
    wanted = ["--period", "2026-10", "--template", template, "--output", str(book), "--pdf"]
    run(["report", "--project", str(project), *wanted])
    return book.with_suffix(".pdf")


def _pictures(pdf: Path, wanted: dict[str, str], folder: Path) -> Iterator[Path]:
    found = {title: number for number, title in reversed([*enumerate(_titles(pdf), start=1)])}
    for title, name in wanted.items():
        if title not in found:
            message = f"No page of {pdf.name} is called {title}; there are: {', '.join(filter(None, found))}"
            raise FileNotFoundError(message)
        yield _drawn(pdf, found[title], folder / f"{name}.png")


def _titles(pdf: Path) -> list[str]:
    """Of each page the line in capitals above its title."""
    pages = _poppler("pdftotext", "-layout", str(pdf), "-").decode("utf-8").split("\f")
    return [next((line.strip() for line in page.splitlines() if _is_title(line)), "") for page in pages]


def _is_title(line: str) -> bool:
    return len(line.strip()) > 1 and line.strip().isupper()


def _drawn(pdf: Path, number: int, picture: Path) -> Path:
    from PIL import Image  # noqa: PLC0415 - comes with python-pptx, which only pictures need here

    with TemporaryDirectory() as scratch:
        page = Path(scratch) / "page"
        _poppler("pdftoppm", "-r", str(_DOTS_PER_INCH), "-f", str(number), "-singlefile", "-png", str(pdf), str(page))
        with Image.open(page.with_suffix(".png")) as drawn:
            drawn.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    return picture


def _poppler(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own words


def _terminal(text: str, picture: Path) -> Path:
    """The first lines of a command's output as a terminal shows them."""
    import io  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415 - only pictures need it

    console = Console(record=True, file=io.StringIO(), width=_TERMINAL_COLUMNS, force_terminal=True)
    console.print("$ kpi-xl findings", style="bold")
    for line in text.splitlines()[:_TERMINAL_LINES]:
        console.print(line, markup=False, highlight=False, style="" if line[:1].strip() else "bright_black")
    picture.write_text(console.export_svg(title="kpi-xl", unique_id="kpi-xl"), encoding="utf-8")
    return picture
