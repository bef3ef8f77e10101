"""Which sheets of the workbook stand for which sheet of the template, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.package.xml import Element
from kpi_xl.workbook.placeholder import Placeholder
from kpi_xl.workbook.planning.spots import placeholders_in


@dataclass(frozen=True, slots=True)
class Group:
    """One sheet of the template, with the sheets that the workbook has for it: one, or the copies of the last fill."""

    title: str
    placeholders: Sequence[Placeholder]
    entries: Sequence[Element]
    keys: Sequence[str]

    @property
    def list_name(self) -> str | None:
        """The list that it repeats for."""
        return next((each.list_name for each in self.placeholders if each.each), None)

    def matched(self, copies: Sequence[Filling]) -> list[Element | None]:
        """The sheet that each copy already has: the one of the same key or, where none has a key, of the same place.

        If none belongs to any, the first copy takes the first sheet.
        """
        if not any(self.keys):
            return [self.entries[index] if index < len(self.entries) else None for index in range(len(copies))]
        by_key = dict(zip(self.keys, self.entries, strict=True))
        found = [by_key.pop(copy.key, None) if copy.key else None for copy in copies]
        return found if any(each is not None for each in found) else [self.entries[0], *found[1:]]


def groups_of(book: Book, names: frozenset[str]) -> list[Group]:
    """The sheets of the template, in the order of their first sheets."""
    by_title: dict[str, list[Element]] = {}
    for entry in book.entries:
        by_title.setdefault(book.past.title(entry.get("name", "")).text, []).append(entry)
    groups: list[Group] = []
    for title, found in by_title.items():
        entries = sorted(found, key=lambda entry: book.past.title(entry.get("name", "")).index)
        keys = [book.past.title(entry.get("name", "")).key for entry in entries]
        groups.append(Group(title, placeholders_in(title, title, "sheet name", names), entries, keys))
    return groups
