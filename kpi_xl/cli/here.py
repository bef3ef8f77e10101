"""The project that commands work in which can also do without one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.project.project import Project


def project_here(folder: Path | None, *, strict: bool = False) -> Project | None:
    """The project of a folder, or the one that the working folder is in, if any.

    Raises:
        ProjectError: the folder given is no project, or the settings are wrong.
    """
    from kpi_xl.project.project import Project, nearest  # noqa: PLC0415 - loading it takes time

    if folder is None and nearest(Path.cwd()) is None:
        return None
    return Project.open(folder, strict=strict)
