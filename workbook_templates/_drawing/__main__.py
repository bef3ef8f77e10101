"""Draw all shipped templates anew, beside the package's other files."""

from __future__ import annotations

from pathlib import Path

from . import monthly
from .words import LANGUAGES, load

FOLDER = Path(__file__).resolve().parent.parent


def path_of(template: str, language: str, folder: Path = FOLDER) -> Path:
    """English carries the template's plain name, the other languages stand beside it: `monthly.nb.xlsx`."""
    return folder / (f"{template}.xlsx" if language == "en" else f"{template}.{language}.xlsx")


def draw_all(folder: Path = FOLDER) -> list[Path]:
    """Draw every template in every language."""
    drawn: list[Path] = []
    for language in LANGUAGES:
        path = path_of("monthly", language, folder)
        monthly.draw(path, load(language))
        drawn.append(path)
    return drawn


if __name__ == "__main__":
    draw_all()
