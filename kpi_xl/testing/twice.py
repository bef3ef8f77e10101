"""Samples imported one after the other into one project's warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_xl.importing.importer import Importer
from kpi_xl.project.intake import Intake
from kpi_xl.testing.sample import Sample
from kpi_xl.warehouse.warehouse import Warehouse


def outcomes(samples: Sequence[Sample], importers: Sequence[Importer]) -> list[str]:
    """What became of each: imported, known or refused."""
    with TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as folder:
        intake = Intake(Warehouse(Path(folder) / "warehouse"), importers, "UTC", b"0" * 32)
        found: list[str] = []
        for sample in samples:
            file = Path(folder) / sample.name
            file.write_bytes(sample.bytes)
            found += (outcome.kind for outcome in intake.take(file, sample.answers))
        return found
