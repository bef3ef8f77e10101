"""The order of a workbook's sheets, and what counts sheets by their position in it."""

from __future__ import annotations

from copy import deepcopy

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.package.xml import Element, every, remove

_COUNTED = ("activeTab", "firstSheet")


def insert_tab(book: Book, after: Element, name: str, part: str) -> Element:
    """Put a sheet right after another one; `after` also gives it its looks in the list of sheets."""
    position = book.entries.index(after) + 1
    entry = deepcopy(after)
    entry.set("name", name)
    entry.set("sheetId", str(max(int(each.get("sheetId", "0")) for each in book.entries) + 1))
    for key in list(entry.attrib):
        if str(key).endswith("}id"):
            entry.set(key, book.package.relations(book.part).add("worksheet", part))
    book.package.touch_relations(book.part)
    after.addnext(entry)
    _make_room(book, position)
    book.touch()
    return entry


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
    for view in every(book.root, "workbookView"):
        if int(view.get("activeTab", "0")) == position:
            view.set("activeTab", str(book.entries.index(seen[0])))
    book.touch()


def forget_titles(book: Book) -> None:
    """Drop the list of sheets from the file's properties, which nothing keeps in step; Excel writes it anew."""
    for relation in book.package.related("", "extended-properties"):
        root = book.package.tree(relation.target)
        for element in every(root, "TitlesOfParts", "HeadingPairs"):
            remove(element)
            book.package.touch(relation.target)


def _make_room(book: Book, position: int) -> None:
    for name in book.names:
        if name.sheet is not None and name.sheet >= position:
            name.element.set("localSheetId", str(name.sheet + 1))
    for view in every(book.root, "workbookView"):
        for attribute in _COUNTED:
            number = int(view.get(attribute, "0"))
            if number >= position:
                view.set(attribute, str(number + 1))
