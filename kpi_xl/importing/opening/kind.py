"""What a file is by its bytes; its name is not believed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from kpi_xl.errors import FileProblemError
from kpi_xl.importing.opening.text.encoding import encoding_of
from kpi_xl.safety.archive import open_archive
from kpi_xl.safety.workbook import is_encrypted_workbook

Kind = Literal["csv", "xls", "xlsx", "spreadsheetml", "zip"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# A workbook stream that goes on, right after its beginning (and a write-protection mark), with how it is encrypted.
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_HEAD = 64 * 1024
_JSON_UP_TO = 16 * 1024 * 1024
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_AS_CSV = "Export it from the platform as CSV or Excel."

# Files that people have beside their exports, by their first bytes.
_STRANGERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "an archive that only RAR opens"),
    (b"7z\xbc\xaf", "an archive that only 7-Zip opens"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a text document"),
)


def kind_of(path: Path, name: str) -> Kind:
    """The kind of a file that can be opened.

    Raises:
        FileProblemError: It is something else; the message says what.
        UnsafeFileError: It is an archive that is not safe to look into.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise FileProblemError(f"{name} is empty.", "Export it again; the download may have been cut off.")
    for beginning, what in _STRANGERS:
        if head.startswith(beginning):
            raise FileProblemError(f"{name} is {what}, not an export that can be read.", _AS_CSV)
    if head.startswith(_ZIP):
        return _kind_of_zip(path, name)
    if head.startswith(_OLE):
        return _kind_of_ole(path, name)
    return _kind_of_text(path, head, name)


def _kind_of_zip(path: Path, name: str) -> Kind:
    with open_archive(path, name) as archive:
        parts = {part.casefold() for part in archive.namelist()}
    if any(part.endswith("workbook.xml") for part in parts):
        return "xlsx"
    if "[content_types].xml" in parts:
        binary = any(part.endswith("workbook.bin") for part in parts)
        what = "a binary workbook (.xlsb)" if binary else "an Office document but no workbook"
        raise FileProblemError(f"{name} is {what}.", "Open it in Excel and save it as .xlsx.")
    if "mimetype" in parts or any(part.startswith("index/") and part.endswith(".iwa") for part in parts):
        raise FileProblemError(f"{name} is a LibreOffice or Numbers document.", "Save it as .xlsx or CSV and use that.")
    return "zip"


def _kind_of_ole(path: Path, name: str) -> Kind:
    if is_encrypted_workbook(path) or _ENCRYPTED_XLS.search(path.read_bytes()):
        raise FileProblemError(
            f"{name} is protected by a password.", "Open it in Excel, remove the password and save it."
        )
    return "xls"


def _kind_of_text(path: Path, head: bytes, name: str) -> Kind:
    text = head.decode(encoding_of(head, complete=False) or "latin-1", "ignore").lstrip("\ufeff \t\r\n")
    start = text[:1024].casefold()
    if start.startswith("<"):
        return _kind_of_markup(text, start, name)
    if start.startswith(("{", "[")) and path.stat().st_size <= _JSON_UP_TO:
        _refuse_json(path, name)
    return "csv"


def _kind_of_markup(text: str, start: str, name: str) -> Kind:
    if _SPREADSHEETML in text and "<html" not in start:
        return "spreadsheetml"
    if "<html" in start or "<!doctype html" in start or "<table" in start:
        raise FileProblemError(
            f"{name} is a web page, not an export.",
            "If it opens as a table in Excel, save it from there as .xlsx; else log in and export again.",
        )
    if start.startswith("<?xml"):
        raise FileProblemError(f"{name} is an XML file of an unknown kind.", _AS_CSV)
    return "csv"


def _refuse_json(path: Path, name: str) -> None:
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return
    if isinstance(content, dict) and ("doc_id" in content or "docs.google.com" in str(content.get("url"))):
        raise FileProblemError(
            f"{name} is only a shortcut to a Google sheet.",
            "Open it in Google Sheets, choose File > Download > Comma-separated values (or Excel) and use that file.",
        )
    raise FileProblemError(f"{name} is a JSON file.", _AS_CSV)
