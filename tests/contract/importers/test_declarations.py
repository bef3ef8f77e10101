"""What every bundled importer promises, whatever its platform."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import kpi_xl_importers
from kpi_xl.importing.headers import normalised
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.layouts import header_row, titled_blocks
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification
from kpi_xl.vocabulary.tables import tables


def bundled() -> Iterator[Importer]:
    for module in pkgutil.iter_modules(kpi_xl_importers.__path__):
        give = getattr(importlib.import_module(f"kpi_xl_importers.{module.name}"), "kpi_xl_importers", list)
        yield from give()


# As their authors wrote them: the host guards their layouts.
IMPORTERS = tuple(bundled())
PARTS = [
    pytest.param(importer, export, part, id=f"{export.name}-{number}")
    for importer in IMPORTERS
    for export in importer.formats
    for number, part in enumerate(export.parts)
]
SHIPPED = {header_row, titled_blocks}
LANGUAGES = {"any", "en", "nb", "nn", "sv", "da", "de", "es", "pt", "fr", "fi", "nl"}
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def sections(importer: Importer) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(importer.headers.read_text(encoding="utf-8")) if importer.headers else {}


def patterns(part: Part) -> Iterator[str]:
    yield part.sheet
    yield from part.ignores
    for column in part.all_columns():
        yield from (column.looks_like, column.found_by, column.matching, column.described_as)


def test_names_of_formats_are_unlike() -> None:
    names = [export.name for importer in IMPORTERS for export in importer.formats]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("importer", "export", "part"), PARTS)
def test_every_field_is_of_the_vocabulary_or_a_working_column(importer: Importer, export: Export, part: Part) -> None:
    known = set(tables()[part.table].fields) if part.table else set()
    named = {column.field for column in part.all_columns()} | {derived.field for derived in part.derived}
    assert {name for name in named if not name.startswith("_")} <= known, (importer.name, export.name)
    assert set(part.constants) <= known


@pytest.mark.parametrize(("importer", "export", "part"), PARTS)
def test_what_a_part_speaks_of_is_a_column_of_it(importer: Importer, export: Export, part: Part) -> None:
    columns = {column.field for column in part.all_columns()}
    made = columns | {derived.field for derived in part.derived} | set(part.constants)
    # A field may be required that only a fact fills: the currency in a header, the property above a table.
    facts = {"currency"} if export.layout in SHIPPED else set(tables()[part.table].fields if part.table else ())
    assert set(part.requires) <= made | facts, importer.name
    assert set(part.key) <= made
    assert not part.reason_from or part.reason_from in columns
    assert {rule.field for rule in part.not_computed} <= columns


@pytest.mark.parametrize(("importer", "export", "part"), PARTS)
def test_two_independent_signs_are_needed_to_take_a_file(importer: Importer, export: Export, part: Part) -> None:
    looks = sum(bool(column.looks_like) for column in part.all_columns())
    signs = len(part.requires) + looks + bool(part.title) + bool(part.sheet) + (part.width is not None)
    # A layout of its own recognises the file itself.
    assert signs >= 2 or export.layout not in SHIPPED, importer.name


@pytest.mark.parametrize(("importer", "export", "part"), PARTS)
def test_every_column_can_be_found(importer: Importer, export: Export, part: Part) -> None:
    named = sections(importer)
    lost = [
        column.field
        for column in part.all_columns()
        if not (column.header_key in named or column.names or column.matching or column.position is not None)
        and not column.looks_like
    ]
    assert not lost, f"{importer.name}: no names for {lost}"
    assert not part.title or part.title in named, export.name
    assert not [name for name in part.forbids if name not in named]


@pytest.mark.parametrize(("importer", "export", "part"), PARTS)
def test_no_name_means_two_columns_of_a_part_in_one_language(importer: Importer, export: Export, part: Part) -> None:
    keys = {column.header_key for column in part.all_columns() if column.position is None}
    meanings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key in keys & sections(importer).keys():
        for language, names in sections(importer)[key].items():
            for name in names:
                meanings[language, normalised(name)].add(key)
    assert not {name: found for name, found in meanings.items() if len(found) > 1}, export.name


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_header_files_list_names_by_known_languages(importer: Importer) -> None:
    found = sections(importer)
    assert {language for names in found.values() for language in names} <= LANGUAGES
    assert all(name.strip() for names in found.values() for spellings in names.values() for name in spellings)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
def test_every_regular_expression_compiles(importer: Importer) -> None:
    for export in importer.formats:
        for pattern in (
            *export.file_names,
            *export.preamble,
            *(one for part in export.parts for one in patterns(part)),
        ):
            re.compile(pattern)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real exports are not here")
def test_no_importer_claims_a_file_of_another_platform() -> None:
    wrong: list[str] = []
    for file in sorted(path for path in SAMPLES.glob("*/*/**/*") if path.is_file()):
        # Folders of surveys and of what Facebook gave before are called a little otherwise than their importers.
        folder = file.relative_to(SAMPLES).parts[0].removeprefix("survey_").replace("_legacy", "")
        for opened in open_file(file):
            taking = {one.importer.name for one in explain_identification(opened, IMPORTERS) if one.takes}
            wrong += [f"{file}: {name}" for name in taking if not folder.startswith(name)]
            wrong += [f"{file}: {taking}"] if len(taking) > 1 else []
    assert not wrong
