from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage

Stage = Callable[..., StagedImport]


@pytest.fixture
def staged(tmp_path: Path) -> Stage:
    """Write a text to a file and stage it with the importers given."""

    def run(
        text: str,
        importers: Importer | Sequence[Importer],
        *,
        name: str = "export.csv",
        encoding: str = "utf-8",
        answers: Answers | None = None,
        **more: Any,
    ) -> StagedImport:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding=encoding, newline="")
        (opened,) = open_file(file)
        given = [importers] if isinstance(importers, Importer) else importers
        return stage(opened, given, answers or Answers(), tmp_path / f"staged {name}", **more)

    return run


@pytest.fixture
def importer() -> Callable[..., Importer]:
    """An importer with one format of one part."""

    def make(part: Part, *, name: str = "sample", platform: str | None = "facebook", **more: Any) -> Importer:
        return Importer(name, "1", platform, (Export(f"{name}_export", (part,), **more),))

    return make


@pytest.fixture
def rows() -> Callable[[StagedImport, str], list[dict[str, Any]]]:
    """The rows of a staged table, in the order of the file, without their row numbers."""

    def read(staged: StagedImport, table: str) -> list[dict[str, Any]]:
        (found,) = (one for one in staged.tables if one.name == table)
        listed = sorted(pq.read_table(found.parquet).to_pylist(), key=lambda row: row["_row"])
        return [{key: value for key, value in row.items() if key != "_row"} for row in listed]

    return read
