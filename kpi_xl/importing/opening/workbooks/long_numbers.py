"""Ids of 16 digits and more in number cells, which a float cannot hold: read from the workbook as they are written."""

from __future__ import annotations

import posixpath
import re
import zipfile
from functools import cache
from pathlib import Path

_CELL = re.compile(
    rb'<(?:\w+:)?c [^<>]*?\br="([A-Z]+)([0-9]+)"[^<>]*>\s*'
    rb"(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?"
    rb"<(?:\w+:)?v>(-?[0-9]{16,})</"
)
_LETTERS = 26


class LongNumbers:
    """The digits of number cells, by sheet, row and column; sheets are read only when something is asked of them."""

    def __init__(self, workbook: Path) -> None:
        self._workbook = workbook
        self._sheet = cache(self._read)

    def digits(self, sheet: str, row: int, column: int) -> str | None:
        """The whole number as it stands in the file; None if it is written as 1.89E+18, its digits lost."""
        return self._sheet(sheet).get((row, column))

    def _read(self, sheet: str) -> dict[tuple[int, int], str]:
        if not zipfile.is_zipfile(self._workbook):
            return {}
        with zipfile.ZipFile(self._workbook) as package:
            part = _sheet_parts(package).get(sheet)
            xml = package.read(part) if part in package.namelist() else b""
        return {(int(row), _column(letters)): digits.decode() for letters, row, digits in _CELL.findall(xml)}


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names with the parts that hold them."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - few workbooks need it

    targets = {
        each.get("Id"): each.get("Target", "") for each in fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    parts: dict[str, str] = {}
    for element in fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in element.items() if key.endswith("}id")), None)
            parts[element.get("name", "")] = posixpath.normpath(
                posixpath.join("/xl", targets.get(relation, ""))
            ).lstrip("/")
    return parts


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
