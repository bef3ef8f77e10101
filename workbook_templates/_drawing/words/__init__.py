"""The fixed words of the templates: `nb.toml` for all, `campaign.nb.toml` for one of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "nb", "sv")


@dataclass(frozen=True, slots=True)
class Words:
    """What a template says in one language."""

    language: str
    _sections: Mapping[str, Any]

    def __call__(self, name: str) -> str:
        """The text of `section.key`; a text that is missing in a language is an error while drawing."""
        section, key = name.split(".")
        text: str = self._sections[section][key]
        return text

    def literal(self, name: str) -> str:
        """The text as a string in a formula."""
        return '"' + self(name).replace('"', '""') + '"'

    def date(self, pattern: str) -> str:
        """A number format for dates with names of months in this language, wherever the workbook is opened."""
        return f"[$-{self('format.locale')}]{pattern}"


def load(language: str, template: str = "") -> Words:
    """The words of one language, with those of one template over the common ones."""
    sections = _read(f"{language}.toml")
    for section, words in _read(f"{template}.{language}.toml").items() if template else ():
        sections[section] = {**sections.get(section, {}), **words}
    return Words(language, sections)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
