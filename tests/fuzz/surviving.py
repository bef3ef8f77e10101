"""One file opened, recognised and, if asked, staged: what may come of it, and how long it may take."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow.parquet as pq

from kpi_xl.errors import KpiXlError, PluginError
from kpi_xl.importing.importer import Importer
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage

SECONDS = 5.0  # of this process alone, whatever else the machine does
MOST_MEMORY = 1024**3


class HungError(AssertionError):
    """A file took too long."""


def survive(file: Path, importer: Importer, staging: Path, *, whole: bool) -> bool:
    """Whether the importer takes the file. Everything but a clear refusal is a mistake of ours, and raised."""
    start = time.process_time()
    try:
        for opened in open_file(file):
            if opened.problem:
                continue
            takes = any(verdict.takes for verdict in explain_identification(opened, [importer]))
            if takes and whole:
                _check(stage(opened, [importer], Answers(), staging))
            return takes
    except PluginError:
        raise
    except KpiXlError as error:
        if not (str(error).strip() and error.hint):  # why, and what to do
            raise
    finally:
        took = time.process_time() - start
        if took > SECONDS:
            raise HungError(f"{file.name} took {took:.1f} s")
    return False


def _check(staged: StagedImport) -> None:
    """What was handed over is all that was read, and nothing more."""
    assert staged.rows_kept >= 0
    assert staged.rows_rejected >= 0
    for table in staged.tables:
        assert pq.read_metadata(table.parquet).num_rows == table.rows
