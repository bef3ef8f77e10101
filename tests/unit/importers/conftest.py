"""Exports written on the spot and read by every bundled importer, as a user's would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from kpi_xl.host import Host
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.staged import Answers, StagedImport, StagedTable
from kpi_xl.importing.staging import stage


@dataclass(frozen=True, slots=True)
class Read:
    """One file as it was understood."""

    staged: StagedImport

    def table(self, name: str) -> StagedTable:
        return next(table for table in self.staged.tables if table.name == name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        return parquet.read_table(self.table(name).parquet).sort_by("_row").to_pylist()

    @property
    def warnings(self) -> str:
        return "\n".join(warning.text for warning in self.staged.warnings)


ReadExport = Callable[..., Read]


@pytest.fixture(scope="session")
def host() -> Host:
    return Host()


@pytest.fixture
def read(tmp_path: Path, host: Host) -> ReadExport:
    """Write text (or bytes) under a name, read it as an export, and say what came of it."""

    def call(name: str, content: str | bytes, answers: Answers = Answers()) -> Read:  # noqa: B008 - frozen
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (opened,) = open_file(path)
        return Read(stage(opened, host.importers(), answers, tmp_path / f"staging of {name}"))

    return call
