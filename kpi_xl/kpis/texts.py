"""What plugins say in the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi_xl.kpis.sentences import Language

_COLUMN: Mapping[str, int] = {"en": 0, "nb": 1, "sv": 2}


def labels(en: str, nb: str, sv: str) -> Mapping[str, str]:
    """A name in each language."""
    return {"en": en, "nb": nb, "sv": sv}


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences by key, each in English, Norwegian and Swedish, with blanks for values in braces."""

    sentences: Mapping[str, tuple[str, str, str]]

    def __call__(self, key: str, language: Language, **values: object) -> str:
        return self.sentences[key][_COLUMN[language]].format(**values)
