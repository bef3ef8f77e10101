"""What must hold for an importer's declaration before any file is read."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator

from kpi_xl.importing.headers import normalised
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.layouts import SHIPPED_LAYOUTS
from kpi_xl.vocabulary.tables import tables

LANGUAGES = frozenset({"any", "en", "nb", "nn", "sv", "da", "de", "es", "pt", "fr", "fi", "nl"})
_SIGNS = 2

Sections = dict[str, dict[str, list[str]]]


def problems_of(importer: Importer) -> Iterator[str]:
    """What is wrong with the declaration, a sentence each."""
    sections = _sections(importer)
    names = [export.name for export in importer.formats]
    yield from (f"Two formats are called {name}." for name in sorted({one for one in names if names.count(one) > 1}))
    yield from _of_header_file(sections)
    for export in importer.formats:
        yield from (f"{export.name}: {problem}" for problem in _of_export(export, sections))


def _sections(importer: Importer) -> Sections:
    return tomllib.loads(importer.headers.read_text(encoding="utf-8")) if importer.headers else {}


def _of_header_file(sections: Sections) -> Iterator[str]:
    spoken = {language for names in sections.values() for language in names}
    yield from (f"The header file has names in “{language}”, which is none." for language in sorted(spoken - LANGUAGES))
    for key, names in sections.items():
        if any(not name.strip() for spellings in names.values() for name in spellings):
            yield f"The header file lists an empty name for {key}."


def _of_export(export: Export, sections: Sections) -> Iterator[str]:
    for pattern in (*export.file_names, *export.preamble, *(one for part in export.parts for one in _patterns(part))):
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"“{pattern}” is no regular expression ({error})."
    for part in export.parts:
        yield from _of_fields(export, part)
        yield from _of_names(part, sections)
        if _signs(part) < _SIGNS and export.layout in SHIPPED_LAYOUTS:
            yield f"The table {part.table} has one sign alone to be recognised by: require another column."


def _patterns(part: Part) -> Iterator[str]:
    yield from (part.sheet, *part.ignores)
    for column in part.all_columns():
        yield from (column.looks_like, column.found_by, column.matching, column.described_as)


def _signs(part: Part) -> int:
    looks = sum(bool(column.looks_like) for column in part.all_columns())
    return len(part.requires) + looks + bool(part.title) + bool(part.sheet) + (part.width is not None)


def _of_fields(export: Export, part: Part) -> Iterator[str]:
    """Fields that are not of the vocabulary, and rules that speak of columns which the part does not have."""
    known = set(tables()[part.table].fields) if part.table else set[str]()
    columns = {column.field for column in part.all_columns()}
    made = columns | {derived.field for derived in part.derived} | set(part.constants)
    strange = {name for name in made if not name.startswith("_")} - known
    yield from (f"The table {part.table} has no field {name}." for name in sorted(strange))
    # A field may be required that only a fact fills: the currency in a header, the property above a table.
    facts = {"currency"} if export.layout in SHIPPED_LAYOUTS else known
    lacking = (set(part.requires) - made - facts) | (set(part.key) - made)
    lacking |= {rule.field for rule in part.not_computed} - columns
    lacking |= {part.reason_from} - columns if part.reason_from else set()
    yield from (f"{name} is spoken of, and no column of {part.table} fills it." for name in sorted(lacking))


def _of_names(part: Part, sections: Sections) -> Iterator[str]:
    for column in part.all_columns():
        placed = column.names or column.matching or column.looks_like or column.position is not None
        if not placed and column.header_key not in sections:
            yield f"The header file has no section [{column.header_key}], so that no file can have {column.field}."
    if part.title and part.title not in sections:
        yield f"The header file has no section [{part.title}] for the title."
    yield from (f"The header file has no section [{name}]." for name in part.forbids if name not in sections)
    yield from _meaning_two_things(part, sections)


def _meaning_two_things(part: Part, sections: Sections) -> Iterator[str]:
    keys = {column.header_key for column in part.all_columns() if column.position is None}
    meanings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key in keys & sections.keys():
        for language, names in sections[key].items():
            for name in names:
                meanings[language, normalised(name)].add(key)
    for (language, name), found in sorted(meanings.items()):
        if len(found) > 1:
            yield f"“{name}” ({language}) means {' and '.join(sorted(found))}."
