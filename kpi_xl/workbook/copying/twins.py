"""One more copy of a sheet, under another name."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.copying.parts import copy_part
from kpi_xl.workbook.copying.tabs import insert_tab
from kpi_xl.workbook.package.xml import Element, every
from kpi_xl.workbook.references.sheet_names import sheets_named


@dataclass(frozen=True, slots=True)
class Twin:
    """A copy of a sheet: its entry among the sheets, and its tables' new names by their old ones in lower case."""

    entry: Element
    tables: dict[str, str]


def make_twin(book: Book, model: Element, after: Element, name: str) -> Twin:
    """Copy a sheet with its drawings, charts, comments, tables and names, and put it after another one.

    Formulas in the copy still name the model; whoever knows all new names rewrites them.
    """
    model_part = book.sheet_part(model) or ""
    part = copy_part(book.package, model_part)
    _copy_changes(book, model_part, part)
    tables = _rename_tables(book, part)
    entry = insert_tab(book, after, name, part)
    book.forget_structure()
    _copy_names(book, model, entry)
    sheet = book.sheet(name)
    if sheet is not None:
        for view in every(sheet.frame, "sheetView"):
            view.attrib.pop("tabSelected", "")
        for properties in every(sheet.frame, "sheetPr"):
            properties.attrib.pop("codeName", "")  # a macro's name for the sheet, of which there is one
        sheet.changed = True
    return Twin(entry, tables)


def _copy_changes(book: Book, model_part: str, part: str) -> None:
    """What was put back into a model that was filled before is not in its part yet."""
    model = next((sheet for sheet in book.sheets if sheet.part == model_part), None)
    if model is not None and model.changed:
        book.package.set(part, b"".join(model.pieces()))
    book.past.copy(model_part, part)


def _rename_tables(book: Book, part: str) -> dict[str, str]:
    tables = book.tables
    taken = {table.name.lower() for table in tables} | {name.name.lower() for name in book.names}
    renamed: dict[str, str] = {}
    for relation in book.package.related(part, "table"):
        root = book.package.tree(relation.target)
        old = root.get("displayName") or root.get("name", "")
        number = 2
        asked = book.past.asked_table(old)
        while f"{asked}_{number}".lower() in taken:
            number += 1
        renamed[old.lower()] = f"{asked}_{number}"
        taken.add(renamed[old.lower()].lower())
        if (known := book.past.tables.get(old.lower())) is not None:
            book.past.tables[renamed[old.lower()].lower()] = known
        for attribute in ("name", "displayName"):
            root.set(attribute, renamed[old.lower()])
        root.set("id", book.free_table_id())
        book.package.touch(relation.target)
    return renamed


def _copy_names(book: Book, model: Element, twin: Element) -> None:
    """Names of the model's own are copied; names of the whole workbook that mean the model mean the copy on it."""
    entries = book.entries
    old, new = entries.index(model), entries.index(twin)
    origin = model.get("name", "").lower()
    for name in book.names:
        if name.sheet == old or (name.sheet is None and origin in sheets_named(name.text)):
            book.names.add(name.name, name.text, new, hidden=name.element.get("hidden") == "1")
