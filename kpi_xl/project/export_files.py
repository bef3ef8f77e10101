"""The files that a marketer has put somewhere for import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_NO_EXPORTS = ("~$", ".", "__MACOSX", "desktop.ini", "Thumbs.db")  # what Excel, Windows and macOS leave in folders


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and those in folders given; not what Excel and the operating system leave about."""
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if not one.name.startswith(_NO_EXPORTS))
            yield from files_in(inside)
        else:
            yield path
