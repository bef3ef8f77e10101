"""A sample read as a user's file would be, and what came of it in a form that two readings can be compared by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from kpi_xl.errors import ExportRefusedError, FileProblemError
from kpi_xl.importing.importer import Importer
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification
from kpi_xl.importing.staged import StagedImport
from kpi_xl.importing.staging import stage
from kpi_xl.testing.sample import Sample

_KEY = b"0" * 32  # people get the same pseudonyms in every reading


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sample gave: its rows by table, in no order and without their line numbers; or why it was refused."""

    staged: StagedImport | None
    rows: Mapping[str, Sequence[str]]
    refused: str = ""

    @property
    def totals(self) -> dict[str, float]:
        """Every sum of the file, by table.field."""
        tables = self.staged.tables if self.staged else ()
        return {f"{table.name}.{field}": total for table in tables for field, total in table.totals.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {table.name: table.rows for table in self.staged.tables} if self.staged else {}


def read(sample: Sample, importers: Sequence[Importer]) -> Reading:
    """Read a sample. A refusal in words is an answer; any other error is the importer's and is raised."""
    with TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / sample.name
        file.write_bytes(sample.bytes)
        try:
            (opened,) = open_file(file)
            staged = stage(opened, importers, sample.answers, Path(folder) / "staged", pseudonym_key=_KEY)
        except (ExportRefusedError, FileProblemError) as error:
            return Reading(None, {}, str(error))
        return Reading(staged, {table.name: _rows(table.parquet) for table in staged.tables if table.rows})


def takers(sample: Sample, importers: Sequence[Importer]) -> set[tuple[str, str]]:
    """The importers that take a sample, each with the format that it takes it for."""
    with TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / sample.name
        file.write_bytes(sample.bytes)
        try:
            opened = open_file(file)
        except FileProblemError:
            return set()
        verdicts = (verdict for one in opened for verdict in explain_identification(one, importers))
        return {(verdict.importer.name, verdict.export.name) for verdict in verdicts if verdict.takes}


def _rows(parquet: Path) -> Sequence[str]:
    rows: list[dict[str, Any]] = pq.read_table(parquet).to_pylist()
    return sorted(repr({key: value for key, value in row.items() if key != "_row"}) for row in rows)
