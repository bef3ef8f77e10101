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
        self._known: dict[str, Relationship] | None = None  # by id, until something changes

    def all(self, *kinds: str) -> list[Relationship]:
        """Those of these kinds, or all."""
        return [each for each in self._by_id().values() if not kinds or each.kind in kinds]

    def get(self, rid: str | None) -> Relationship | None:
        """The one of that id."""
        return None if rid is None else self._by_id().get(rid)

    @property
    def strict(self) -> bool:
        """Whether the types are those of the strict dialect of the format."""
        return any(element.get("Type", "").startswith(_STRICT) for element in self._elements())

    def add(self, kind: str, target: str, *, strict: bool = False) -> str:
        """Point to a part; the new id is returned."""
        used = self._by_id()
        rid = next(f"rId{number}" for number in range(1, len(used) + 2) if f"rId{number}" not in used)
        full_kind = f"{_STRICT if strict else _OFFICE}/{kind}"
        add_child(self.root, "Relationship", Id=rid, Type=full_kind, Target=self._relative(target))
        self._known = None
        return rid

    def sort(self) -> None:
        """Put the arrows in the order of their ids, whatever order they came in."""
        for element in sorted(self._elements(), key=lambda each: (len(each.get("Id", "")), each.get("Id", ""))):
            self.root.append(element)

    def retarget(self, rid: str, target: str) -> None:
        """Point an existing arrow to another part."""
        for element in self._elements(rid):
            element.set("Target", self._relative(target))
        self._known = None

    def remove(self, rid: str) -> None:
        """Take an arrow away."""
        for element in self._elements(rid):
            remove(element)
        self._known = None

    def _elements(self, rid: str | None = None) -> list[Element]:
        return [each for each in every(self.root, "Relationship") if rid is None or each.get("Id") == rid]

    def _relative(self, target: str) -> str:
        return posixpath.relpath(target, posixpath.dirname(self._part) or ".")

    def _by_id(self) -> dict[str, Relationship]:
        if self._known is None:
            self._known = {found.id: found for found in map(self._read, self._elements())}
        return self._known

    def _read(self, element: Element) -> Relationship:
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            folder = posixpath.dirname(self._part)
            target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target
            target = target.lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        return Relationship(element.get("Id", ""), kind, target, external)
