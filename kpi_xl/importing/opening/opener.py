"""Any file a user drops in, opened safely; its bytes decide what it is, never its name."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kpi_xl.errors import FileProblemError, KpiXlError, UnsafeFileError
from kpi_xl.importing.opening.archive_file import Member, unpack
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.grid import Grid, OpenedFile
from kpi_xl.importing.opening.kind import Kind, kind_of
from kpi_xl.importing.opening.text.text_file import open_text
from kpi_xl.importing.opening.workbooks.spreadsheetml import open_spreadsheetml
from kpi_xl.importing.opening.workbooks.workbook_file import open_workbook
from kpi_xl.safety.workbook import scan_workbook

_DEEPEST = 1  # an archive may hold archives; those may not
_WINDOWS_IN_USE = {32, 33}  # sharing violation, lock violation
_OFFICE_LOCK = "~$"


def sha256_of(path: Path) -> str:
    """What tells a file from every other."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_file(path: Path, sha256: str | None = None) -> tuple[OpenedFile, ...]:
    """The file as grids of text cells; an archive gives one entry a member. A `sha256` that is known is not redone.

    A member of an archive that cannot be opened comes with its `problem` and no grids, so that the others still count.

    Raises:
        FileProblemError: It cannot be read; the message says what to do about it.
        UnsafeFileError: It is built to do harm, or damaged.
    """
    with _explained(path):
        if path.is_dir():
            raise FileProblemError(f"{path.name} is a folder.", "Give the files in it.")
        if path.name.startswith(_OFFICE_LOCK):
            raise FileProblemError(
                f"{path.name} only marks that a workbook is open in Excel; it holds no data.",
                "Use the workbook itself.",
            )
        file = Member(path.name, path, path.stat().st_mtime)
        return tuple(replace(opened, path=path) for opened in _open(file, MemoryBudget(), depth=0, sha256=sha256))


def _open(file: Member, budget: MemoryBudget, depth: int, sha256: str | None = None) -> Iterator[OpenedFile]:
    kind = kind_of(file.path, file.name)
    if kind == "zip":
        yield from _open_archive(file, budget, depth)
        return
    grids, settings = _read(kind, file, budget)
    yield OpenedFile(
        path=file.path,
        name=file.name,
        sha256=sha256 or sha256_of(file.path),
        kind=kind,
        grids=grids,
        settings=settings,
        modified_at=file.modified_at,
    )


def _read(kind: Kind, file: Member, budget: MemoryBudget) -> tuple[tuple[Grid, ...], dict[str, str]]:
    if kind == "csv":
        grid, settings = open_text(file.path, file.name, budget)
        return (grid,), settings
    if kind == "spreadsheetml":
        return open_spreadsheetml(file.path, file.name, budget), {}
    if kind == "xlsx":
        scan_workbook(file.path, file.name)
    return open_workbook(file.path, file.name, budget), {}


def _open_archive(archive: Member, budget: MemoryBudget, depth: int) -> Iterator[OpenedFile]:
    if depth > _DEEPEST:
        raise UnsafeFileError(f"{archive.name} holds archives within archives.", "Unpack it and use the files.")
    opened: list[OpenedFile] = []
    for member in unpack(archive.path, archive.name):
        inside = replace(member, name=f"{archive.name}/{member.name}")
        opened += _open_member(inside, budget, depth)
    if not opened:
        raise FileProblemError(f"{archive.name} holds no files.", "Download it again from the platform.")
    names = tuple(each.name.removeprefix(f"{archive.name}/") for each in opened)
    for number, each in enumerate(opened):
        yield replace(each, siblings=names[:number] + names[number + 1 :])


def _open_member(member: Member, budget: MemoryBudget, depth: int) -> list[OpenedFile]:
    try:
        return list(_open(member, budget, depth + 1))
    except FileProblemError as problem:
        return [_unreadable(member, problem)]


def _unreadable(member: Member, problem: KpiXlError) -> OpenedFile:
    return OpenedFile(
        path=member.path,
        name=member.name,
        sha256=sha256_of(member.path),
        kind="unknown",
        grids=(),
        settings={},
        modified_at=member.modified_at,
        problem=problem,
    )


@contextmanager
def _explained(path: Path) -> Generator[None]:
    """Turn what the system says about a file into what a person can do about it."""
    try:
        yield
    except OSError as error:
        raise _explanation(error, path.name) from error


def _explanation(error: OSError, name: str) -> FileProblemError:
    if getattr(error, "winerror", None) in _WINDOWS_IN_USE:
        return FileProblemError(f"{name} is open in another program.", "Close it in Excel and try again.")
    if isinstance(error, FileNotFoundError):
        return FileProblemError(f"{name} does not exist.", "Check the name and the folder.")
    if isinstance(error, PermissionError):
        return FileProblemError(
            f"{name} may not be read.", "Close it in Excel if it is open there; else ask whoever owns it for access."
        )
    if error.errno == errno.ENOSPC:
        return FileProblemError(f"There is no room on the disk to open {name}.", "Free some space and try again.")
    return FileProblemError(f"{name} cannot be read ({error.strerror}).", "Copy it to this computer and try again.")
