"""Room on disk for what is unpacked and rewritten while files are opened; gone when the program ends."""

from __future__ import annotations

import itertools
import tempfile
from functools import cache
from pathlib import Path

_numbers = itertools.count(1)


def scratch_path(suffix: str = "") -> Path:
    """A path for a new file or folder that nobody else uses."""
    return Path(_folder().name) / f"{next(_numbers)}{suffix}"


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    # Windows keeps files that are still open; what is left over then is the system's to clean.
    return tempfile.TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True)
