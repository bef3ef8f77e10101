"""Sheets and tables under new names, in every formula that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import FormulaXml
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.package.xml import Element, every
from kpi_xl.workbook.references.substituting import renamed

_FORMULAS = ("f", "formula", "formula1", "formula2", "sqref", "calculatedColumnFormula", "totalsRowFormula")
_IN_ATTRIBUTES = (("hyperlink", "location"), ("sp", "textlink"), ("cfvo", "val"))


@dataclass(frozen=True, slots=True)
class Renaming:
    """New names of sheets and tables, by the old ones in lower case; an empty name is that of a sheet that went."""

    sheets: Mapping[str, str] = field(default_factory=dict[str, str])
    tables: Mapping[str, str] = field(default_factory=dict[str, str])

    def formula(self, text: str) -> str:
        """A formula with the new names."""
        return renamed(text, self.sheets, self.tables) if self.sheets or self.tables else text

    def element(self, root: Element) -> bool:
        """Rewrite every formula below an element; whether any changed."""
        changed = False
        for element in every(root, *_FORMULAS):
            new = self.formula(element.text or "")
            if new != (element.text or ""):
                element.text = new
                changed = True
        for tag, attribute in _IN_ATTRIBUTES:
            for element in every(root, tag):
                old = element.get(attribute, "")
                new = self.formula(old)
                if new != old:
                    element.set(attribute, new)
                    changed = True
        return changed

    def sheet(self, book: Book, sheet: Sheet) -> None:
        """Rewrite a sheet: its cells, its frame, its drawings, charts and tables."""
        if sheet.has_formulas:
            for row in sheet.rows.values():
                for cell in row.cells.values():
                    if cell.formula is not None and (new := self.formula(cell.formula.text)) != cell.formula.text:
                        cell.formula = FormulaXml(new, cell.formula.attributes)
                        sheet.touch(row.number)
        if self.element(sheet.frame):
            sheet.changed = True
        self.drawings(book, sheet.part)
        for relation in book.package.related(sheet.part, "table"):
            self._part(book, relation.target)

    def drawings(self, book: Book, part: str) -> None:
        """Rewrite the drawings and charts of a sheet or chart sheet."""
        for drawing in book.package.related(part, "drawing"):
            self._part(book, drawing.target)
            for chart in book.package.related(drawing.target, "chart", "chartEx"):
                self._part(book, chart.target)

    def _part(self, book: Book, part: str) -> None:
        if self.element(book.package.tree(part)):
            book.package.touch(part)


def rename_in_book(book: Book, everywhere: Renaming, on_sheets: Mapping[str, Renaming]) -> None:
    """Let every formula of a workbook call sheets and tables by their new names, on each sheet by its own."""
    for entry in book.entries:
        name = entry.get("name", "")
        renaming = on_sheets.get(name, everywhere)
        sheet = book.sheet(name)
        if sheet is not None:
            renaming.sheet(book, sheet)
        else:
            renaming.drawings(book, book.sheet_part(entry) or "")
    names = book.sheet_names
    for name in book.names:
        renaming = everywhere if name.sheet is None else on_sheets.get(names[name.sheet], everywhere)
        name.element.text = renaming.formula(name.text)
    for relation in book.package.related(book.part, "pivotCacheDefinition"):
        for source in every(book.package.tree(relation.target), "worksheetSource"):
            new = everywhere.sheets.get(source.get("sheet", "").lower())
            if new:
                source.set("sheet", new)
                book.package.touch(relation.target)
