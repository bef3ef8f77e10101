"""What a template asks for, and whether a project's data can give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from kpi_xl.report.template_names import is_kpi, known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.check import Known
    from kpi_xl.workbook.filling import Column, Filling, Scalar
    from kpi_xl.workbook.placeholder import Placeholder
    from kpi_xl.workbook.template import TableShape, Template

T = TypeVar("T")
FieldKind = Literal["kpi", "text", "list", "table", "unknown"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a template asks for.

    Attributes:
        name: What is asked for: a KPI, a text, a list or a table.
        places: Where, as `Sheet!B7`; the sheet alone where it is no cell.
        given: Whether the data have it; None where there are no data to ask.
        note: What it comes to in the report's month, or why there is nothing.
    """

    name: str
    kind: FieldKind
    places: tuple[str, ...]
    given: bool | None = None
    note: str = ""


def asked_fields(template: Template, catalogue: Catalogue, analyses: Collection[Analysis] = ()) -> tuple[Field, ...]:
    """All that a template asks for, each once, whatever the data."""
    names = known(catalogue, analyses)
    places: dict[tuple[str, FieldKind], list[str]] = {}
    for placeholder in template.placeholders:
        name = placeholder.list_name if placeholder.each else placeholder.name
        places.setdefault((name, _kind(placeholder, names, catalogue)), []).append(_place(placeholder))
    for table in template.tables:
        kind: FieldKind = "table" if _named(table.name, names.tables) else "unknown"
        places.setdefault((table.name, kind), []).append(table.sheet)
    return tuple(Field(name, kind, tuple(dict.fromkeys(found))) for (name, kind), found in places.items())


def answered_fields(template: Template, material: Material, filling: Filling) -> tuple[Field, ...]:
    """The same with what the data come to; `filling` is the report's own."""
    shapes = {table.name: table for table in template.tables}
    found: list[Field] = []
    for field in asked_fields(template, material.catalogue, tuple(material.analysed)):
        match field.kind:
            case "kpi":
                given, note = _about_kpi(field.name, material, filling)
            case "list":
                given, note = _about_list(filling.repeats.get(field.name, ()))
            case "table":
                given, note = _about_table(shapes[field.name], filling.tables)
            case "text":
                given, note = _about_text(_texts(field.name, filling))
            case "unknown":
                given, note = False, "Nobody knows it: kpi-xl template check."
        found.append(Field(field.name, field.kind, field.places, given, note))
    return tuple(found)


def _kind(placeholder: Placeholder, names: Known, catalogue: Catalogue) -> FieldKind:
    if placeholder.each:
        return "list" if placeholder.list_name in names.lists else "unknown"
    if is_kpi(placeholder.name, catalogue):
        return "kpi"
    everywhere = names.names.union(*names.lists.values())
    return "text" if placeholder.name in everywhere else "unknown"


def _place(placeholder: Placeholder) -> str:
    return f"{placeholder.sheet}!{placeholder.cell}" if placeholder.cell else placeholder.sheet


def _about_kpi(name: str, material: Material, filling: Filling) -> tuple[bool, str]:
    """A KPI's figure in the report's month, or the newest that there is, or why there is none."""
    if name not in material.catalogue:
        chosen = ", ".join(dict.fromkeys(str(text) for text in _texts(f"{name}.label", filling) if text))
        return True, f"chosen by the report{f': {chosen}' if chosen else ''}"
    results = [material.figures.result(name, material.month, one) for one in (None, *material.platforms)]
    value = next((result.value for result in results if result.value is not None), None)
    if value is not None:
        return True, f"{material.figure(value, name)} ({material.month})"
    if any(result.bounds is not None for result in results):
        return True, "only bounds: unique people do not add up"
    reason = results[0].missing.text if results[0].missing else ""
    for month in reversed(material.months):
        for platform in (None, *material.platforms):
            if material.figures.value(name, month, platform) is not None:
                return True, f"not in {material.month}, last in {month}; {reason}"
    return False, reason


def _about_list(copies: Sequence[Filling]) -> tuple[bool, str]:
    names = [copy.key for copy in copies]
    return bool(names), f"{len(names)}: {_some(names)}" if names else "There are none in the data."


def _about_table(shape: TableShape, tables: Mapping[str, Sequence[Column]]) -> tuple[bool, str]:
    columns = _named(shape.name, tables)
    if not columns:
        return False, "No file with such rows has been imported."
    have = {column.header.lower() for column in columns}
    lacking = [name for name in shape.headers if name.lower() not in have and name not in shape.formula_headers]
    rows = len(columns[0].values)
    note = f"{rows:,} rows"
    return rows > 0 and not lacking, f"{note}; no data for {', '.join(lacking)}" if lacking else note


def _about_text(texts: Iterable[Scalar]) -> tuple[bool, str]:
    found = [str(text) for text in dict.fromkeys(texts) if text not in (None, "")]
    return bool(found), _some(found) if found else "Empty: the data give nothing to say here."


def _texts(name: str, filling: Filling) -> Iterator[Scalar]:
    """What a name is answered with, in the workbook or in any copy of a list."""
    copies = (copy for each in filling.repeats.values() for copy in each)
    for one in (filling, *copies):
        for asked, answer in one.cells.items():
            if asked.partition("|")[0].strip().removeprefix("each ") == name and not hasattr(answer, "text"):
                yield answer  # type: ignore[misc]


def _named(name: str, tables: Mapping[str, T]) -> T | None:
    return next((tables[one] for one in tables if one.lower() == name.lower()), None)


def _some(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
