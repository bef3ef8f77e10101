"""Which part a part points to, and as what."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from kpi_xl.workbook.package.xml import Element, add_child, every, parsed, remove

_EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow: `kind` is the last word of its type (`worksheet`, `drawing`); `target` is a part's full name."""

    id: str
    kind: str
    target: str
    external: bool


def relationships_name(part: str) -> str:
    """Where a part's relationships are written."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Relationships:
    """The relationships of one part, to be read and changed."""

    def __init__(self, part: str, data: bytes | None) -> None:
        self._part = part
        self.root: Element = parsed(data or _EMPTY)

    def all(self, *kinds: str) -> list[Relationship]:
        """Those of these kinds, or all."""
        found = [self._read(element) for element in every(self.root, "Relationship")]
        return [each for each in found if not kinds or each.kind in kinds]

    def get(self, rid: str | None) -> Relationship | None:
        """The one of that id."""
        return next((each for each in self.all() if each.id == rid), None)

    @property
    def strict(self) -> bool:
        """Whether the types are those of the strict dialect of the format."""
        return any(element.get("Type", "").startswith(_STRICT) for element in every(self.root, "Relationship"))

    def add(self, kind: str, target: str, *, strict: bool = False) -> str:
        """Point to a part; the new id is returned."""
        used = {each.id for each in self.all()}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        relative = posixpath.relpath(target, posixpath.dirname(self._part) or ".")
        add_child(
            self.root,
            "Relationship",
            Id=f"rId{number}",
            Type=f"{_STRICT if strict else _OFFICE}/{kind}",
            Target=relative,
        )
        return f"rId{number}"

    def sort(self) -> None:
        """Put the arrows in the order of their ids, whatever order they came in."""
        for element in sorted(
            every(self.root, "Relationship"), key=lambda each: (len(each.get("Id", "")), each.get("Id", ""))
        ):
            self.root.append(element)

    def retarget(self, rid: str, target: str) -> None:
        """Point an existing arrow to another part."""
        for element in every(self.root, "Relationship"):
            if element.get("Id") == rid:
                element.set("Target", posixpath.relpath(target, posixpath.dirname(self._part) or "."))

    def remove(self, rid: str) -> None:
        """Take an arrow away."""
        for element in every(self.root, "Relationship"):
            if element.get("Id") == rid:
                remove(element)

    def _read(self, element: Element) -> Relationship:
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            folder = posixpath.dirname(self._part)
            target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target
            target = target.lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        return Relationship(element.get("Id", ""), kind, target, external)
