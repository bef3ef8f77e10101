"""Teaching a project a file: what it seems to hold, and what is kept once the user has said so."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.importing.headers import header_names
from kpi_xl.importing.mapping.guessing import Guess, guesses
from kpi_xl.importing.mapping.known_names import known_names
from kpi_xl.importing.mapping.mapping import ColumnMapping
from kpi_xl.importing.mapping.renamed import Renamed, Renaming, new_names, renamings
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import Verdict, explain_identification, names_of
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage
from kpi_xl.project.mappings import Mappings

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer
    from kpi_xl.importing.opening.grid import OpenedFile


_ITSELF = "."  # a path as seen from itself


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it looks before anything is taught about it."""

    opened: OpenedFile
    taken: Verdict | None  # the format that takes it already
    new_names: tuple[Renamed, ...]  # its columns that seem to be known ones under new names
    renaming: Renaming | None  # the format that would take it but for one or two names
    guesses: tuple[Guess, ...]  # what it seems to hold, one guess a table, the likeliest first

    def guess(self, table: str | None) -> Guess:
        """The likeliest guess, or that for a table.

        Raises:
            UsageError: there is no such table, or the file holds none.
        """
        found = next((guess for guess in self.guesses if table in {None, guess.table}), None)
        if found is None and table and self.guesses:
            known = ", ".join(guess.table for guess in self.guesses)
            raise UsageError(f"There is no table “{table}”.", f"These there are: {known}.")
        if found is None:
            raise UsageError(f"{self.opened.name} holds no table.", "Give a file with a header and rows below it.")
        return found


@dataclass(frozen=True, slots=True)
class Learning:
    """What a project knows about files, and may be taught."""

    mappings: Mappings
    importers: Sequence[Importer]
    timezone: str

    def see(self, path: Path) -> Seen:
        """Look at a file, or at one in an archive (archive.zip/file.csv); of an archive, at the one nobody takes.

        Raises:
            UsageError: an archive holds several such files, or none of that name.
            FileProblemError: it cannot be read.
        """
        archive = next((one for one in (path, *path.parents) if one.is_file()), path)
        (opened,) = self._meant(open_file(archive), archive, path.relative_to(archive).as_posix())
        if opened.problem:
            raise opened.problem
        return self._seen(opened)

    def _meant(self, opened: Sequence[OpenedFile], archive: Path, inside: str) -> Sequence[OpenedFile]:
        """The one file of an archive that is to be taught."""
        meant = [one for one in opened if inside in {_ITSELF, one.name.removeprefix(f"{archive.name}/")}]
        if len(meant) > 1:
            meant = [one for one in meant if one.problem is None and self._taken(one) is None] or meant
        if len(meant) != 1:
            files = ", ".join(one.name for one in meant or opened)
            which = "several files to choose from" if meant else f"no {inside}"
            raise UsageError(f"{archive.name} holds {which}.", f'Say which one: kpi-xl map "{archive}/NAME" ({files}).')
        return meant

    def _taken(self, opened: OpenedFile) -> Verdict | None:
        verdicts = explain_identification(opened, self.importers, self.mappings.header_files())
        return next((one for one in verdicts if one.takes), None)

    def accept(self, seen: Seen, importer: Importer, columns: Sequence[Renamed]) -> tuple[Path, StagedImport]:
        """Keep new names of columns, if the file can be read with them; where they are kept, and what it holds.

        Raises:
            KpiXlError: the file cannot be read with them; nothing is kept.
        """
        with tempfile.TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as folder:
            trial = Mappings(Path(folder))
            names = {one.header: one.column.header_key for one in columns}
            extra = trial.add_names(importer.name, names)
            staged = self._stage(seen, self.importers, (*self.mappings.header_files(), extra))
        path = self.mappings.add_names(importer.name, names)
        header_names.cache_clear()
        return path, staged

    def keep(self, seen: Seen, mapping: ColumnMapping) -> tuple[Path, StagedImport]:
        """Keep a mapping, if the file can be read by it; where it is kept, and what the file holds.

        Raises:
            KpiXlError: the file cannot be read by it; nothing is kept.
        """
        staged = self._stage(seen, [mapping.checked().importer()], ())
        return self.mappings.save(mapping), staged

    def _seen(self, opened: OpenedFile) -> Seen:
        extra, spoken = self.mappings.header_files(), known_names(self.importers)
        if taken := self._taken(opened):
            names = names_of(taken.importer, extra)
            new = tuple(one for found in taken.matches for one in new_names(found, names, spoken))
            return Seen(opened, taken, new, None, ())
        near = renamings(opened, self.importers, extra)
        return Seen(opened, None, (), near[0] if near else None, guesses(opened, spoken))

    def _stage(self, seen: Seen, importers: Sequence[Importer], extra: Sequence[Path]) -> StagedImport:
        with tempfile.TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as folder:
            place = Path(folder) / "staged"
            staged = stage(
                seen.opened, importers, Answers(), place, project_timezone=self.timezone, extra_headers=extra
            )
            return replace(staged, tables=tuple(replace(table, parquet=Path()) for table in staged.tables))
