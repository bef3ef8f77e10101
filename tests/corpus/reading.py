"""The cells of a workbook, their formulas and the values stored with them, read straight from its XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kpi_xl.workbook.calc.addresses import column_letters, column_number


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


def shown_cells(path: Path) -> dict[tuple[str, str], tuple[str, object, str]]:
    """What every cell shows: its formula, its value and the number of its format; blank cells are left out."""
    with zipfile.ZipFile(path) as archive:
        strings = _strings(archive)
        return {
            (name, address): shown
            for name, part in _sheets(archive)
            for address, cell in _cells(etree.fromstring(archive.read(part)))
            if (shown := _shown(cell, strings))[:2] != ("", None)
        }


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter("{*}t")) for item in root]


def _shown(cell: etree._Element, strings: list[str]) -> tuple[str, object, str]:
    value: object = _value(cell) if cell.get("t") not in ("s", "inlineStr") else None
    if cell.get("t") == "s":
        value = strings[int(cell.findtext("{*}v", "0"))]
    if cell.get("t") == "inlineStr":
        value = "".join(text.text or "" for text in cell.iter("{*}t"))
    return cell.findtext("{*}f", ""), value, cell.get("s", "0")


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): posixpath.normpath(f"xl/{each.get('Target')}") for each in relations}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        if "worksheets" in targets[relation]:
            yield sheet.get("name", ""), targets[relation]


def _formulas(sheet: str, root: etree._Element) -> Iterator[StoredFormula]:
    for address, cell in _cells(root):
        formula = cell.find("{*}f")
        if formula is not None:
            yield StoredFormula(sheet, address, formula.text or "", _value(cell))


def _cells(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The cells with their addresses; one that does not say where it is stands next to the one before."""
    row = 0
    for element in root.iter("{*}row"):
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element.iterchildren("{*}c"):
            column = column_number(cell.get("r", column_letters(column + 1)).rstrip("0123456789"))
            yield f"{column_letters(column)}{row}", cell


def _value(cell: etree._Element) -> float | str | bool | None:
    written = cell.findtext("{*}v")
    kind = cell.get("t", "n")
    if not written:
        return "" if kind == "str" and written == "" else None
    if kind == "b":
        return written == "1"
    return float(written) if kind == "n" else written
