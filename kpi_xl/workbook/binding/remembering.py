"""A filled workbook taught what it was filled from, so that it can be filled again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from kpi_xl.workbook.binding.memory import (
    PREFIX,
    BlockMemory,
    CaptionMemory,
    CellMemory,
    Memory,
    PageMemory,
    Reference,
    SheetMemory,
    TableMemory,
    written,
)
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.strings import inline_xml
from kpi_xl.workbook.calc.addresses import LAST_ROW
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.planning.captions import Caption
from kpi_xl.workbook.planning.plan import BlockPlan, SheetPlan
from kpi_xl.workbook.planning.spots import Spot
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.sheet_names import sheet_prefix
from kpi_xl.workbook.references.substituting import fixed
from kpi_xl.workbook.writing.answers import Answers
from kpi_xl.workbook.writing.notes import RepeatedNotes

_ITEM = "customXml/item1.xml"
_PROPERTIES = "customXml/itemProps1.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_XML = (
    b'<ds:datastoreItem ds:itemID="{7C1B5F0A-3D0E-4E53-9B0D-6B7078C6A1D2}" '
    b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    b'<ds:schemaRef ds:uri="urn:kpi-xl:template:1"/></ds:schemaRefs></ds:datastoreItem>'
)


@dataclass
class Remembering:
    """Collects what a filled book must remember, and writes it."""

    book: Book
    answers: Answers
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        self._references: dict[str, str] = {}
        self._sheets: dict[str, str] = {}
        self._numbers = count(1)

    def sheet(self, leaf: Leaf, state: str) -> None:
        """A sheet that was named or copied by the fill, or that waits for one."""
        if leaf.origin != leaf.name or leaf.path or leaf.dormant:
            key = leaf.scope.fillings[0].key if leaf.path else ""
            index = leaf.path[0] if leaf.path else 0
            name = self._sheet_name(leaf.name)
            self.memory.sheets.append(SheetMemory(name, leaf.origin, key, index, state, leaf.dormant))

    def grid(self, plan: SheetPlan, notes: RepeatedNotes) -> None:
        """The filled cells, blocks and tables of a sheet."""
        self.memory.cells += [self._cell(plan, spot) for spot in plan.spots]
        self.memory.blocks += [self._block(plan, block, notes) for block in plan.blocks]
        self.memory.tables += [
            TableMemory(
                each.table.name,
                plan.leaf.asked_table(each.table.name),
                each.move.whole_rows,
                each.move.template_rows or each.move.last - each.move.first + 1,
                each.added,
            )
            for each in plan.tables
        ]

    def page(self, sheet: str, pieces: Sequence[Area]) -> None:
        """A print area whose columns reach down to different rows."""
        self.memory.pages.append(PageMemory([self._name("p", sheet, piece.fixed_text) for piece in pieces]))

    def caption(self, caption: Caption, runs: Sequence[str]) -> None:
        """A text outside the cells, after it was filled; `runs` are what it was before."""
        sheet = self._sheet_name(caption.sheet) if self.book.sheet(caption.sheet) is not None else caption.sheet
        self.memory.captions.append(CaptionMemory(sheet, caption.place, caption.text, runs))

    def write(self) -> None:
        """Put it all into the package."""
        package = self.book.package
        item = package.free_name(_ITEM)
        properties = package.free_name(_PROPERTIES)
        package.set(item, written(self.memory))
        package.add(properties, _PROPERTIES_XML, _PROPERTIES_TYPE)
        package.relate(item, "customXmlProps", properties)
        package.relate(self.book.part, "customXml", item)
        self.book.touch()

    def _cell(self, plan: SheetPlan, spot: Spot) -> CellMemory:
        row = plan.moves.cell(spot.row, spot.column) or spot.row
        place = (plan.leaf.name, row, spot.column)
        name = self._name("c", plan.leaf.name, Area(row, spot.column, row, spot.column).fixed_text)
        references = [
            Reference(self._reference_name(plan.leaf.name, now), written_as)
            for written_as, now in self._criteria(plan, spot)
        ]
        rich = "" if spot.rich is None else inline_xml(spot.rich)
        asked = spot.placeholders[0].cell
        return CellMemory(name, spot.text, asked, rich, place in self.answers.restyled, references)

    def _criteria(self, plan: SheetPlan, spot: Spot) -> Iterator[tuple[str, str]]:
        """The cells that a spot's criteria name, as they were written and as they stand now."""
        seen: set[str] = set()
        for placeholder in spot.placeholders:
            for criterion in placeholder.criteria.values():
                if criterion.is_reference and criterion.text not in seen:
                    seen.add(criterion.text)
                    text = plan.leaf.renaming.formula(spot.references.get(criterion.text, criterion.text))
                    yield criterion.text, self.answers.rewriting.formula(text, plan.leaf.name, 0)

    def _block(self, plan: SheetPlan, block: BlockPlan, notes: RepeatedNotes) -> BlockMemory:
        start = plan.moves.cell(block.block.first, 1) or block.block.first
        height = block.block.height
        firsts = range(start, start + height * max(len(block.copies), 1), height)
        copies = [self._name("b", plan.leaf.name, f"${first}:${first + height - 1}") for first in firsts]
        emptied = [
            CellMemory(self._name("f", sheet, Area(row, column, row, column).fixed_text), self._own(cell).xml(row))
            for (sheet, row, column), cell in self.answers.emptied.items()
            if sheet == plan.leaf.name and start <= row < start + height
        ]
        keys = [copy.key for copy in block.copies]
        return BlockMemory(block.block.list_name, copies, emptied, keys, notes.known(block))

    def _own(self, cell: CellXml) -> CellXml:
        """The cell with its text in itself: another program may number the shared strings anew."""
        if cell.kind != "s" or not cell.value:
            return cell
        text = inline_xml(self.book.strings.items[int(cell.value)])
        return replace(cell, kind="inlineStr", value=None, rest=text)

    def _reference_name(self, sheet: str, written_as: str) -> str:
        """The hidden name that follows a criterion's cell; one for all that name the same cell."""
        text = fixed(written_as)
        text = text if "!" in text else sheet_prefix(sheet) + text
        if text not in self._references:
            self._references[text] = self._add("r", text)
        return self._references[text]

    def _sheet_name(self, sheet: str) -> str:
        if sheet not in self._sheets:
            self._sheets[sheet] = self._name("s", sheet, f"$1:${LAST_ROW}")
        return self._sheets[sheet]

    def _name(self, kind: str, sheet: str, area: str) -> str:
        return self._add(kind, sheet_prefix(sheet) + area)

    def _add(self, kind: str, text: str) -> str:
        name = f"{PREFIX}{kind}{next(self._numbers)}"
        self.book.names.add(name, text, hidden=True)
        return name
