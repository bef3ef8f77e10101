"""The files that a marketer has put somewhere for import."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


def names_of(paths: Sequence[Path], exports: Path) -> dict[Path, str]:
    """Each file with its name below the exports folder, or the folder given: many files are called Reach.csv."""
    places = [place.absolute() for place in (exports, *paths) if place.is_dir()]
    files = list(files_in(paths))
    alone = [file for file in files if _place(file, places) is None]
    often = Counter(file.name for file in alone)
    common = _common_folder(alone)
    names: dict[Path, str] = {}
    for file in files:
        place = _place(file, places) or (common if often[file.name] > 1 else None) or file.absolute().parent
        names[file] = file.absolute().relative_to(place).as_posix()
    return names


def _place(file: Path, places: Iterable[Path]) -> Path | None:
    return next((place for place in places if file.absolute().is_relative_to(place)), None)


def _common_folder(files: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([file.absolute().parent for file in files]))
    except ValueError:  # none, or on several drives
        return None
