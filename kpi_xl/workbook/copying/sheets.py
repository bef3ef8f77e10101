"""Sheets that repeat: one for each copy of the list that their name runs through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.copying.parts import check_copyable
from kpi_xl.workbook.copying.renaming import Renaming
from kpi_xl.workbook.copying.tabs import forget_titles, hide_tab, rename_tab
from kpi_xl.workbook.copying.twins import make_twin
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.package.xml import Element, every
from kpi_xl.workbook.placeholder import Placeholder, replaced
from kpi_xl.workbook.planning.scope import Scope
from kpi_xl.workbook.planning.spots import placeholders_in
from kpi_xl.workbook.writing.answers import Answers, as_text


@dataclass(frozen=True, slots=True)
class _Titled:
    """A sheet of the template and what becomes of it: the names and fillings of its copies."""

    entry: Element
    origin: str
    names: Sequence[str]
    copies: Sequence[Filling] | None  # None where it does not repeat


class SheetRepeating:
    """Copies and names the sheets of a book."""

    def __init__(self, book: Book, scope: Scope, answers: Answers, names: frozenset[str]) -> None:
        self._book = book
        self._scope = scope
        self._answers = answers
        self._names = names
        self._taken: set[str] = set()

    def run(self) -> list[Leaf]:
        """Give every sheet its name and its copies; all sheets are returned, in tab order."""
        self._taken = {name.lower() for name in self._book.sheet_names if "{{" not in name}
        titled = [self._titled(entry) for entry in list(self._book.entries)]
        firsts = {each.origin.lower(): each.names[0] for each in titled if each.names and each.names[0] != each.origin}
        leaves = [leaf for each in titled for leaf in self._leaves(each, firsts)]
        if firsts:
            self._rename(leaves, Renaming(firsts))
            forget_titles(self._book)
        self._book.forget_structure()
        return leaves

    def _titled(self, entry: Element) -> _Titled:
        origin = entry.get("name", "")
        titles = placeholders_in(origin, origin, "sheet name", self._names)
        list_name = next((each.list_name for each in titles if each.each), None)
        if not titles:
            return _Titled(entry, origin, [origin], None)
        if list_name is None:
            return _Titled(entry, origin, [self._name(origin, titles, self._scope)], None)
        copies = self._scope.copies(list_name)
        if copies is None:
            raise TemplateError(
                f"The sheet “{origin}” repeats for each “{list_name}”, and there is no such list.",
                "Write the name of a list that the report knows.",
            )
        return _Titled(entry, origin, [self._name(origin, titles, self._scope.inside(copy)) for copy in copies], copies)

    def _name(self, origin: str, titles: Sequence[Placeholder], scope: Scope) -> str:
        texts = {each.text: as_text(self._answers.answer(each, scope)) for each in titles}
        name = limits.sheet_name(replaced(origin, texts), self._taken)
        self._taken.add(name.lower())
        return name

    def _leaves(self, titled: _Titled, firsts: dict[str, str]) -> list[Leaf]:
        if not titled.names:
            hide_tab(self._book, titled.entry)
            return [Leaf(titled.origin, titled.origin, self._scope, Renaming(), dormant=True)]
        tables = [{}, *self._twins(titled)]
        if titled.names[0] != titled.origin:
            rename_tab(self._book, titled.entry, titled.names[0])
        leaves: list[Leaf] = []
        for index, name in enumerate(titled.names):
            sheets = {**firsts, titled.origin.lower(): name} if name != titled.origin else firsts
            back = {new.lower(): old for old, new in tables[index].items()}
            scope = self._scope if titled.copies is None else self._scope.inside(titled.copies[index])
            path = () if titled.copies is None else (index,)
            leaves.append(Leaf(name, titled.origin, scope, Renaming(sheets, tables[index]), back, path))
        return leaves

    def _twins(self, titled: _Titled) -> list[dict[str, str]]:
        """Add a sheet for each further copy; the new names of its tables are returned for each."""
        found: list[dict[str, str]] = []
        after = titled.entry
        for name in titled.names[1:]:
            check_copyable(self._book.package, self._book.sheet_part(titled.entry) or "", titled.origin)
            twin = make_twin(self._book, titled.entry, after, name)
            found.append(twin.tables)
            after = twin.entry
        return found

    def _rename(self, leaves: Sequence[Leaf], everywhere: Renaming) -> None:
        """Let every formula of the workbook call the sheets and tables by their new names."""
        renamings = {leaf.name: leaf.renaming for leaf in leaves if not leaf.dormant}
        for entry in self._book.entries:
            name = entry.get("name", "")
            sheet = self._book.sheet(name)
            renaming = renamings.get(name, everywhere)
            if sheet is not None:
                renaming.sheet(self._book, sheet)
            else:
                renaming.drawings(self._book, self._book.sheet_part(entry) or "")
        names = self._book.sheet_names
        for name in self._book.names:
            renaming = everywhere if name.sheet is None else renamings.get(names[name.sheet], everywhere)
            name.element.text = renaming.formula(name.text)
        for relation in self._book.package.related(self._book.part, "pivotCacheDefinition"):
            for source in every(self._book.package.tree(relation.target), "worksheetSource"):
                new = everywhere.sheets.get(source.get("sheet", "").lower())
                if new is not None:
                    source.set("sheet", new)
                    self._book.package.touch(relation.target)
