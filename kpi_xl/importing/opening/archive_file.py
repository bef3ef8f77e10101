"""The members of a zip, unpacked one by one under names of our own."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kpi_xl.importing.opening.scratch import scratch_path
from kpi_xl.safety.archive import open_archive

# What macOS and Windows add to every archive they make.
_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
_SYSTEM_FOLDER = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, unpacked."""

    name: str
    path: Path
    modified_at: float


def unpack(path: Path, name: str) -> Iterator[Member]:
    """Every file of the archive in turn; each is deleted when the next is asked for.

    Raises:
        UnsafeFileError: The archive is not safe to unpack, or damaged.
    """
    with open_archive(path, name) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or _is_system_file(entry.filename):
                continue
            unpacked = scratch_path()
            try:
                with archive.open(entry) as source, unpacked.open("wb") as target:
                    shutil.copyfileobj(source, target)
                yield Member(entry.filename, unpacked, _modified_at(entry, path))
            finally:
                unpacked.unlink(missing_ok=True)


def _is_system_file(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return parts[0] == _SYSTEM_FOLDER or parts[-1].casefold() in _SYSTEM_FILES or parts[-1].startswith("._")


def _modified_at(entry: zipfile.ZipInfo, archive: Path) -> float:
    """When the member was written, by the clock of the machine that wrote it; a zip knows no time zone."""
    try:
        return time.mktime((*entry.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return archive.stat().st_mtime
