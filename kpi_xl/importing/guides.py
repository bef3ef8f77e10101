"""Where a person finds each export: data beside the header names, one section an importer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer

FILE = "guides.toml"


@dataclass(frozen=True, slots=True)
class Guide:
    """How to get an export."""

    importer: str
    name: str  # of the platform or program, as it calls itself
    platforms: tuple[str, ...]
    address: str
    menu: str  # as the platform writes it in English
    advice: Mapping[str, str]  # by language: which settings give the file that says most


def guides_of(importers: Iterable[Importer]) -> Iterator[Guide]:
    """The guides that importers bring along; an author need not write one."""
    for importer in importers:
        section = _sections(importer.headers.with_name(FILE)).get(importer.name) if importer.headers else None
        if section:
            advice = {language: text for language, text in section.items() if language in {"en", "nb", "sv"}}
            yield Guide(
                importer.name,
                section.get("name", importer.name),
                tuple(section.get("platforms", ())),
                section.get("address", ""),
                section.get("menu", ""),
                advice,
            )


@cache
def _sections(file: Path) -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
