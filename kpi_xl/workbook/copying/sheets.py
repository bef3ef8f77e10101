"""Sheets that repeat: one for each copy of the list that their name runs through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.copying.groups import Group, groups_of
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.copying.parts import check_copyable
from kpi_xl.workbook.copying.renaming import Renaming, rename_in_book
from kpi_xl.workbook.copying.tabs import arrange_tabs, forget_titles, hide_tab, remove_tab, rename_tab
from kpi_xl.workbook.copying.twins import make_twin
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.package.xml import Element
from kpi_xl.workbook.placeholder import replaced
from kpi_xl.workbook.planning.scope import Scope
from kpi_xl.workbook.writing.answers import Answers, as_text


@dataclass(slots=True)
class _Sheet:
    """A sheet as it will be: its name, who answers on it, what it was called before and what its tables are called."""

    entry: Element
    name: str
    scope: Scope
    was: str
    path: tuple[int, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict[str, str])  # new names by the model's, for a twin
    dormant: bool = False


class SheetRepeating:
    """Copies and names the sheets of a book."""

    def __init__(self, book: Book, scope: Scope, answers: Answers, names: frozenset[str]) -> None:
        self._book = book
        self._scope = scope
        self._answers = answers
        self._groups = groups_of(book, names)
        self._taken = {name.lower() for group in self._groups if not group.placeholders for name in _names(group)}
        self._everywhere: dict[str, str] = {}  # what every formula of the workbook must call sheets

    def run(self) -> list[Leaf]:
        """Give every sheet its name and its copies; all sheets are returned, in tab order."""
        made = [(group, self._sheets(group)) for group in self._groups]
        leaves = {leaf.name: leaf for group, sheets in made for leaf in [self._leaf(group, each) for each in sheets]}
        for _, sheets in made:
            for sheet in sheets:
                rename_tab(self._book, sheet.entry, sheet.name)
        if self._everywhere or any(sheet.tables for _, sheets in made for sheet in sheets):
            rename_in_book(
                self._book, Renaming(self._everywhere), {leaf.name: leaf.renaming for leaf in leaves.values()}
            )
            forget_titles(self._book)
        self._book.forget_structure()
        return [leaves[name] for name in self._book.sheet_names]

    def _sheets(self, group: Group) -> list[_Sheet]:
        list_name = group.list_name
        if list_name is None:
            return [self._single(group, entry) for entry in group.entries]
        copies = self._scope.copies(list_name)
        if copies is None:
            raise TemplateError(
                f"The sheet “{group.title}” repeats for each “{list_name}”, and there is no such list.",
                "Write the name of a list that the report knows.",
            )
        if not copies:
            return [self._asleep(group)]
        return self._repeated(group, copies)

    def _single(self, group: Group, entry: Element) -> _Sheet:
        was = entry.get("name", "")
        if not group.placeholders:
            return _Sheet(entry, was, self._scope, was)
        name = self._name(group, self._scope)
        self._now_called(group.title, name)
        self._now_called(was, name)
        return _Sheet(entry, name, self._scope, was)

    def _asleep(self, group: Group) -> _Sheet:
        """Nothing to repeat for: one sheet stays, hidden, under the name that says what it waits for."""
        first, *others = group.entries
        for entry in others:
            self._now_called(entry.get("name", ""), "")
            remove_tab(self._book, entry)
        was = first.get("name", "")
        self._now_called(was, group.title)
        hide_tab(self._book, first)
        return _Sheet(first, group.title, self._scope, was, dormant=True)

    def _repeated(self, group: Group, copies: Sequence[Filling]) -> list[_Sheet]:
        names = [self._name(group, self._scope.inside(copy)) for copy in copies]
        matched = group.matched(copies)
        model = next(entry for entry in matched if entry is not None)
        sheets: list[_Sheet] = []
        for index, (copy, name, entry) in enumerate(zip(copies, names, matched, strict=True)):
            scope = self._scope.inside(copy)
            if entry is not None:
                sheets.append(_Sheet(entry, name, scope, entry.get("name", ""), (index,)))
            else:
                check_copyable(self._book.package, self._book.sheet_part(model) or "", group.title)
                twin = make_twin(self._book, model, sheets[-1].entry if sheets else model, name)
                sheets.append(_Sheet(twin.entry, name, scope, model.get("name", ""), (index,), twin.tables))
        self._dismiss(group, sheets)
        arrange_tabs(self._book, [sheet.entry for sheet in sheets])
        return sheets

    def _dismiss(self, group: Group, sheets: Sequence[_Sheet]) -> None:
        """Remove the copies that nothing is left for; what meant the first copy means the new first one."""
        kept = [sheet.entry for sheet in sheets]
        for sheet in sheets:
            if not sheet.tables and sheet.entry in group.entries:
                self._now_called(sheet.was, sheet.name)
        for entry in group.entries:
            if entry not in kept:
                self._now_called(entry.get("name", ""), "")
                remove_tab(self._book, entry)
        self._now_called(group.title, sheets[0].name)
        self._now_called(group.entries[0].get("name", ""), sheets[0].name)

    def _name(self, group: Group, scope: Scope) -> str:
        texts = {each.text: as_text(self._answers.answer(each, scope)) for each in group.placeholders}
        name = limits.sheet_name(replaced(group.title, texts), self._taken)
        self._taken.add(name.lower())
        return name

    def _now_called(self, was: str, name: str) -> None:
        if was != name:
            self._everywhere[was.lower()] = name

    def _leaf(self, group: Group, sheet: _Sheet) -> Leaf:
        """The sheet for whoever fills it. On it the template's name of the sheet means this copy."""
        sheets = {**self._everywhere, group.title.lower(): sheet.name, sheet.was.lower(): sheet.name}
        asked = {old: self._book.past.asked_table(old) for old in sheet.tables}
        tables = {**sheet.tables, **{asked[old].lower(): new for old, new in sheet.tables.items()}}
        back = {new.lower(): asked[old] for old, new in sheet.tables.items()}
        for name in self._own_tables(sheet):
            if (known := self._book.past.asked_table(name)) != name:
                tables[known.lower()] = name
                back[name.lower()] = known
        renaming = Renaming({old: new for old, new in sheets.items() if old != new.lower()}, tables)
        return Leaf(sheet.name, group.title, sheet.scope, renaming, back, sheet.path, sheet.dormant)

    def _own_tables(self, sheet: _Sheet) -> list[str]:
        """The tables of a sheet that was there before."""
        return [] if sheet.tables else [table.name for table in self._book.tables if table.sheet == sheet.was]


def _names(group: Group) -> list[str]:
    return [entry.get("name", "") for entry in group.entries]
