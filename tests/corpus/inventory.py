"""What a workbook holds, counted part by part, so that two workbooks can be held against each other.

A feature is an element with its attributes and text. Left out is what a fill means to change: where references point,
what cells hold, and texts with placeholders. A workbook that lost nothing has every feature of the other as often.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

Feature = tuple[str, ...]

_REFERRING = frozenset(
    {"r", "ref", "sqref", "spans", "fmlaRange", "fmlaLink", "topLeftCell", "activeCell", "textlink", "location"}
)
_REFERENCES = frozenset(
    {"f", "formula", "formula1", "formula2", "sqref", "definedName", "row", "rowOff", "Row", "Anchor"}
)
_CACHES = frozenset({"strCache", "numCache", "strLit", "numLit"})
_LISTS_OF_SHEETS = frozenset({"HeadingPairs", "TitlesOfParts"})
_PARAGRAPHS = frozenset({"p", "comment", "threadedComment", "oddHeader", "oddFooter"})
_COUNTS = frozenset({"count", "uniqueCount", "Count"})
_IDS = frozenset({"id", "embed", "link", "pict", "relid", "uid", "shapeId", "refreshedVersion"})
_CONTENTS = frozenset({"sst", "calcChain", "Types", "Relationships", "coreProperties"})
_SHEET_DATA = re.compile(rb"worksheets/")


def inventory(path: Path) -> Counter[Feature]:
    """How often the workbook has each feature."""
    found: Counter[Feature] = Counter()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            found.update(features(name, archive.read(name)))
    return found


def lost(before: Path, after: Path) -> dict[Feature, int]:
    """What the second workbook has less often than the first."""
    return dict(inventory(before) - inventory(after))


def features(name: str, data: bytes) -> Iterator[Feature]:
    """The features of one part."""
    kind = re.sub(r"\d+(?=\.\w+$)", "", name)
    if not name.endswith((".xml", ".rels", ".vml")):
        yield kind, "bytes", hashlib.sha256(data).hexdigest()
        return
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    if _local(root) not in _CONTENTS:
        yield kind, "part"
        yield from _element(kind if _SHEET_DATA.search(name.encode()) is None else name, root)
    elif _local(root) == "Relationships":
        for relation in root:
            yield kind, "relationship", relation.get("Type", "").rsplit("/", 1)[-1], relation.get("TargetMode", "")
    elif _local(root) == "sst":
        for run in root.iter("{*}r", "{*}rPh"):
            yield kind, _local(run)


def _element(part: str, element: etree._Element) -> Iterator[Feature]:
    tag = _local(element)
    if tag == "c":
        yield from _cell(part, element)
        return
    if tag in _CACHES:
        yield part, tag
        return
    if tag in _LISTS_OF_SHEETS:
        return
    yield part, tag
    for attribute, value in element.attrib.items():
        name = etree.QName(attribute).localname
        if name not in _REFERRING | _IDS | _COUNTS and "{{" not in value:
            yield part, tag, name, value
    yield from _text(part, tag, element)
    for child in element:
        if isinstance(child.tag, str):
            yield from _element(part, child)


def _text(part: str, tag: str, element: etree._Element) -> Iterator[Feature]:
    if tag in _PARAGRAPHS:
        text = "".join(each for each in element.itertext() if isinstance(each, str)).strip()
    else:
        text = "" if _in_paragraph(element) else (element.text or "").strip()
    if text and "{{" not in text and tag not in _REFERENCES:
        yield part, tag, "text", text


def _in_paragraph(element: etree._Element) -> bool:
    return any(isinstance(each.tag, str) and _local(each) in _PARAGRAPHS for each in element.iterancestors())


def _cell(part: str, cell: etree._Element) -> Iterator[Feature]:
    if cell.get("s", "0") != "0":
        yield part, "cell", "format", cell.get("s", "")
    for attribute in ("cm", "vm"):
        if cell.get(attribute):
            yield part, "cell", attribute
    formula = cell.find("{*}f")
    if formula is not None:
        yield part, "cell", "array formula" if formula.get("t") == "array" else "formula"
    if cell.find("{*}v") is not None or cell.find("{*}is") is not None:
        yield part, "cell", "value"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
