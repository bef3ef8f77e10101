"""Years for dates that have none: from the other files of the same export, if these leave no doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kpi_xl.warehouse.batch import Batch

_QUESTION = "last_day"
_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Sibling:
    """A file of the same export, and the day on which it was made."""

    file: str
    exported_on: date


def asks_for_year(batch: Batch) -> bool:
    """Whether the dates of a file wait for their year."""
    return any(question.kind == _QUESTION for question in batch.questions)


def siblings(batch: Batch, batches: Iterable[Batch]) -> tuple[Sibling, ...]:
    """The files of one platform in the same folder, or of the same account, that tell their day; the oldest first."""
    found = [
        Sibling(other.file, other.exported_at.date())
        for other in batches
        if other.sha256 != batch.sha256 and other.exported_at and other.platform == batch.platform
        if _belong_together(batch, other)
    ]
    return tuple(sorted(found, key=lambda one: (one.exported_on, one.file)))


def _belong_together(one: Batch, other: Batch) -> bool:
    if one.account and other.account:
        return one.account == other.account
    mine, theirs = _folder(one.file), _folder(other.file)
    return mine == theirs or mine in theirs.parents or theirs in mine.parents


def _folder(file: str) -> PurePosixPath:
    """The folder that a file, or the archive that it is in, lies in."""
    path = PurePosixPath(file)
    archives = [place for place in path.parents if place.suffix.casefold() == _ARCHIVE]
    return archives[-1].parent if archives else path.parent
