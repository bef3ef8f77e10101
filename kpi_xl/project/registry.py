"""Which folder a project is in on this machine, and which projects the user lets Excel read.

Workbooks name their project by its id alone. Knowing where a project is does not make it readable: a folder from
somebody else may carry any id, so Excel reads a project only from the folder that the user allowed for it.
"""

from __future__ import annotations

from pathlib import Path

from kpi_xl.project.home import remember, remembered

_KNOWN = "projects"
_ALLOWED = "excel-projects"
_EXCEL = "excel"
_DEFAULT = "default"


def enter(project_id: str, folder: Path) -> None:
    """Remember where a project is, if that is news.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    place = str(folder.resolve())
    if remembered(_KNOWN).get(project_id) != place:
        remember(_KNOWN, {project_id: place})


def folder_of(project_id: str) -> Path | None:
    """Where the project was last opened on this machine."""
    place = remembered(_KNOWN).get(project_id)
    return Path(place) if place else None


def allow(project_id: str, folder: Path) -> None:
    """Let Excel read this project from this folder, and no other under its id.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    remember(_ALLOWED, {project_id: str(folder.resolve())})


def disallow(project_id: str) -> None:
    """Let Excel read this project no more."""
    remember(_ALLOWED, {project_id: None})
    if default_project() == project_id:
        set_default_project(None)


def allowed_folder(project_id: str) -> Path | None:
    """The folder that Excel may read this project from."""
    place = remembered(_ALLOWED).get(project_id)
    return Path(place) if place else None


def is_used_by_excel() -> bool:
    """Whether the user has set anything up for functions in cells on this machine."""
    return bool(remembered(_EXCEL))


def allowed_folders() -> tuple[Path, ...]:
    """Every folder that Excel may read a project from."""
    return tuple(Path(place) for place in remembered(_ALLOWED).values())


def default_project() -> str | None:
    """The id of the project that workbooks read which name none."""
    return remembered(_EXCEL).get(_DEFAULT)


def set_default_project(project_id: str | None) -> None:
    """Choose it; None for no project at all.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    remember(_EXCEL, {_DEFAULT: project_id})
