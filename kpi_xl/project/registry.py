"""Which folder a project is in on this machine: workbooks name their project by its id alone."""

from __future__ import annotations

from pathlib import Path

from kpi_xl.project.home import remember, remembered

_STORE = "projects"


def enter(project_id: str, folder: Path) -> None:
    """Remember where a project is, if that is news.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    place = str(folder.resolve())
    if remembered(_STORE).get(project_id) != place:
        remember(_STORE, {project_id: place})


def folder_of(project_id: str) -> Path | None:
    """Where the project was last opened on this machine."""
    place = remembered(_STORE).get(project_id)
    return Path(place) if place else None
