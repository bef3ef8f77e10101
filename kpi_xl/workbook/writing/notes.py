"""Comments in rows that repeat: those of the template once a copy, a person's where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.text import writable
from kpi_xl.workbook.filling import Cell
from kpi_xl.workbook.following.note_copies import NOTES, NoteCopy, copy_note, copy_shapes
from kpi_xl.workbook.package.xml import Element, every
from kpi_xl.workbook.placeholder import Placeholder, found_in
from kpi_xl.workbook.planning.captions import note_nodes
from kpi_xl.workbook.planning.plan import BlockPlan, SheetPlan
from kpi_xl.workbook.planning.survey import SheetSurvey
from kpi_xl.workbook.references.area import parse_area
from kpi_xl.workbook.writing.answers import Answers, as_text
from kpi_xl.workbook.writing.embedded import Unfinished, waits
from kpi_xl.workbook.writing.runs import answered_runs


@dataclass(frozen=True, slots=True)
class _Model:
    """A comment of the template in a row that repeats, and what it says in each copy."""

    part: str
    note: Element
    block: BlockPlan
    offset: int
    column: int
    runs: list[str]
    given: list[Mapping[str, Cell]]

    @property
    def texts(self) -> list[list[str]]:
        """Its runs of text in each copy."""
        return [_said(self.runs, given) for given in self.given]


@dataclass
class RepeatedNotes:
    """The comments of one sheet that stand in blocks."""

    book: Book
    plan: SheetPlan
    surveyed: SheetSurvey
    answers: Answers
    models: list[_Model] = field(default_factory=list[_Model])

    def answer(self) -> None:
        """Work out what every copy says, and let the first one say it."""
        asked = {each.text: each for each in self.surveyed.elsewhere if each.place == "comment"}
        for part, note in self._notes():
            row, column = _place(note)
            block = self.plan.block_at(row)
            if block is not None and self._is_model(block, row, column):
                runs = [node.text or "" for node in note_nodes(note)]
                given = self._given("".join(runs), block, asked)
                self.models.append(_Model(part, note, block, row - block.block.first, column, runs, given))
                if _say(note, runs, given[0]):
                    self.book.package.touch(part)

    def row(self, row: int, column: int) -> int | None:
        """The new row of a comment; None where it is a copy that an earlier fill made, which is made anew."""
        block = self.plan.block_at(row)
        if block is None:
            return self.plan.moves.cell(row, column)
        index, offset = divmod(row - block.block.first, block.block.height)
        start = self._start(block)
        if index == 0 and self._is_model(block, row, column):
            return start + offset
        if block.block.notes is not None and (offset, column) in block.block.notes:
            return None
        return start + self._index(block, index) * block.block.height + offset

    def repeat(self) -> None:
        """Put the copies in their places, after all else has moved to its own."""
        for model in self.models:
            start, height = self._start(model.block), model.block.block.height
            every_copy = [
                NoteCopy(start + model.offset + index * height, model.column, index * height, texts)
                for index, texts in enumerate(model.texts)
            ]
            copies = every_copy[1:]
            twins = copy_note(model.note, copies)
            for index, (note, given) in enumerate(zip([model.note, *twins], model.given, strict=True)):
                if waits(given):
                    write = partial(_say, note, model.runs)
                    self.answers.unfinished.append(Unfinished(given, self.plan.leaf, index * height, {}, write))
            if copies:
                self.book.package.touch(model.part)
                if model.note.get("authorId") is not None:
                    place = (start + model.offset, model.column)
                    copy_shapes(self.book.package, self.plan.sheet.part, place, copies)

    def known(self, block: BlockPlan) -> frozenset[tuple[int, int]]:
        """The template's own comments in a block: how far below its first row, and the column."""
        return frozenset((model.offset, model.column) for model in self.models if model.block is block)

    def _notes(self) -> Iterator[tuple[str, Element]]:
        for relation in self.book.package.related(self.plan.sheet.part, *NOTES):
            for note in every(self.book.package.tree(relation.target), "comment", "threadedComment"):
                if parse_area(note.get("ref", "")) is not None:
                    yield relation.target, note

    def _is_model(self, block: BlockPlan, row: int, column: int) -> bool:
        offset = row - block.block.first
        known = block.block.notes
        return offset < block.block.height and (known is None or (offset, column) in known)

    def _given(self, text: str, block: BlockPlan, asked: Mapping[str, Placeholder]) -> list[Mapping[str, Cell]]:
        """What each copy answers to the placeholders of a comment."""
        inside = [asked[each] for each in found_in(text) if each in asked]
        scopes = [self.plan.scope.inside(copy) for copy in block.copies]
        answered = [{each.text: self.answers.answer(each, scope) for each in inside} for scope in scopes]
        return [*answered] or [{each.text: None for each in inside}]

    def _start(self, block: BlockPlan) -> int:
        return self.plan.moves.cell(block.block.first, 1) or block.block.first

    def _index(self, block: BlockPlan, index: int) -> int:
        """Which copy a person's comment belongs to now: that of the same key, else the one in the same place."""
        keys = [copy.key for copy in block.copies]
        key = block.block.keys[index] if index < len(block.block.keys) else ""
        return keys.index(key) if key and key in keys else min(index, max(len(keys) - 1, 0))


def _said(runs: Sequence[str], given: Mapping[str, Cell]) -> list[str]:
    return answered_runs(runs, {asked: writable(as_text(answer)) for asked, answer in given.items()})


def _say(note: Element, runs: Sequence[str], given: Mapping[str, Cell]) -> bool:
    """Let a comment say what it was answered; whether that changed it."""
    nodes = note_nodes(note)
    before = [node.text or "" for node in nodes]
    for node, text in zip(nodes, _said(runs, given), strict=True):
        node.text = text
    return [node.text for node in nodes] != before


def _place(note: Element) -> tuple[int, int]:
    area = parse_area(note.get("ref", ""))
    assert area is not None  # noqa: S101 - only those with a place are looked at
    return area.first_row, area.first_column
