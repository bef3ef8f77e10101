"""A filled workbook turned back, in memory, into the template that it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kpi_xl.workbook.binding.memory import (
    NAMESPACE,
    PREFIX,
    BlockMemory,
    CaptionMemory,
    CellMemory,
    Memory,
    PageMemory,
    SheetMemory,
    read,
)
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml, read_cells
from kpi_xl.workbook.book.past import KnownBlock, KnownSpot, KnownTable, Title
from kpi_xl.workbook.book.values import text_xml
from kpi_xl.workbook.calc.values import Stop
from kpi_xl.workbook.copying.tabs import remove_tab, show_tab
from kpi_xl.workbook.planning.captions import Caption, every_caption
from kpi_xl.workbook.references.area import Area, parse_area
from kpi_xl.workbook.references.moves import Move
from kpi_xl.workbook.references.pieces import pieces_of
from kpi_xl.workbook.references.sheet_names import sheet_of
from kpi_xl.workbook.references.substituting import written_like

Target = tuple[str, Area]


def open_book(path: Path) -> Book:
    """Open a template, or a filled workbook as the template that it was made from."""
    book = Book(path)
    try:
        _restore(book)
    except BaseException:
        book.package.close()
        raise
    return book


def _restore(book: Book) -> None:
    item = _remembered_item(book)
    if item is None:
        return
    memory = read(book.package.tree(item))
    _Restoring(book, memory).run()
    _forget(book, item)


def _remembered_item(book: Book) -> str | None:
    """The part that remembers, found by its contents: LibreOffice keeps it but lets another part point to it."""
    for name in book.package.names:
        if name.startswith("customXml/") and NAMESPACE.encode() in book.package.data(name):
            return name
    return None


def _forget(book: Book, item: str) -> None:
    """Take away what the last fill left to remember by: this fill leaves its own."""
    package = book.package
    for owner in (book.part, ""):
        for relation in package.relations(owner).all("customXml"):
            if relation.target.endswith(item):
                package.unrelate(owner, relation.id)
    for relation in package.related(item, "customXmlProps"):
        package.remove(relation.target)
    package.remove(item)
    for name in list(book.names):
        if name.name.startswith(PREFIX):
            book.names.remove(name)
    book.touch()


class _Restoring:
    """Puts the template's texts back where they belong now."""

    def __init__(self, book: Book, memory: Memory) -> None:
        self._book = book
        self._memory = memory
        self._targets = {
            name.name: target
            for name in book.names
            if name.name.startswith(PREFIX) and (target := _target(name.text)) is not None
        }

    def run(self) -> None:
        for sheet in self._memory.sheets:
            self._title(sheet)
        for cell in self._memory.cells:
            self._cell(cell)
        for block in self._memory.blocks:
            self._block(block)
        for page in self._memory.pages:
            self._page(page)
        self._captions()
        self._tables()

    def _title(self, memory: SheetMemory) -> None:
        target = self._targets.get(memory.name)
        if target is None:
            return
        sheet = target[0]
        self._book.past.titles[sheet] = Title(memory.title, memory.key, memory.index)
        if memory.dormant:
            entry = next(each for each in self._book.entries if each.get("name") == sheet)
            show_tab(self._book, entry, memory.state)

    def _cell(self, memory: CellMemory) -> None:
        target = self._targets.get(memory.name)
        sheet = None if target is None else self._book.sheet(target[0])
        if target is None or sheet is None:
            return
        row, column = target[1].first_row, target[1].first_column
        style = sheet.style_at(row, column)
        references = {
            reference.written: written_like(reference.written, *found)
            for reference in memory.references
            if (found := self._targets.get(reference.name)) is not None
        }
        self._book.past.spots[sheet.part, row, column] = KnownSpot(memory.cell, references)
        rest = memory.rich or f"<is>{text_xml(memory.text, sheet.name)}</is>"
        style = self._book.styles.plain(style) if memory.restyled else style
        sheet.put(row, CellXml(column, style, "inlineStr", rest=rest))

    def _block(self, memory: BlockMemory) -> None:
        targets = [target for name in memory.copies if (target := self._targets.get(name)) is not None]
        if not targets:
            return
        name, first = targets[0]
        sheet = self._book.sheet(name)
        if sheet is None:
            return
        height = first.last_row - first.first_row + 1
        areas = [area for each, area in targets if each == name]
        copies = _in_a_row(areas)
        keys, notes = tuple(memory.keys[: len(copies)]), memory.notes
        known = KnownBlock(memory.list_name, first.first_row, height, len(copies), keys, notes)
        self._book.past.blocks.setdefault(sheet.part, []).append(known)
        rest = [area for area in areas if area not in copies]
        leftovers = [Move(area.first_row, area.last_row, area.first_row - 1) for area in rest]
        self._book.past.leftovers.setdefault(sheet.part, []).extend(leftovers)
        for cell in memory.emptied:
            self._refill(cell)

    def _page(self, memory: PageMemory) -> None:
        targets = [target for name in memory.pieces if (target := self._targets.get(name)) is not None]
        sheet = self._book.sheet(targets[0][0]) if len(targets) == len(memory.pieces) else None
        if sheet is not None:
            self._book.past.pages[sheet.part] = [area for _, area in targets]

    def _refill(self, memory: CellMemory) -> None:
        target = self._targets.get(memory.name)
        sheet = None if target is None else self._book.sheet(target[0])
        if target is not None and sheet is not None:
            row, column = target[1].first_row, target[1].first_column
            style = sheet.style_at(row, column)
            sheet.put(row, replace(read_cells(memory.text)[0], column=column, style=style))

    def _captions(self) -> None:
        found: dict[str, list[Caption]] = {}
        for memory in self._memory.captions:
            target = self._targets.get(memory.sheet)
            sheet = memory.sheet if target is None else target[0]
            if sheet not in found:
                found[sheet] = list(every_caption(self._book, sheet))
            caption = next((each for each in found[sheet] if _is_meant(each, memory)), None)
            if caption is not None:
                found[sheet].remove(caption)
                self._put_back(caption, memory.runs)

    def _put_back(self, caption: Caption, runs: Sequence[str]) -> None:
        if len(runs) != len(caption.nodes):
            runs = ["".join(runs), *[""] * (len(caption.nodes) - 1)]
        for node, run in zip(caption.nodes, runs, strict=True):
            if (node.text or "") != run:
                node.text = run
        caption.touch(self._book)

    def _tables(self) -> None:
        for memory in self._memory.tables:
            table = self._book.table(memory.name)
            if table is None:
                continue
            if memory.added:
                entry = next(each for each in self._book.entries if each.get("name") == table.sheet)
                remove_tab(self._book, entry)
            else:
                known = KnownTable(memory.asked, memory.whole_rows, memory.rows)
                self._book.past.tables[memory.name.lower()] = known


def _is_meant(caption: Caption, memory: CaptionMemory) -> bool:
    return caption.place == memory.place and caption.text == memory.filled


def _in_a_row(areas: Sequence[Area]) -> list[Area]:
    """The copies that stand right below one another from the first on, all of its height."""
    kept = [areas[0]]
    height = areas[0].last_row - areas[0].first_row
    for area in areas[1:]:
        if area.first_row != kept[-1].last_row + 1 or area.last_row - area.first_row != height:
            break
        kept.append(area)
    return kept


def _target(text: str) -> Target | None:
    """The sheet and cells that a hidden name points to; None once they are deleted."""
    try:
        pieces = [piece for piece in pieces_of(text) if piece.kind != "end"]
    except Stop:
        return None
    if len(pieces) != 2 or pieces[0].kind != "sheet":  # noqa: PLR2004 - a sheet and an area
        return None
    sheet, area = sheet_of(pieces[0].text), parse_area(pieces[1].text)
    return None if sheet is None or area is None else (sheet, area)
