"""The order of a workbook's sheets, and what counts sheets by their position in it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.names import KEPT_PRINT_AREA, PRINT_AREA
from kpi_xl.workbook.copying.parts import remove_part
from kpi_xl.workbook.package.xml import Element, every, id_attribute, remove
from kpi_xl.workbook.references.sheet_names import sheet_prefix

_COUNTED = ("activeTab", "firstSheet")
_LAST_CELL = "$XFD$1048576"


def insert_tab(book: Book, after: Element, name: str, part: str) -> Element:
    """Put a sheet right after another one; `after` also gives it its looks in the list of sheets."""
    before = book.entries
    entry = deepcopy(after)
    entry.set("name", name)
    used = {int(each.get("sheetId", "0")) for each in before}
    entry.set("sheetId", str(next(number for number in range(1, len(used) + 2) if number not in used)))
    for key in list(entry.attrib):
        if str(key).endswith("}id"):
            entry.set(key, book.package.relate(book.part, "worksheet", part))
    after.addnext(entry)
    _recount(book, before)
    return entry


def remove_tab(book: Book, entry: Element) -> None:
    """Take a sheet out of the workbook, with its parts and its own names."""
    before = book.entries
    position = before.index(entry)
    part, rid = book.sheet_part(entry), id_attribute(entry)
    for name in list(book.names):
        if name.sheet == position:
            book.names.remove(name)
    remove(entry)
    if part is not None and rid is not None:
        remove_part(book.package, part)
        book.forget_sheet(part)
        book.package.unrelate(book.part, rid)
    _recount(book, before)
    book.forget_structure()


def arrange_tabs(book: Book, wanted: Sequence[Element]) -> None:
    """Bring some sheets into this order, in the places that they take together."""
    before = book.entries
    places = sorted(before.index(entry) for entry in wanted)
    if [before[place] for place in places] == list(wanted):
        return
    order = list(before)
    for place, entry in zip(places, wanted, strict=True):
        order[place] = entry
    holder = before[0].getparent()
    if holder is not None:
        holder[:] = order
    _recount(book, before)


def rename_tab(book: Book, entry: Element, name: str) -> None:
    """Give a sheet another name; what refers to it is the caller's to rewrite."""
    sheet = book.sheet(entry.get("name", ""))
    if sheet is not None:
        sheet.name = name
    entry.set("name", name)
    book.touch()


def hide_tab(book: Book, entry: Element) -> None:
    """Hide a sheet, unless it is the last one to be seen; another one is in front then."""
    seen = [each for each in book.entries if each.get("state", "visible") == "visible" and each is not entry]
    if not seen:
        return
    entry.set("state", "hidden")
    position = book.entries.index(entry)
    _print_nothing(book, position, entry.get("name", ""))
    for view in every(book.root, "workbookView"):
        if int(view.get("activeTab", "0")) == position:
            view.set("activeTab", str(book.entries.index(seen[0])))
    book.touch()


def _print_nothing(book: Book, position: int, sheet: str) -> None:
    """LibreOffice prints a hidden sheet that has a print area: it becomes a cell that is empty, and is kept."""
    area = book.names.find(PRINT_AREA, position)
    if area is not None:
        book.names.add(KEPT_PRINT_AREA, area.text, position, hidden=True)
        area.element.text = f"{sheet_prefix(sheet)}{_LAST_CELL}"


def show_tab(book: Book, entry: Element, state: str) -> None:
    """Bring a sheet back into the state that it had before it was hidden; blank for visible."""
    entry.attrib.pop("state", "")
    if state:
        entry.set("state", state)
    position = book.entries.index(entry)
    kept, area = book.names.find(KEPT_PRINT_AREA, position), book.names.find(PRINT_AREA, position)
    if kept is not None:
        if area is not None:
            area.element.text = kept.text
        book.names.remove(kept)
    book.touch()


def forget_titles(book: Book) -> None:
    """Drop the list of sheets from the file's properties, which nothing keeps in step; Excel writes it anew."""
    for relation in book.package.related("", "extended-properties"):
        root = book.package.tree(relation.target)
        for element in every(root, "TitlesOfParts", "HeadingPairs"):
            remove(element)
            book.package.touch(relation.target)


def _recount(book: Book, before: Sequence[Element]) -> None:
    """Correct what counts sheets by their position, after some came, went or changed places."""
    entries = book.entries
    new = {old: entries.index(entry) for old, entry in enumerate(before) if entry in entries}
    for name in book.names:
        if name.sheet is not None and name.sheet in new:
            name.element.set("localSheetId", str(new[name.sheet]))
    for view in every(book.root, "workbookView"):
        for attribute in _COUNTED:
            number = int(view.get(attribute, "0"))
            if new.get(number, 0) != number:
                view.set(attribute, str(new.get(number, 0)))
    book.touch()
