"""Placeholders answered: what goes into their cells."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.cell import CellXml
from kpi_xl.workbook.book.strings import inline_xml, text_nodes
from kpi_xl.workbook.book.text import writable
from kpi_xl.workbook.book.values import formula_cell, value_cell
from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.filling import Cell, Formula, Later, Scalar
from kpi_xl.workbook.placeholder import Placeholder, replaced
from kpi_xl.workbook.planning.scope import NOBODY, Scope
from kpi_xl.workbook.planning.spots import Spot
from kpi_xl.workbook.references.area import cell_name
from kpi_xl.workbook.references.new_functions import prefixed
from kpi_xl.workbook.references.rewriting import Rewriting
from kpi_xl.workbook.references.substituting import with_references
from kpi_xl.workbook.writing.embedded import Unfinished, waits
from kpi_xl.workbook.writing.runs import answered_runs

Place = tuple[str, int, int]
_MOST_LISTED = 10
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a filled cell ends up: the sheet and row, who answers there, and in which copy of a repeated row."""

    leaf: Leaf
    row: int
    scope: Scope
    copy_down: int | None = None

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.leaf.name


@dataclass(slots=True)
class Answers:
    """Answers placeholders from the fillings and remembers what nobody answered.

    Attributes:
        known: The formula cells (sheet, row, column) whose value was given, so that nothing need compute them.
        written: All filled cells.
        restyled: The filled cells whose value needed another format than the template's.
        emptied: The formulas and constants of blocks without copies, which were left out.
        unfinished: Texts with figures in them.
        strict: Whether a placeholder that nobody answers is an error; else its cell is left empty.
    """

    book: Book
    rewriting: Rewriting = field(default_factory=lambda: Rewriting({}))
    strict: bool = True
    known: set[Place] = field(default_factory=set[Place])
    written: set[Place] = field(default_factory=set[Place])
    restyled: set[Place] = field(default_factory=set[Place])
    emptied: dict[Place, CellXml] = field(default_factory=dict[Place, CellXml])
    missing: list[str] = field(default_factory=list[str])
    unfinished: list[Unfinished] = field(default_factory=list[Unfinished])

    def cell(self, spot: Spot, cell: CellXml, landing: Landing) -> CellXml:
        """The filled cell of a spot."""
        filled = self._filled(spot, cell, landing)
        self.written.add((landing.sheet, landing.row, cell.column))
        if filled.style != cell.style:
            self.restyled.add((landing.sheet, landing.row, cell.column))
        return filled

    def _filled(self, spot: Spot, cell: CellXml, landing: Landing) -> CellXml:
        where = f"cell {cell_name(landing.row, spot.column)} of {landing.sheet}"
        if len(spot.placeholders) == 1 and spot.placeholders[0].whole:
            answer = self.answer(spot.placeholders[0], landing.scope)
            if isinstance(answer, Formula):
                text = with_references(answer.text, spot.references)
                return self._formula(Formula(text, answer.value), cell, landing, where)
            return self._value(cell, answer, where)
        given = {each.text: self.answer(each, landing.scope) for each in spot.placeholders}
        if waits(given):

            def write(finished: Mapping[str, Cell]) -> None:
                sheet = self.book.sheet(landing.sheet)
                if sheet is not None:
                    sheet.put(landing.row, self._text(spot, cell, finished, where))

            self.unfinished.append(Unfinished(given, landing.leaf, landing.copy_down, spot.references, write))
        return self._text(spot, cell, given, where)

    def _text(self, spot: Spot, cell: CellXml, given: Mapping[str, Cell], where: str) -> CellXml:
        """A cell with text around its placeholders, the formats of its parts kept."""
        texts = {asked: as_text(answer) for asked, answer in given.items()}
        if spot.rich is None:
            return self._value(cell, replaced(spot.text, texts), where)
        item = deepcopy(spot.rich)
        nodes = text_nodes(item)
        texts = {asked: writable(limits.checked_text(text, where)) for asked, text in texts.items()}
        for node, text in zip(nodes, answered_runs([node.text or "" for node in nodes], texts), strict=True):
            node.text = text
            node.set(_SPACE, "preserve")
        return CellXml(cell.column, cell.style, "inlineStr", rest=inline_xml(item))

    def answer(self, placeholder: Placeholder, scope: Scope) -> Cell:
        """What a placeholder is filled with."""
        answer = scope.answer(placeholder)
        if answer is not NOBODY:
            return answer
        if self.strict:
            place = f"{placeholder.sheet}!{placeholder.cell}" if placeholder.cell else placeholder.sheet
            self.missing.append(f"{place} “{placeholder.text}” {scope.suggestion(placeholder)}".strip())
        return None

    def check(self) -> None:
        """Complain about everything that nobody answered."""
        if self.missing:
            unique = list(dict.fromkeys(self.missing))
            more = f" and {len(unique) - _MOST_LISTED} more" if len(unique) > _MOST_LISTED else ""
            raise TemplateError(
                f"Nobody knows what to write for {'; '.join(unique[:_MOST_LISTED])}{more}.",
                "Correct the placeholders in the template.",
            )

    def _formula(self, formula: Formula, cell: CellXml, landing: Landing, where: str) -> CellXml:
        text = landing.leaf.renaming.formula(prefixed(formula.text))
        text = self.rewriting.formula(text, landing.sheet, landing.copy_down)
        value = None if formula.value is Later.COMPUTE else formula.value
        if formula.value is not Later.COMPUTE:
            self.known.add((landing.sheet, landing.row, cell.column))
        return formula_cell(cell, text, value, where, date1904=self.book.date1904)

    def _value(self, cell: CellXml, value: Scalar, where: str) -> CellXml:
        return value_cell(cell, value, self.book.styles, where, date1904=self.book.date1904)


def as_text(answer: Cell) -> str:
    """An answer inside a text. Whoever fills gives text where a number needs a format."""
    value = answer.value if isinstance(answer, Formula) else answer
    if value is None or isinstance(value, Later):
        return ""
    if isinstance(value, ErrorValue):
        return value.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value)
