"""Who answers a placeholder: the copy that it stands in first, then what that copy stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Final

from kpi_xl.workbook.filling import Cell, Column, Filling
from kpi_xl.workbook.placeholder import Placeholder


class Unanswered(Enum):
    """Said where no filling knows a placeholder; None is an answer, an empty cell."""

    NOBODY = "nobody answers"


NOBODY: Final = Unanswered.NOBODY


@dataclass(frozen=True, slots=True)
class Scope:
    """The fillings that reach a place of the workbook, the innermost first."""

    fillings: tuple[Filling, ...]

    def inside(self, copy: Filling) -> Scope:
        """The scope of one copy of a repeated row or sheet."""
        return Scope((copy, *self.fillings))

    def answer(self, placeholder: Placeholder) -> Cell | Unanswered:
        """What a placeholder is filled with."""
        ways = [placeholder.key, placeholder.text]
        if placeholder.each or not placeholder.criteria:
            ways.append(placeholder.name)
        for filling in self.fillings:
            for way in ways:
                if way in filling.cells:
                    return filling.cells[way]
        return NOBODY

    def copies(self, list_name: str) -> Sequence[Filling] | None:
        """The copies of a list; None where nobody knows it."""
        for filling in self.fillings:
            if list_name in filling.repeats:
                return filling.repeats[list_name]
        return None

    def table(self, name: str) -> Sequence[Column] | None:
        """The new rows of a table, by its name in any case; None where it is to stay as it is."""
        for filling in self.fillings:
            for known, columns in filling.tables.items():
                if known.lower() == name.lower():
                    return columns
        return None

    def suggestion(self, placeholder: Placeholder) -> str:
        """A "did you mean" for a placeholder that nobody answers, or nothing."""
        known = [name for filling in self.fillings for name in (*filling.cells, *filling.repeats) if "!" not in name]
        near = get_close_matches(placeholder.text, known, n=1) or get_close_matches(placeholder.name, known, n=1)
        return f"Did you mean “{near[0]}”?" if near else ""
