"""A lock between processes that the operating system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from kpi_xl.errors import FileProblemError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, wait: float = 60.0) -> Generator[None]:
    """Hold the lock on a file, which is made if need be and stays; closing the file lets go of it.

    Raises:
        FileProblemError: another process still holds it after `wait` seconds.
    """
    with path.open("ab") as file:
        deadline = time.monotonic() + wait
        while not _taken(file):
            if time.monotonic() >= deadline:
                raise FileProblemError(
                    f"Another import is writing to {path.parent}.", "Wait until it has finished, then try again."
                )
            time.sleep(_PAUSE)
        yield


def is_free(path: Path) -> bool:
    """Whether nobody alive holds the lock on the file."""
    with path.open("ab") as file:
        return _taken(file)


def _taken(file: BinaryIO) -> bool:
    try:
        _lock(file)
    except OSError:  # BlockingIOError on POSIX, PermissionError on Windows
        return False
    return True
