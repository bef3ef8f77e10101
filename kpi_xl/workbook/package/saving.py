"""A file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kpi_xl.errors import FileProblemError

_MOST_NAMES = 100


def save(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write to a temporary file beside `path` and rename it.

    Returns:
        Where the file is: `path`, or `name (2).xlsx` where `path` is open in Excel, which locks it on Windows.

    Raises:
        FileProblemError: The folder is missing, may not be written to, or the disk is full.
    """
    temporary = path.with_name(f".{path.stem}-{os.getpid()}.part")
    try:
        with temporary.open("wb") as stream:
            write(stream)
        return _renamed(temporary, path)
    except FileNotFoundError as error:
        raise FileProblemError(f"The folder {path.parent} does not exist.", "Make it, or choose another.") from error
    except OSError as error:
        raise FileProblemError(
            f"{path.name} could not be written: {error.strerror or error}.",
            "See that the disk has room and that the folder may be written to, then try again.",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _renamed(temporary: Path, path: Path) -> Path:
    for number in range(1, _MOST_NAMES):
        target = path if number == 1 else path.with_stem(f"{path.stem} ({number})")
        if number > 1 and target.exists():
            continue
        try:
            os.replace(temporary, target)  # noqa: PTH105 - the one rename that also replaces on Windows
        except PermissionError:
            continue
        return target
    raise FileProblemError(f"{path.name} is open in another program.", "Close it and try again.")
