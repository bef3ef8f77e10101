"""What a filled workbook remembers of its template, written as a custom XML part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from kpi_xl.workbook.book.text import shown, writable
from kpi_xl.workbook.package.xml import Element, every, serialised

NAMESPACE = "urn:kpi-xl:template:1"
PREFIX = "_kpi_"  # of the hidden names, which Excel moves along when a person inserts rows or renames sheets


@dataclass(frozen=True, slots=True)
class Reference:
    """A criterion's cell: the hidden name that follows it, and how it was written, `$` signs and all."""

    name: str
    written: str


@dataclass(frozen=True, slots=True)
class CellMemory:
    """A filled cell: its hidden name, its text in the template, its address there, its runs where it had several."""

    name: str
    text: str
    cell: str = ""
    rich: str = ""
    restyled: bool = False
    references: Sequence[Reference] = ()


@dataclass(frozen=True, slots=True)
class BlockMemory:
    """A repeated block.

    Its list; the hidden names of its copies' rows, and what they are known by; where it had none, its cells as XML; the
    template's own comments in it, by rows below the first and column.
    """

    list_name: str
    copies: Sequence[str]
    emptied: Sequence[CellMemory] = ()
    keys: Sequence[str] = ()
    notes: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetMemory:
    """A sheet: its hidden name, what it was called in the template, which copy it is, and whether it only waits."""

    name: str
    title: str
    key: str = ""
    index: int = 0
    state: str = ""
    dormant: bool = False


@dataclass(frozen=True, slots=True)
class CaptionMemory:
    """A text outside the cells: its sheet's hidden name (or plain name), its place, its text now and its runs then."""

    sheet: str
    place: str
    filled: str
    runs: Sequence[str]


@dataclass(frozen=True, slots=True)
class TableMemory:
    """A filled table: its name now, its name and rows in the template, and whether whole rows moved for it."""

    name: str
    asked: str
    whole_rows: bool
    rows: int
    added: bool = False


@dataclass(frozen=True, slots=True)
class PageMemory:
    """A print area whose columns reach down to different rows: the hidden names of its pieces."""

    pieces: Sequence[str]


@dataclass(slots=True)
class Memory:
    """All of it."""

    sheets: list[SheetMemory] = field(default_factory=list[SheetMemory])
    cells: list[CellMemory] = field(default_factory=list[CellMemory])
    blocks: list[BlockMemory] = field(default_factory=list[BlockMemory])
    captions: list[CaptionMemory] = field(default_factory=list[CaptionMemory])
    tables: list[TableMemory] = field(default_factory=list[TableMemory])
    pages: list[PageMemory] = field(default_factory=list[PageMemory])


def written(memory: Memory) -> bytes:
    """The part."""
    root = etree.Element(f"{{{NAMESPACE}}}template", nsmap={"kpi": NAMESPACE})
    for sheet in memory.sheets:
        dormant = str(int(sheet.dormant))
        _child(root, "sheet", sheet.title, name=sheet.name, key=writable(sheet.key), index=str(sheet.index),
               state=sheet.state, dormant=dormant)  # fmt: skip
    for cell in memory.cells:
        _cell(root, "cell", cell)
    for block in memory.blocks:
        _block(root, block)
    for caption in memory.captions:
        element = _child(root, "caption", "", sheet=caption.sheet, place=caption.place)
        _child(element, "filled", caption.filled)
        for run in caption.runs:
            _child(element, "run", run)
    for table in memory.tables:
        flags = {"whole": str(int(table.whole_rows)), "added": str(int(table.added))}
        _child(root, "table", "", name=table.name, asked=table.asked, rows=str(table.rows), **flags)
    for page in memory.pages:
        _child(root, "page", "", pieces=" ".join(page.pieces))
    return serialised(root)


def read(root: Element) -> Memory:
    """The part's contents."""
    return Memory(
        [_read_sheet(each) for each in every(root, "sheet")],
        [_read_cell(each) for each in every(root, "cell")],
        [_read_block(each) for each in every(root, "block")],
        [_read_caption(each) for each in every(root, "caption")],
        [
            TableMemory(
                each.get("name", ""),
                each.get("asked", ""),
                _flag(each, "whole"),
                int(each.get("rows", "1")),
                _flag(each, "added"),
            )
            for each in every(root, "table")
        ],
        [PageMemory(each.get("pieces", "").split()) for each in every(root, "page")],
    )


def _cell(parent: Element, tag: str, cell: CellMemory) -> None:
    element = _child(parent, tag, "", name=cell.name, cell=cell.cell, restyled=str(int(cell.restyled)))
    _child(element, "text", cell.text)
    if cell.rich:
        _child(element, "rich", cell.rich)
    for reference in cell.references:
        _child(element, "reference", reference.written, name=reference.name)


def _block(parent: Element, block: BlockMemory) -> None:
    element = _child(parent, "block", "", list=block.list_name, copies=" ".join(block.copies))
    for cell in block.emptied:
        _cell(element, "emptied", cell)
    for key in block.keys:
        _child(element, "key", key)
    for below, column in sorted(block.notes):
        _child(element, "note", "", below=str(below), column=str(column))


def _read_cell(element: Element) -> CellMemory:
    references = [Reference(each.get("name", ""), shown(each.text or "")) for each in every(element, "reference")]
    return CellMemory(
        element.get("name", ""), _text(element, "text"), element.get("cell", ""), _text(element, "rich"),
        _flag(element, "restyled"), references,
    )  # fmt: skip


def _read_block(element: Element) -> BlockMemory:
    emptied = [_read_cell(each) for each in every(element, "emptied")]
    keys = [shown(each.text or "") for each in every(element, "key")]
    notes = frozenset((int(each.get("below", "0")), int(each.get("column", "0"))) for each in every(element, "note"))
    return BlockMemory(element.get("list", ""), element.get("copies", "").split(), emptied, keys, notes)


def _read_sheet(element: Element) -> SheetMemory:
    return SheetMemory(
        element.get("name", ""), shown(element.text or ""), shown(element.get("key", "")),
        int(element.get("index", "0")), element.get("state", ""), _flag(element, "dormant"),
    )  # fmt: skip


def _read_caption(element: Element) -> CaptionMemory:
    runs = [shown(each.text or "") for each in every(element, "run")]
    return CaptionMemory(element.get("sheet", ""), element.get("place", ""), _text(element, "filled"), runs)


def _child(parent: Element, tag: str, text: str, /, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = writable(text)
    return element


def _text(element: Element, tag: str) -> str:
    child = element.find(f"{{{NAMESPACE}}}{tag}")
    return "" if child is None else shown(child.text or "")


def _flag(element: Element, name: str) -> bool:
    return element.get(name) == "1"
