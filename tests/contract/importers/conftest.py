from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kpi_xl.host.manager import Host
from kpi_xl.importing.importer import Importer
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage

Import = Callable[..., StagedImport]


@pytest.fixture(scope="session")
def importers() -> tuple[Importer, ...]:
    return Host(strict=True).importers()


@pytest.fixture
def take(tmp_path: Path, importers: tuple[Importer, ...]) -> Import:
    """Write a file and stage it with every importer there is."""

    def run(
        content: str | bytes, name: str = "export.csv", answers: Answers | None = None, **more: Any
    ) -> StagedImport:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        (opened,) = open_file(file)
        return stage(opened, importers, answers or Answers(), tmp_path / "staged" / name, **more)

    return run


@pytest.fixture
def rows() -> Callable[..., list[dict[str, Any]]]:
    def read(staged: StagedImport, table: str = "posts") -> list[dict[str, Any]]:
        (found,) = (one for one in staged.tables if one.name == table)
        return sorted(pq.read_table(found.parquet).to_pylist(), key=lambda row: row["_row"])

    return read
