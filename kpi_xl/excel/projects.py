"""Which project a workbook reads: its own by the id in it, else the default; and only one that the user allowed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import ProjectError
from kpi_xl.project import registry
from kpi_xl.project.home import home
from kpi_xl.project.new_project import INPUTS_FILE
from kpi_xl.project.settings_file import SETTINGS_FILE
from kpi_xl.project.trust import PLUGINS_FOLDER

if TYPE_CHECKING:
    from kpi_xl.project.project import Project

Version = tuple[tuple[str, int, int], ...]  # path, when it was changed, size

_ALLOW = "Allow it with `kpi-xl excel allow FOLDER`."


def folder_for(workbook: str) -> Path:
    """The folder of a workbook's project; `workbook` is the id that it names, or empty.

    A workbook that names a project never reads another one: the figures of one client must not come up in the report of
    another.

    Raises:
        ProjectError: the project is not known or not allowed on this machine, or there is no default.
    """
    project = workbook or registry.default_project()
    if not project:
        raise ProjectError("The workbook names no project and there is no default one.", "Run `kpi-xl excel install`.")
    folder = registry.allowed_folder(project)
    if folder is None:
        known = registry.folder_of(project)
        where = f"is in {known}, which Excel may not read" if known else "is not on this machine"
        raise ProjectError(f"The project of this workbook {where}.", _ALLOW)
    return folder


def open_project(workbook: str) -> Project:
    """The project of a workbook.

    Raises:
        ProjectError: as `folder_for` says; or another project is in its folder now.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that errors need not

    folder = folder_for(workbook)
    project = Project.open(folder)
    if registry.allowed_folder(project.settings.id) != folder:
        raise ProjectError(f"Another project is in {folder} now.", _ALLOW)
    return project


def version_of(folder: Path) -> Version:
    """Changes whenever an answer may: after an import, a change of settings, inputs or plugins, or of their trust."""
    files = [folder / SETTINGS_FILE, folder / INPUTS_FILE, folder / ".kpi-xl/ledger.jsonl"]
    plugins = sorted((folder / PLUGINS_FOLDER).glob("*.py"))
    trusted = [home() / "trusted-plugins.json"] if plugins else []
    return tuple(_stamp(path) for path in (*files, *plugins, *trusted))


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - twice as quick as Path.stat, and every second call asks
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
