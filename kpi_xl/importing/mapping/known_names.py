"""Every column name that any importer knows, in every language, and the fields that it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from kpi_xl.importing.headers import header_names, normalised
from kpi_xl.importing.importer import Importer
from kpi_xl.vocabulary.tables import tables

Target = tuple[str, str]  # table and field

_CLOSE = 0.72  # how alike two names are, 0 to 1, before one is held for the other
_CLOSEST = 8
_UNIT = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # “Watch time (hours)”


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """Names in small letters, and what they may stand for."""

    targets: Mapping[str, frozenset[Target]]

    def alike(self, name: str) -> Mapping[Target, float]:
        """The fields that a name resembles, and how closely, 0 to 1."""
        return _alike(self, normalised(name))


@lru_cache(maxsize=1000)  # each format that a file may be of asks about the same few columns
def _alike(known: KnownNames, text: str) -> Mapping[Target, float]:
    found = dict.fromkeys(known.targets.get(text) or known.targets.get(_UNIT.sub("", text), ()), 1.0)
    if not found:
        for close in get_close_matches(text, known.targets, _CLOSEST, _CLOSE):
            for target in known.targets[close]:
                found[target] = max(found.get(target, 0.0), likeness(text, close))
    return found


@lru_cache(maxsize=10_000)
def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever the order of the words and what stands in brackets at the end."""
    one, other = normalised(one), normalised(other)
    ways = ((one, other, 1.0), (_UNIT.sub("", one), _UNIT.sub("", other), 0.97), (_sorted(one), _sorted(other), 0.97))
    return max(SequenceMatcher(None, first, second).ratio() * worth for first, second, worth in ways)


def _sorted(name: str) -> str:
    return " ".join(sorted(name.split()))


def known_names(importers: Iterable[Importer]) -> KnownNames:
    """The names of all importers' header files, with those of the vocabulary itself."""
    targets: dict[str, set[Target]] = {}
    for table in tables().values():
        for field in table.fields:
            targets.setdefault(normalised(field), set()).add((table.name, field))
    for importer in importers:
        for name, target in _names_of(importer):
            targets.setdefault(name, set()).add(target)
    return KnownNames({name: frozenset(found) for name, found in targets.items()})


def _names_of(importer: Importer) -> Iterable[tuple[str, Target]]:
    by_key: dict[str, list[str]] = {}
    for name, keys in header_names(importer.headers).meanings.items():
        for key in keys:
            by_key.setdefault(key, []).append(name.removesuffix(" (xxx)"))
    for part in (part for export in importer.formats for part in export.parts):
        fields = tables()[part.table].fields if part.table else {}
        for column in part.all_columns():
            if column.field in fields:
                names = (*by_key.get(column.header_key, ()), *map(normalised, column.names))
                yield from ((name, (part.table or "", column.field)) for name in names)
