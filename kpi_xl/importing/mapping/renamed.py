"""A header that a platform has renamed: a file that a format would take but for one or two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.importing.columns import Column
from kpi_xl.importing.headers import HeaderNames, normalised, understood
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.layouts import SHIPPED_LAYOUTS, Block, blocks_by_layout
from kpi_xl.importing.mapping.known_names import KnownNames, known_names, likeness
from kpi_xl.importing.mapping.looks import UNPROVEN, share_like
from kpi_xl.importing.matching import Match, match
from kpi_xl.importing.recognition import names_of

if TYPE_CHECKING:
    from kpi_xl.importing.opening.grid import OpenedFile

_BY_NAME, _BY_CELLS = 0.75, 0.22  # what name and cells each prove; nothing is ever certain
_SUGGESTED = 0.6  # below it nothing is said
_SUGGESTED_WHERE_NOT_NEEDED = 0.88
_FITTING_CELLS = 0.8
_MOST_RENAMED = 2
_MOST_UNKNOWN = 0.25  # of the header: a format that leaves more of a file out is another one's
_LEFT = 2  # columns that must still be known by name
_LEFT_UNLIKE = 3  # … where the new name is nothing like the old one


@dataclass(frozen=True, slots=True)
class Renamed:
    """A column whose name is new, and what it seems to be."""

    header: str
    column: Column
    likeness: float  # 0 to 1

    def __str__(self) -> str:
        what = self.column.field.strip("_").replace("_", " ")
        return f"column “{self.header}” is new; it looks like {what} ({self.likeness:.0%})"


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a file has to be told so that a format takes it, or takes all of it."""

    importer: Importer
    export: Export
    part: Part
    columns: tuple[Renamed, ...]

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.columns))}: then it is {self.export.name}"


def renamings(
    opened: OpenedFile, importers: Sequence[Importer], extra_headers: Sequence[Path] = ()
) -> tuple[Renaming, ...]:
    """The formats that would take the file but for one or two names, the likeliest first."""
    spoken, blocks = known_names(importers), blocks_by_layout(opened, SHIPPED_LAYOUTS)
    found = [
        (renaming, trial.score)
        for importer in importers
        for export in importer.formats
        if export.layout in SHIPPED_LAYOUTS
        for renaming, trial in _near(blocks[export.layout], importer, export, names_of(importer, extra_headers), spoken)
    ]
    # The format that accounts for most of the file first, and that with the surest names.
    found.sort(key=lambda one: -one[1] * min(column.likeness for column in one[0].columns))
    return tuple(renaming for renaming, _ in found)


def new_names(found: Match, names: HeaderNames, spoken: KnownNames) -> tuple[Renamed, ...]:
    """Columns of a part that was found whose names are new: none of them is needed, so that they are left out."""
    lost = [
        column
        for column in found.part.all_columns()
        if column.field not in found.cells and not column.field.startswith("_") and not column.matching
    ]
    search = _Search(found.part, found.block, names, spoken)
    return tuple(one for one in search.assigned(lost) if one.likeness >= _SUGGESTED_WHERE_NOT_NEEDED)


def _near(
    blocks: Iterable[Block], importer: Importer, export: Export, names: HeaderNames, spoken: KnownNames
) -> Iterator[tuple[Renaming, Match]]:
    for block in blocks:
        for part in export.parts:
            lost = _lost(part, block, names) if part.table and not part.title else []
            renamed = _Search(part, block, names, spoken).meant(lost) if lost else ()
            if lost and len(renamed) == len(lost):
                trial = match(part, block, with_names(names, renamed))
                if trial.fits and len(trial.unknown) <= _MOST_UNKNOWN * len(block.header):
                    yield Renaming(importer, export, part, renamed), trial


def with_names(names: HeaderNames, renamed: Iterable[Renamed]) -> HeaderNames:
    """The names of an importer and the new ones."""
    new = {normalised(one.header): {one.column.header_key: frozenset({""})} for one in renamed}
    return HeaderNames({**names.meanings, **new})


def _lost(part: Part, block: Block, names: HeaderNames) -> list[Column]:
    """The required columns that the header does not name, if they are one or two and others are there."""
    header = understood(block.header_row, names)
    present = {key for keys in header.meanings.values() for key in keys}
    required = [column for column in part.all_columns() if column.field in part.requires and column.position is None]
    lost = [column for column in required if column.header_key not in present and not _is_found(column, block)]
    return lost if 0 < len(lost) <= _MOST_RENAMED and len(header.meanings) >= _LEFT else []


def _is_found(column: Column, block: Block) -> bool:
    own = {normalised(name) for name in column.names}
    return bool(column.matching) or any(normalised(cell) in own for cell in block.header)


@dataclass(frozen=True, slots=True)
class _Search:
    """One part held against one block, to find columns under new names."""

    part: Part
    block: Block
    names: HeaderNames
    spoken: KnownNames

    def meant(self, lost: Sequence[Column]) -> tuple[Renamed, ...]:
        """A new name for each lost column, as far as there is one.

        Where one column lacks its name and one name is new, that may be it, however unlike, if the cells fit.
        """
        free = self._free()
        enough = len(self.block.header) - len(free) >= _LEFT_UNLIKE
        if len(lost) == len(free) == 1 and enough and self._share(lost[0], free[0]) >= _FITTING_CELLS:
            sure = max(self._likeness(lost[0], free[0]), _SUGGESTED)
            return (Renamed(self.block.header[free[0]], lost[0], sure),)
        return tuple(self.assigned(lost))

    def assigned(self, lost: Sequence[Column]) -> Iterator[Renamed]:
        """The likeliest pairs of a new name and a column; each goes to one other only."""
        pairs = [(self._likeness(column, at), at, column) for column in lost for at in self._free()]
        taken: set[object] = set()
        for sure, at, column in sorted(pairs, key=lambda pair: -pair[0]):
            if sure >= _SUGGESTED and not taken & {at, column.field}:
                taken |= {at, column.field}
                yield Renamed(self.block.header[at], column, sure)

    def _free(self) -> list[int]:
        """The cells of the header that nobody has told."""
        meanings = understood(self.block.header_row, self.names).meanings
        return [at for at, cell in enumerate(self.block.header) if cell.strip() and at not in meanings]

    def _share(self, column: Column, at: int) -> float:
        cells = [row[at] for row in self.block.sample() if at < len(row)]
        return share_like(column.kind_in(self.part.table or ""), cells)

    def _likeness(self, column: Column, at: int) -> float:
        """How sure it is that this is the column; cells of another kind prove that it is not."""
        share, header = self._share(column, at), self.block.header[at]
        if share < _FITTING_CELLS and share != UNPROVEN:
            return 0.0
        own = [name for name, keys in self.names.meanings.items() if column.header_key in keys]
        alike = [likeness(header, name) for name in (*own, *column.names)]
        alike += [sure for (_, field), sure in self.spoken.alike(header).items() if field == column.field]
        return _BY_NAME * max(alike, default=0.0) + _BY_CELLS * share
