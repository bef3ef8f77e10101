"""The sheets that a fill works on, copies of repeated ones included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_xl.workbook.copying.renaming import Renaming
from kpi_xl.workbook.planning.scope import Scope


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of the book to be filled.

    Attributes:
        name: Its name now.
        origin: Its name in the template.
        scope: Who answers on it.
        renaming: What formulas written for the template must call sheets and tables here.
        tables: The template's names of its tables, by their names now in lower case, where they differ.
        path: Which copy it is, where its sheet repeats.
        dormant: Whether its list is empty: it waits, hidden and unfilled, for a fill that has something for it.
    """

    name: str
    origin: str
    scope: Scope
    renaming: Renaming
    tables: Mapping[str, str] = field(default_factory=dict[str, str])
    path: tuple[int, ...] = ()
    dormant: bool = False

    def asked_table(self, name: str) -> str:
        """The template's name of a table that stands on this sheet."""
        return self.tables.get(name.lower(), name)
