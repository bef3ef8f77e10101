"""Zip files judged by their directory, before anything in them is unpacked."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kpi_xl.errors import UnsafeFileError
from kpi_xl.safety import limits

# What zipfile and zlib raise on bytes that somebody cut, mixed up or invented.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, NotImplementedError, RuntimeError)

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_SIGNATURE = b"PK\x06\x06"
_LOCATOR64 = struct.Struct("<4sLQL")
_LOCATOR64_SIGNATURE = b"PK\x06\x07"
_LONGEST_COMMENT = 65_535

_ENCRYPTED = 0x1
_UNSAFE_NAME = re.compile(r"(?:\A|/)\.\.(?:/|\Z)|\A/|\A[A-Za-z]:|\\|[\x00-\x1f]")


@contextmanager
def open_archive(path: Path, shown_as: str = "") -> Generator[zipfile.ZipFile]:
    """A zip file whose directory is harmless, opened for reading.

    Whatever breaks while it is read in the block is reported as damage.

    Args:
        path: The file.
        shown_as: Its name in messages; by default the file's own.

    Raises:
        UnsafeFileError: It is a bomb, holds unsafe names, needs a password or is damaged.
    """
    name = shown_as or path.name
    try:
        _check_directory_size(path, name)
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist(), name)
            yield archive
    except _DAMAGE as error:
        raise UnsafeFileError(f"{name} is damaged and cannot be unpacked.", _COPY_AGAIN) from error


_COPY_AGAIN = "Download or export it again; it was probably cut off on the way."
_MAKE_AGAIN = "Export it again from the platform, or open it in Excel and save it as a new file."


def _check_directory_size(path: Path, name: str) -> None:
    """Judge the number of entries by the end record alone: a list of a million would itself fill the memory."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _LONGEST_COMMENT - _END.size - _LOCATOR64.size))
        tail = stream.read()
        end = tail.rfind(_END_SIGNATURE)
        if end < 0 or len(tail) - end < _END.size:
            raise zipfile.BadZipFile
        _, _, _, _, entries, directory, _, _ = _END.unpack_from(tail, end)
        locator = end - _LOCATOR64.size
        if locator >= 0 and tail.startswith(_LOCATOR64_SIGNATURE, locator):
            stream.seek(_LOCATOR64.unpack_from(tail, locator)[2])
            end64 = _END64.unpack(stream.read(_END64.size))
            if end64[0] == _END64_SIGNATURE:
                entries, directory = end64[7], end64[8]
    if entries > limits.MAX_ENTRIES or directory > limits.MAX_DIRECTORY_BYTES:
        raise UnsafeFileError(f"{name} claims to hold more files than any export does.", _MAKE_AGAIN)


def _check_entries(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > limits.MAX_ENTRIES:
        raise UnsafeFileError(f"{name} holds more files than any export does.", _MAKE_AGAIN)
    names: set[str] = set()
    for entry in entries:
        _check_entry(entry, name)
        if entry.filename in names:
            raise UnsafeFileError(f"{name} holds two files named {entry.filename}.", _MAKE_AGAIN)
        names.add(entry.filename)
    total = sum(entry.file_size for entry in entries)
    if total > limits.MAX_TOTAL_BYTES:
        raise UnsafeFileError(f"{name} would unpack to {_size(total)}, more than is safe to open.", _MAKE_AGAIN)
    _check_overlap(entries, name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if _UNSAFE_NAME.search(entry.orig_filename):
        raise UnsafeFileError(f"{name} holds a file whose name points outside of it: {entry.filename!r}.", _MAKE_AGAIN)
    if entry.flag_bits & _ENCRYPTED:
        raise UnsafeFileError(f"{name} is protected by a password.", "Unpack it with the password and use the files.")
    if entry.file_size > limits.MAX_PART_BYTES:
        raise UnsafeFileError(
            f"{entry.filename} in {name} would unpack to {_size(entry.file_size)}, more than is safe to open.",
            "Export a shorter period.",
        )
    inflated = entry.file_size > limits.RATIO_COUNTS_FROM
    if inflated and entry.file_size > limits.MAX_RATIO * entry.compress_size:
        raise UnsafeFileError(
            f"{entry.filename} in {name} would swell to {_size(entry.file_size)}, which no real export does.",
            _MAKE_AGAIN,
        )


def _check_overlap(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that share bytes: a few kilobytes read again and again become terabytes."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnsafeFileError(
                f"{name} is damaged or built to do harm: several files in it stand in the same place.", _MAKE_AGAIN
            )
        end = entry.header_offset + entry.compress_size


def _size(count: int) -> str:
    return f"{count / limits.MEGABYTE:,.0f} MB"
