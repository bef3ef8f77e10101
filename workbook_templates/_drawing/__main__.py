"""Draw all shipped templates anew, beside the package's other files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from . import agency, campaign, content, funnel, monthly, one_pager
from .words import LANGUAGES, Words, load

_DRAWN: dict[str, tuple[Callable[[Path, Words], None], str]] = {
    "monthly": (monthly.draw, ""),
    "campaign": (campaign.draw, "campaign"),
    "content": (content.draw, "content"),
    "funnel": (funnel.draw, "funnel"),
    "agency": (agency.draw, "agency"),
    "one_pager": (one_pager.draw, "one_pager"),
}  # each with the name of the words of its own
FOLDER = Path(__file__).resolve().parent.parent


def path_of(template: str, language: str, folder: Path = FOLDER) -> Path:
    """English carries the template's plain name, the other languages stand beside it: `monthly.nb.xlsx`."""
    return folder / (f"{template}.xlsx" if language == "en" else f"{template}.{language}.xlsx")


def draw_all(folder: Path = FOLDER, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Draw every template, in every language unless told in which."""
    drawn: list[Path] = []
    for template, (draw, words) in _DRAWN.items():
        for language in languages:
            path = path_of(template, language, folder)
            draw(path, load(language, words))
            drawn.append(path)
    return drawn


if __name__ == "__main__":
    draw_all()
