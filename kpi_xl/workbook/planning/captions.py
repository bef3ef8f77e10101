"""Texts outside the cells: headers and footers, text boxes, charts' titles, comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.package.xml import Element, every, first, local_name
from kpi_xl.workbook.placeholder import Place, Placeholder
from kpi_xl.workbook.planning.spots import placeholders_in
from kpi_xl.workbook.references.area import parse_area

_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


@dataclass(frozen=True, slots=True)
class Caption:
    """A text of a sheet that no cell holds: the elements with its runs, and the part they are written in."""

    sheet: str
    place: Place
    part: str
    nodes: tuple[Element, ...]
    row: int = 0  # of a comment's cell

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(node.text or "" for node in self.nodes)

    def touch(self, book: Book) -> None:
        """Have it written back after its nodes were changed."""
        sheet = book.sheet(self.sheet)
        if sheet is not None and self.part == sheet.part:
            sheet.changed = True
        else:
            book.package.touch(self.part)

    def placeholders(self, names: frozenset[str]) -> tuple[Placeholder, ...]:
        """What it asks for."""
        return placeholders_in(self.text, self.sheet, self.place, names)


def captions(book: Book, sheet: str) -> list[Caption]:
    """The texts of a sheet that hold placeholders."""
    return [caption for caption in every_caption(book, sheet) if "{{" in caption.text]


def every_caption(book: Book, name: str) -> Iterator[Caption]:
    """All texts of a sheet outside its cells."""
    part = next((book.sheet_part(each) for each in book.entries if each.get("name") == name), None)
    sheet = book.sheet(name)
    if part is None:
        return
    if sheet is not None:
        for element in every(sheet.frame, *_HEADERS):
            yield Caption(name, "header or footer", part, (element,))
    package = book.package
    for relation in package.related(part, "comments", "threadedComment"):
        for comment in every(package.tree(relation.target), "comment", "threadedComment"):
            area = parse_area(comment.get("ref", ""))
            row = 0 if area is None else area.first_row
            yield Caption(name, "comment", relation.target, tuple(note_nodes(comment)), row)
    for drawing in package.related(part, "drawing"):
        yield from _paragraphs(book, name, "text box", drawing.target)
        for chart in package.related(drawing.target, "chart", "chartEx", "diagramData"):
            yield from _paragraphs(book, name, "chart", chart.target)
            yield from _series_names(book, name, chart.target)


def note_nodes(note: Element) -> list[Element]:
    """The elements that hold the text of a comment, in the old format or of a thread."""
    return every(note, "t") or [element for element in note if local_name(element) == "text"]


def _series_names(book: Book, sheet: str, part: str) -> Iterator[Caption]:
    """Names of a chart's series that are typed and not read from a cell."""
    for holder in every(book.package.tree(part), "tx"):
        text = first(holder, "v")
        if text is not None:
            yield Caption(sheet, "chart", part, (text,))


def _paragraphs(book: Book, sheet: str, place: Place, part: str) -> Iterator[Caption]:
    for paragraph in every(book.package.tree(part), "p"):
        nodes = tuple(every(paragraph, "t"))
        if nodes:
            yield Caption(sheet, place, part, nodes)
