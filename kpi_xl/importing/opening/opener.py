"""Any file a user drops in, opened safely; its bytes decide what it is, never its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpi_xl.importing.opening.grid import OpenedFile
from kpi_xl.importing.opening.text_file import open_text


def open_file(path: Path) -> tuple[OpenedFile, ...]:
    """The file as grids of text cells; an archive gives one entry a member.

    Raises:
        FileProblemError: It cannot be read; the message says what to do about it.
    """
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    grid, settings = open_text(path, path.name)
    return (
        OpenedFile(
            path=path,
            name=path.name,
            sha256=digest,
            kind="csv",
            grids=(grid,),
            settings=settings,
            modified_at=path.stat().st_mtime,
        ),
    )
