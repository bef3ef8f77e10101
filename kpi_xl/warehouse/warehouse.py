"""The warehouse folder: batches that never change, a ledger that says which count, current rows made from both."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kpi_xl.errors import FileProblemError, UsageError
from kpi_xl.warehouse.batch import by_importance
from kpi_xl.warehouse.ledger import Ledger
from kpi_xl.warehouse.lock import is_free, locked

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    import narwhals as nw

    from kpi_xl.warehouse.batch import Batch
    from kpi_xl.warehouse.data import Data, DataSettings, Engine

_HOLD = "hold"  # held while a staging folder is in use
_PATIENCE, _PAUSE = 20, 0.1  # seconds in all: 2


@dataclass(frozen=True, slots=True)
class Warehouse:
    """All imported data of one project.

    Reading takes no lock. Writing takes one for the moment in which a finished file is adopted, so that several imports
    may run at once and whatever kills one of them leaves every file adopted before.
    """

    folder: Path

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.folder / "ledger.jsonl")

    def batches(self) -> tuple[Batch, ...]:
        """The imported files, oldest import first."""
        return self.ledger.batches()

    def find(self, sha256: str) -> Batch | None:
        """The import of a file with exactly these contents."""
        return next((batch for batch in self.batches() if batch.sha256 == sha256), None)

    def files_of(self, batch: Batch) -> Mapping[str, Path]:
        """The Parquet file of each table of a batch, exactly as it was imported."""
        folder = self.folder / "batches" / batch.id
        return {table.name: folder / f"{table.name}.parquet" for table in batch.tables if table.rows}

    @contextmanager
    def staging(self) -> Generator[Path]:
        """A folder to write Parquet files into before `adopt`; it is gone afterwards, or at the next import."""
        folder = self.folder / "staging" / uuid4().hex
        with _explaining(self.folder):
            folder.mkdir(parents=True)
            self._sweep_staging()
        try:
            with locked(folder / _HOLD):
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def adopt(self, batch: Batch, files: Mapping[str, Path], replaces: str | None = None) -> Batch:
        """Take over the Parquet files of one imported file; they are moved.

        A file that is in the warehouse already, by its contents and the user's answers, stays as it is and is given
        back; with other answers, or read by another version of its importer, it is replaced.

        Raises:
            FileProblemError: the folder cannot be written, or another import holds it too long. Nothing was changed.
        """
        with _explaining(self.folder), self._writing():
            same = self.find(batch.sha256)
            if same and _is_read_alike(same, batch):
                return same
            return self._enter(batch, files, same.id if same else replaces)

    def undo(self, batch_id: str) -> Batch:
        """Remove an imported file and its rows.

        Raises:
            UsageError: there is no such batch.
            FileProblemError: the folder cannot be written.
        """
        with _explaining(self.folder), self._writing():
            batch = next((one for one in self.batches() if one.id == batch_id), None)
            if batch is None:
                raise UsageError(f"There is no import “{batch_id}”.", "`kpi-xl imports` lists them.")
            self.ledger.undo(batch_id, datetime.now(UTC))
            self._remove(batch_id)
            return batch

    def data(self, settings: DataSettings, engine: Engine = "duckdb") -> Data:
        """The rows that count under these settings, on the engine asked for."""
        from kpi_xl.warehouse.reading import read  # noqa: PLC0415 - DuckDB is loaded only by who reads

        with _explaining(self.folder):
            return read(self, settings, engine)

    def history(self, table: str) -> nw.LazyFrame[Any] | None:
        """Every row ever imported into a table and not undone, restated ones too, with `_batch` and `_imported_at`."""
        from kpi_xl.warehouse.reading import history  # noqa: PLC0415

        return history(self, table)

    @contextmanager
    def _writing(self) -> Generator[None]:
        (self.folder / "batches").mkdir(parents=True, exist_ok=True)
        with locked(self.folder / "lock"):
            self._sweep()
            yield

    def _enter(self, batch: Batch, files: Mapping[str, Path], replaces: str | None) -> Batch:
        from kpi_xl.warehouse.contradicting import contradictions  # noqa: PLC0415
        from kpi_xl.warehouse.spans import with_spans  # noqa: PLC0415

        entered = replace(with_spans(batch, files), id=self.ledger.next_id(), imported_at=datetime.now(UTC))
        found = tuple(contradictions(entered, (one for one in self.batches() if one.id != replaces)))
        entered = replace(entered, warnings=by_importance((*entered.warnings, *found)))
        incoming = self.folder / "batches" / f"{entered.id}.incoming"
        try:
            incoming.mkdir()
            for name, path in files.items():
                shutil.move(path, incoming / f"{name}.parquet")
                _flush(incoming / f"{name}.parquet")
            _rename(incoming, incoming.with_suffix(""))
            self.ledger.add(entered, replaces)
        except OSError:
            self._sweep()
            raise
        if replaces:
            self._remove(replaces)
        return entered

    def _sweep(self) -> None:
        """Remove folders that no line of the ledger speaks of: an import was killed before its line was written."""
        entered = {batch.id for batch in self.batches()}
        for folder in (self.folder / "batches").iterdir():
            if folder.name not in entered:
                shutil.rmtree(folder, ignore_errors=True)

    def _sweep_staging(self) -> None:
        for folder in (self.folder / "staging").iterdir():
            hold = folder / _HOLD
            with suppress(OSError):  # swept by somebody else at this moment
                if hold.exists() and is_free(hold):
                    shutil.rmtree(folder, ignore_errors=True)

    def _remove(self, batch_id: str) -> None:
        # Windows keeps files that a reader has open; the next import sweeps them.
        shutil.rmtree(self.folder / "batches" / batch_id, ignore_errors=True)


def _is_read_alike(old: Batch, new: Batch) -> bool:
    """Whether importing again would change nothing: no other answers, the same reading of the file."""
    answers = {**old.answers, **new.answers}
    return answers == old.answers and old.importer_version == new.importer_version


def _flush(path: Path) -> None:
    """Have a file on disk before the ledger speaks of it: a power cut may come too."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _rename(old: Path, new: Path) -> None:
    """Rename a folder, with patience: on Windows virus scanners hold new files open for a moment."""
    for _ in range(_PATIENCE):
        with suppress(PermissionError):
            old.rename(new)
            return
        time.sleep(_PAUSE)
    old.rename(new)


@contextmanager
def _explaining(folder: Path) -> Generator[None]:
    try:
        yield
    except PermissionError as error:
        raise FileProblemError(
            f"The folder {folder} may not be written to.", "Ask for write permission, or move the project."
        ) from error
    except OSError as error:
        raise FileProblemError(
            f"The data could not be written to {folder}: {error.strerror or error}.",
            "Free some space on the disk and import the file again; what was imported before is unharmed.",
        ) from error
