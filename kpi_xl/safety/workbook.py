"""Workbooks (OOXML packages) judged before any reader or editor touches them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kpi_xl.errors import FileProblemError, UnsafeFileError
from kpi_xl.safety import limits
from kpi_xl.safety.archive import open_archive
from kpi_xl.safety.sheet_extent import SheetExtent

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLE_HEAD = limits.MEGABYTE  # the directory of a protected workbook stands in its first or last part
_SIGNATURES = "_xmlsignatures/"
_SHEET_PROPERTY = re.compile(r"xl/customProperty/?\w*\d*\.bin", re.IGNORECASE)
_XML_NAMES = (".xml", ".rels", ".vml")
_PIECE = limits.MEGABYTE
_SHEET_ENTRY = re.compile(rb"<(?:[\w.-]+:)?sheet\s")
_AGAIN = "Export it again from the platform, or open it in Excel and save it under a new name."


@dataclass(frozen=True, slots=True)
class ScannedWorkbook:
    """What the scan learned about a workbook that it lets pass."""

    parts: tuple[str, ...]
    signed: bool  # carries a digital signature, which any change would break


def scan_workbook(path: Path, shown_as: str = "") -> ScannedWorkbook:
    """Look at every part of the package once, unpacking never more than a piece at a time.

    Args:
        path: The workbook.
        shown_as: Its name in messages; by default the file's own.

    Raises:
        FileProblemError: It is protected by a password.
        UnsafeFileError: It is a bomb, declares entities, reaches outside the grid, or is damaged.
    """
    name = shown_as or path.name
    if is_encrypted_workbook(path):
        raise FileProblemError(
            f"{name} is protected by a password.",
            "Open it in Excel, remove the password (File > Info > Protect Workbook) and save it.",
        )
    with open_archive(path, name) as archive:
        entries = archive.infolist()
        if len({entry.filename.casefold() for entry in entries}) < len(entries):
            raise UnsafeFileError(f"{name} holds two parts whose names differ only in capitals.", _AGAIN)
        for entry in entries:
            _scan_part(archive, entry, name)
    parts = tuple(entry.filename for entry in entries)
    return ScannedWorkbook(parts, signed=any(part.startswith(_SIGNATURES) for part in parts))


def is_encrypted_workbook(path: Path) -> bool:
    """Whether this is an xlsx with a password to open: an encrypted package inside an OLE file."""
    with path.open("rb") as stream:
        head = stream.read(_OLE_HEAD)
        if not head.startswith(_OLE):
            return False
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _OLE_HEAD))
        return _ENCRYPTED_PACKAGE in head or _ENCRYPTED_PACKAGE in stream.read()


def _scan_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    with archive.open(entry) as stream:
        start = stream.peek(_PIECE)[:_PIECE] if isinstance(stream, zipfile.ZipExtFile) else b""
        if not _is_xml(entry.filename, start):
            return
        if b"\0" in start:
            raise UnsafeFileError(f"{entry.filename} in {name} is not written as spreadsheets write it.", _AGAIN)
        _scan_xml(stream, entry.filename, name)


def _is_xml(part: str, start: bytes) -> bool:
    if _SHEET_PROPERTY.fullmatch(part):  # what an add-in keeps with a sheet, often XML in UTF-16; nobody here reads it
        return False
    return part.lower().endswith(_XML_NAMES) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _scan_xml(stream: IO[bytes], part: str, name: str) -> None:
    extent: SheetExtent | None = None
    sheets = 0
    for piece in _pieces(stream):
        if b"<!DOCTYPE" in piece:
            raise UnsafeFileError(f"{part} in {name} declares entities, which can hide an attack.", _AGAIN)
        if extent is None and b"sheetData" in piece:
            extent = SheetExtent()
        if extent is None:
            sheets += len(_SHEET_ENTRY.findall(piece))
        elif len(piece) - piece.rfind(b"<") > _PIECE:
            raise UnsafeFileError(f"A cell of {name} ({part}) holds more text than a cell can.", _AGAIN)
        else:
            extent.feed(piece)
    if sheets > limits.MAX_SHEETS:
        raise UnsafeFileError(f"{name} lists {sheets:,} sheets, more than any export.", _AGAIN)
    if extent is not None and not extent.allowed:
        raise UnsafeFileError(
            f"A sheet of {name} ({part}) reaches to row {extent.rows:,} and column {extent.columns:,}, "
            "which is more than can be opened.",
            "Delete the empty rows and columns after the data in Excel, and save it.",
        )


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that end right before a "<", so that no tag is cut in two."""
    rest = b""
    while block := stream.read(_PIECE):
        text = rest + block
        end = text.rfind(b"<")
        if end <= 0 or len(text) - end > _PIECE:
            # No tag of a workbook is as long as this; what follows it is text.
            end = len(text)
        yield text[:end]
        rest = text[end:]
    yield rest
