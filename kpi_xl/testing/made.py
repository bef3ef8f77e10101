"""Sample files made of an importer's own declaration: its column names in each language, over made-up cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kpi_xl.importing.columns import Column
from kpi_xl.importing.headers import ANY_LANGUAGE, HeaderNames, header_names
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.kinds import (
    Choice,
    Day,
    Duration,
    Flag,
    Id,
    Kind,
    Moment,
    Money,
    Number,
    Percent,
    Pseudonym,
    Whole,
)
from kpi_xl.importing.layouts import header_row, titled_blocks
from kpi_xl.testing.patterns import example
from kpi_xl.testing.sample import Sample

ROWS = 6
_FIRST_ID = 17_900_000_000_000_001  # longer than a spreadsheet's floats hold


def made_samples(importer: Importer, languages: Sequence[str] = ()) -> Iterator[Sample]:
    """A file a format and language in which the importer knows every name that it needs.

    Formats with a layout of their own are left out: only their author knows what such a file looks like.
    """
    names = header_names(importer.headers)
    spoken = {language: _known(names, language) for language in languages or _languages(names)}
    for export in importer.formats:
        for language, known in spoken.items():
            yield from _of_format(export, known, language)


def languages_of(importer: Importer) -> tuple[str, ...]:
    """The languages in which its header file has names, English first."""
    return _languages(header_names(importer.headers))


def _languages(names: HeaderNames) -> tuple[str, ...]:
    found = {one for keys in names.meanings.values() for known in keys.values() for one in known} - {ANY_LANGUAGE}
    return tuple(sorted(found, key=lambda language: (language != "en", language))) or ("en",)


def _known(names: HeaderNames, language: str) -> dict[str, str]:
    """The first name that the header file has for each column in a language."""
    known: dict[str, str] = {}
    for name, keys in names.meanings.items():
        for key, languages in keys.items():
            if languages & {language, ANY_LANGUAGE}:
                known.setdefault(key, name.replace("(xxx)", "(EUR)"))
    return known


def _of_format(export: Export, known: Mapping[str, str], language: str) -> Iterator[Sample]:
    parts = [part for part in export.parts if not part.optional]
    if export.layout is header_row:
        for number, part in enumerate(parts):
            if table := _table(part, known):
                yield _sample(export, f"{export.name} {number} {language}", part, table)
    elif export.layout is titled_blocks:
        tables = [_table(part, known) for part in parts]
        if tables and all(tables):
            records = [record for table in tables if table for record in (*table, [])]
            yield Sample(f"{export.name} {language}.csv", "", export.name).with_records(records)


def _sample(export: Export, name: str, part: Part, table: list[list[str]]) -> Sample:
    sheet = example(part.sheet) if part.sheet else None
    if sheet:
        return Sample.workbook(f"{name}.xlsx", {sheet: table}, format=export.name)
    return Sample(f"{name}.csv", "", export.name).with_records(table)


def _table(part: Part, known: Mapping[str, str]) -> list[list[str]] | None:
    """Title, header and rows; None where the language lacks a name that is needed."""
    columns = [column for column in part.all_columns() if not column.described_as]
    heads = {column.field: _head(column, known) for column in columns}
    needed = [name for name in part.requires if name in heads]
    title = known.get(part.title) if part.title else ""
    if (
        any(heads[name] is None for name in needed)
        or title is None
        or any(column.position is not None for column in columns)
    ):
        return None
    taken = [column for column in columns if heads[column.field]]
    taken = [
        column for at, column in enumerate(taken) if heads[column.field] not in map(heads.get, _fields(taken[:at]))
    ]
    body = [[_cell(column, part, number) for column in taken] for number in range(1, ROWS + 1)]
    return [*([[title]] if title else []), [heads[column.field] or "" for column in taken], *body]


def _fields(columns: Sequence[Column]) -> list[str]:
    return [column.field for column in columns]


def _head(column: Column, known: Mapping[str, str]) -> str | None:
    if column.names:
        return column.names[0]
    if found := known.get(column.header_key):
        return found
    return example(column.matching) if column.matching else None


def _cell(column: Column, part: Part, number: int) -> str:
    if column.looks_like and (found := example(column.looks_like, number)):
        return found
    kind = column.kind_in(part.table) if part.table else None
    return _of_kind(kind, column.field, number)


def _of_kind(kind: Kind | None, field: str, number: int) -> str:
    if isinstance(kind, Day) and kind.without_year:
        return f"Oct {number}"
    if isinstance(kind, Choice):
        return example(kind.patterns[0][0]) or ""
    write = _WRITTEN.get(type(kind))
    return write(number) if write else f"{field.strip('_').replace('_', ' ')} {number}"


_WRITTEN: Mapping[type, Callable[[int], str]] = {
    Id: lambda number: str(_FIRST_ID + number),
    Whole: lambda number: str(100 + number),
    Number: lambda number: f"{number}.5",
    Money: lambda number: f"{number}.5",
    Percent: lambda number: f"{number}.5%",
    Day: lambda number: f"2026-10-{12 + number}",
    Moment: lambda number: f"2026-10-{12 + number} 08:30:00",
    Duration: lambda number: str(60 + number),
    Flag: lambda _: "true",
    Pseudonym: lambda number: f"person{number}@example.com",
}
