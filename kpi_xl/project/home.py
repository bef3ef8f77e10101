"""What one person's machine remembers about all projects: which plugins are trusted, and where each project is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from kpi_xl.errors import FileProblemError

HOME_VARIABLE = "KPI_XL_HOME"
_NAME = "kpi-xl"


def home() -> Path:
    """The folder for it: KPI_XL_HOME, else where the operating system wants such files."""
    if chosen := os.environ.get(HOME_VARIABLE):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support" / _NAME
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / _NAME


def remembered(name: str) -> Mapping[str, str]:
    """What was remembered under a name; nothing if the file is missing or damaged."""
    with suppress(OSError, ValueError):
        found: object = json.loads((home() / f"{name}.json").read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return {str(key): str(value) for key, value in found.items()}
    return {}


def remember(name: str, entries: Mapping[str, str | None]) -> None:
    """Add entries to what is remembered under a name; None forgets one.

    Raises:
        FileProblemError: the folder cannot be written to.
    """
    merged = {**remembered(name), **entries}
    kept = {key: value for key, value in merged.items() if value is not None}
    unfinished = home() / f"{uuid4().hex}.tmp"
    try:
        home().mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(home() / f"{name}.json")
    except OSError as error:
        raise FileProblemError(
            f"{home()} cannot be written to.", f"Set {HOME_VARIABLE} to a folder of your own."
        ) from error
