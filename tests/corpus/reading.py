"""The formulas of a workbook and the values stored with them, read straight from its XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree


@dataclass(frozen=True, slots=True)
class StoredFormula:
    """A cell that shows what a formula comes to; `value` is None where nothing is stored."""

    sheet: str
    address: str
    text: str
    value: float | str | bool | None


def stored_formulas(path: Path) -> list[StoredFormula]:
    """Every formula cell of every sheet."""
    with zipfile.ZipFile(path) as archive:
        return [
            formula
            for name, part in _sheets(archive)
            for formula in _formulas(name, etree.fromstring(archive.read(part)))
        ]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): posixpath.normpath(f"xl/{each.get('Target')}") for each in relations}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        if "worksheets" in targets[relation]:
            yield sheet.get("name", ""), targets[relation]


def _formulas(sheet: str, root: etree._Element) -> Iterator[StoredFormula]:
    for cell in root.iter("{*}c"):
        formula = cell.find("{*}f")
        if formula is not None:
            yield StoredFormula(sheet, cell.get("r", ""), formula.text or "", _value(cell))


def _value(cell: etree._Element) -> float | str | bool | None:
    written = cell.findtext("{*}v")
    kind = cell.get("t", "n")
    if not written:
        return "" if kind == "str" and written == "" else None
    if kind == "b":
        return written == "1"
    return float(written) if kind == "n" else written
