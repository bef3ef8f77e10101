"""The ledger: one JSON line for each import and each undo, only ever added to."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import ProjectError
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import Batch, from_json, to_json

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_State = tuple[tuple["Batch", ...], int]  # the batches that stand, and the highest number that any has had


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list of what was imported. A line counts once its line break is on disk; what a crash cut off never did."""

    path: Path

    def batches(self) -> tuple[Batch, ...]:
        """The batches that stand, in the order in which they were imported.

        Raises:
            ProjectError: a line in the file is damaged.
        """
        return self._state()[0]

    def next_id(self) -> str:
        """A number that no batch has had, undone ones included."""
        return f"{self._state()[1] + 1:04}"

    def add(self, batch: Batch, replaces: str | None = None) -> None:
        """Enter a batch and, in the same line, take out the one that it replaces."""
        entry: dict[str, Any] = {"batch": to_json(batch)}
        self._append({"undone": replaces, **entry} if replaces else entry)

    def undo(self, batch_id: str, at: datetime) -> None:
        """Take a batch out."""
        self._append({"undone": batch_id, "at": at})

    def _state(self) -> _State:
        try:
            about = self.path.stat()
        except FileNotFoundError:
            return (), 0
        return _read(self.path, about.st_size, about.st_mtime_ns)

    def _append(self, entry: dict[str, Any]) -> None:
        """Add one line or, when the disk is full, nothing."""
        line = json.dumps(entry, ensure_ascii=False, default=lambda value: value.isoformat()).encode() + b"\n"
        with self.path.open("ab") as _:  # makes it
            pass
        with self.path.open("r+b", buffering=0) as file:
            end = self.path.read_bytes().rfind(b"\n") + 1
            try:
                file.truncate(end)
                file.seek(end)
                while line:
                    line = line[file.write(line) :]
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise


@lru_cache(maxsize=8)
def _read(path: Path, _size: int, _modified: int) -> _State:
    """Read the file again only when it has changed: a long import asks for it at every file."""
    standing: dict[str, Batch] = {}
    highest = 0
    whole, _, _cut_off = path.read_bytes().rpartition(b"\n")
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            undone, batch = _understood(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ProjectError(
                f"Line {number} of {path} is damaged.",
                "Take the file from a backup, or delete its folder and import the exports again.",
            ) from error
        standing.pop(undone, None)
        if batch:
            standing[batch.id] = batch
            highest = max(highest, int(batch.id))
    return tuple(standing.values()), highest


def _understood(line: bytes) -> tuple[str, Batch | None]:
    """What a line takes out and what it enters."""
    entry = json.loads(line)
    batch = from_json(entry["batch"]) if "batch" in entry else None
    # Ids and names of tables become paths, and the project may come from a stranger.
    if batch and not (batch.id.isdecimal() and all(table.name in tables() for table in batch.tables)):
        message = "a path in disguise"
        raise ValueError(message)
    return entry.get("undone", ""), batch
