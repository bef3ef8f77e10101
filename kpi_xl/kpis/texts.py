"""What plugins say in the three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kpi_xl.kpis.sentences import Language


def labels(en: str, nb: str, sv: str) -> Mapping[str, str]:
    """A name in each language."""
    return {"en": en, "nb": nb, "sv": sv}


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences by key and language, with blanks for values in braces.

    They stand in a TOML file that is read when the first of them is said, so that listing plugins stays quick:

        [few]
        en = "Only {posts} posts."
        nb = "Bare {posts} innlegg."
        sv = "Bara {posts} inlägg."
    """

    file: Path

    def __call__(self, key: str, language: Language, **values: object) -> str:
        return _sentences(self.file)[key][language].format(**values)


def texts_beside(plugin_file: str) -> Texts:
    """The texts of a plugin: `<module>.toml` next to it."""
    return Texts(Path(plugin_file).with_suffix(".toml"))


@cache
def _sentences(file: Path) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
