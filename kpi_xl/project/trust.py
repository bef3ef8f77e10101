"""A project's own plugins run only after the user has allowed exactly their contents, on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kpi_xl.errors import FileProblemError
from kpi_xl.project.home import remember, remembered

PLUGINS_FOLDER = "plugins"
_STORE = "trusted-plugins"


@dataclass(frozen=True, slots=True)
class ProjectPlugins:
    """The plugins of a project folder as they were read once; what is allowed and what runs is this very text."""

    folder: Path
    sources: Mapping[Path, str]

    @property
    def digest(self) -> str:
        """Changes with any file's name or contents."""
        digest = sha256()
        for path, source in self.sources.items():
            for part in (path.name, source):
                digest.update(sha256(part.encode()).digest())
        return digest.hexdigest()

    @property
    def trusted(self) -> bool:
        """Whether the user has allowed exactly this; a folder without plugins needs no leave."""
        return not self.sources or remembered(_STORE).get(_place(self.folder)) == self.digest

    def trust(self) -> None:
        """Allow exactly this from now on."""
        remember(_STORE, {_place(self.folder): self.digest})

    def distrust(self) -> None:
        """Allow nothing from this folder any more."""
        remember(_STORE, {_place(self.folder): None})


def plugins_of(project: Path) -> ProjectPlugins:
    """Read the plugins in a project folder, without running anything.

    Raises:
        FileProblemError: one of them cannot be read.
    """
    folder = project / PLUGINS_FOLDER
    return ProjectPlugins(folder, {path: _source(path) for path in sorted(folder.glob("*.py"))})


def _source(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblemError(f"The plugin {path} cannot be read.", "Save it as UTF-8, or delete it.") from error


def _place(folder: Path) -> str:
    return str(folder.resolve())
