"""Figures inside texts: no text can hold a live formula, so it is told what the formula comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.values import Uncomputable
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.filling import Cell, Formula, Later, Scalar
from kpi_xl.workbook.references.rewriting import Rewriting
from kpi_xl.workbook.references.substituting import with_references


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that waits for figures, which can be told once every table has its rows.

    Attributes:
        answers: What was answered for each of its placeholders.
        leaf: The sheet that it stands on.
        copy_down: How far below the first copy its own copy of a repeated row stands; None outside of such.
        references: Where the cells are now that criteria name, in a workbook that was filled before.
        write: Writes the text with its placeholders answered.
    """

    answers: Mapping[str, Cell]
    leaf: Leaf
    copy_down: int | None
    references: Mapping[str, str]
    write: Callable[[Mapping[str, Cell]], object]

    def finish(self, calculator: Calculator, rewriting: Rewriting) -> None:
        """Write the text with its figures."""
        self.write({asked: self._figure(answer, calculator, rewriting) for asked, answer in self.answers.items()})

    def _figure(self, answer: Cell, calculator: Calculator, rewriting: Rewriting) -> Cell:
        if not isinstance(answer, Formula):
            return answer
        value: Scalar = None
        if isinstance(answer.value, Later):
            text = self.leaf.renaming.formula(with_references(answer.text, self.references))
            found = calculator.formula(rewriting.formula(text, self.leaf.name, self.copy_down), self.leaf.name, 1, 1)
            value = None if isinstance(found, Uncomputable) else found
        else:
            value = answer.value
        return value if answer.reads is None else answer.reads(value)


def waits(answers: Mapping[str, Cell]) -> bool:
    """Whether a text with these answers has figures in it."""
    return any(isinstance(answer, Formula) for answer in answers.values())
