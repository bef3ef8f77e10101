"""What the cells that placeholders name as criteria will hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_xl.workbook.binding.restoring import open_book
from kpi_xl.workbook.book.contents import Contents
from kpi_xl.workbook.book.outside import OutsideBooks
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.values import Uncomputable
from kpi_xl.workbook.filling import Filling, Scalar
from kpi_xl.workbook.placeholder import Criterion, Placeholder
from kpi_xl.workbook.planning.plan import SheetPlan
from kpi_xl.workbook.planning.spots import Spot
from kpi_xl.workbook.template import Template
from kpi_xl.workbook.writing.filled import FilledBook


@dataclass(frozen=True, slots=True)
class Asked:
    """One placeholder in one of its copies, with its criteria looked up.

    Attributes:
        placeholder: What is asked for.
        path: Which copy it stands in, the copy of the sheet first and that of the row last; empty outside of copies.
        values: What each criterion comes to: its own text, or what its cell will hold. A day is Excel's number for it;
            None is an empty cell, or one that only Excel could compute.
    """

    placeholder: Placeholder
    path: tuple[int, ...]
    values: Mapping[str, Scalar]


def criteria(template: Template, filling: Filling) -> tuple[Asked, ...]:
    """Look up the criteria of every placeholder that has some, as they will stand after a fill.

    Answer in `filling` what they depend on: texts, days and lists. A placeholder that it does not answer counts as an
    empty cell, so that whoever works out figures can ask for their criteria first.
    """
    with open_book(template.path) as book:
        filled = FilledBook(book, filling, strict=False)
        filled.fill()
        calculator = Calculator(Contents(book, filled.answers.known), OutsideBooks(book))
        return tuple(asked for plan in filled.plans for asked in _asked_on(plan, filled, calculator))


def _asked_on(plan: SheetPlan, filled: FilledBook, calculator: Calculator) -> Iterator[Asked]:
    for spot in plan.spots:
        block = plan.block_at(spot.row)
        height = 0 if block is None else block.block.height
        for copy in [None] if block is None else range(len(block.copies)):
            path = plan.leaf.path if copy is None else (*plan.leaf.path, copy)
            lookup = _Lookup(filled, calculator, plan, spot, None if copy is None else copy * height)
            for placeholder in spot.placeholders:
                if placeholder.criteria:
                    values = {key: lookup.value(each) for key, each in placeholder.criteria.items()}
                    yield Asked(placeholder, path, values)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Reads the criteria of one copy."""

    filled: FilledBook
    calculator: Calculator
    plan: SheetPlan
    spot: Spot
    copy_down: int | None

    def value(self, criterion: Criterion) -> Scalar:
        if not criterion.is_reference:
            return criterion.text
        sheet = self.plan.leaf.name
        text = self.spot.references.get(criterion.text, criterion.text)
        text = self.plan.leaf.renaming.formula(text)
        text = self.filled.answers.rewriting.formula(text, sheet, self.copy_down)
        found = self.calculator.formula(text, sheet, 1, 1)
        return None if isinstance(found, Uncomputable) else found
