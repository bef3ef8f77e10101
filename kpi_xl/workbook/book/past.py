"""What is known of a workbook that was filled before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.moves import Move


@dataclass(frozen=True, slots=True)
class Title:
    """What a sheet was called in the template, and which copy it is: by its key and by its place."""

    text: str
    key: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class KnownSpot:
    """A filled cell: its address in the template, and where its criteria's cells are now, by how they read there."""

    cell: str
    references: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A repeated block with the copies that it has now, rows from `first` on, and which comments are its own."""

    list_name: str
    first: int
    height: int
    copies: int
    keys: tuple[str, ...] = ()
    notes: frozenset[tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A filled table: its name and its number of rows in the template, and whether whole rows moved for it."""

    asked: str
    whole_rows: bool
    rows: int


@dataclass
class Past:
    """Nothing of a template; of a filled workbook what its last fill left there.

    Titles are found by the sheet's name, tables by theirs in lower case, all else by the sheet's part. `leftovers` are
    rows of copies that a person's own rows cut off from the others: the next fill removes them. `pages` are print areas
    whose columns reach down to different rows, as pieces.
    """

    titles: dict[str, Title] = field(default_factory=dict[str, Title])
    spots: dict[tuple[str, int, int], KnownSpot] = field(default_factory=dict[tuple[str, int, int], KnownSpot])
    blocks: dict[str, list[KnownBlock]] = field(default_factory=dict[str, list[KnownBlock]])
    leftovers: dict[str, list[Move]] = field(default_factory=dict[str, list[Move]])
    tables: dict[str, KnownTable] = field(default_factory=dict[str, KnownTable])
    pages: dict[str, Sequence[Area]] = field(default_factory=dict[str, "Sequence[Area]"])

    def title(self, sheet: str) -> Title:
        """What a sheet was called in the template."""
        return self.titles.get(sheet) or Title(sheet)

    def asked_table(self, name: str) -> str:
        """What a table was called in the template."""
        known = self.tables.get(name.lower())
        return name if known is None else known.asked

    def copy(self, part: str, twin: str) -> None:
        """Know of a copied sheet what is known of its model."""
        for (sheet, row, column), spot in list(self.spots.items()):
            if sheet == part:
                self.spots[twin, row, column] = spot
        if part in self.blocks:
            self.blocks[twin] = list(self.blocks[part])
        if part in self.leftovers:
            self.leftovers[twin] = list(self.leftovers[part])
        if part in self.pages:
            self.pages[twin] = self.pages[part]
