"""An Excel package being edited: parts read when asked for, changed in memory, all others kept as they are on disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kpi_xl.errors import FileProblemError, UnsafeFileError
from kpi_xl.workbook.package import content_types
from kpi_xl.workbook.package.content_types import ContentTypes
from kpi_xl.workbook.package.relationships import Relationship, Relationships, relationships_name
from kpi_xl.workbook.package.xml import Element, parsed, serialised
from kpi_xl.workbook.package.zip_reader import ZipReader
from kpi_xl.workbook.package.zip_writer import ZipWriter

Pieces = Callable[[], Iterable[bytes]]


class Package:
    """The parts of a workbook.

    A part is asked for as bytes (`data`) or as a tree (`tree`). A tree may be changed in place and is written back
    once `touch` has been called for it; a part that nobody changed is copied as compressed bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = ZipReader(path)
        self._spelling = {name.lower(): name for name in self._zip.names}
        self._changed: dict[str, bytes | Pieces] = {}
        self._trees: dict[str, Element] = {}
        self._touched: set[str] = set()
        self._removed: set[str] = set()
        self._relations: dict[str, Relationships] = {}
        if content_types.NAME.lower() not in self._spelling:
            self.close()
            raise UnsafeFileError(f"{path.name} is no Excel workbook.", "Open it in Excel and save it as .xlsx.")
        self.types = ContentTypes(self._zip.read(self._spelling[content_types.NAME.lower()]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file on disk."""
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """All parts, those on disk first and in their order."""
        on_disk = [name for name in self._zip.names if name not in self._removed]
        return on_disk + [name for name in self._changed if name not in self._spelling.values()]

    def __contains__(self, name: str) -> bool:
        return self._spelled(name) in self._changed or (
            name.lower() in self._spelling and self._spelled(name) not in self._removed
        )

    def data(self, name: str) -> bytes:
        """A part's contents as they stand now."""
        name = self._spelled(name)
        if name in self._touched:
            return serialised(self._trees[name])
        changed = self._changed.get(name)
        if isinstance(changed, bytes):
            return changed
        if changed is not None:
            return b"".join(changed())
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise UnsafeFileError(
                f"{self.path.name} lacks the part {name}.", "Open it in Excel and save it as a new file."
            ) from error

    def tree(self, name: str) -> Element:
        """A part's root, always the same one; call `touch` after changing it."""
        name = self._spelled(name)
        if name not in self._trees:
            # Excel writes the line breaks of old drawings as HTML does, and reads them so.
            old_drawing = name.lower().endswith(".vml")
            self._trees[name] = parsed(self.data(name), f"{name} in {self.path.name}", mend=old_drawing)
        return self._trees[name]

    def touch(self, name: str) -> None:
        """Have a part's tree written back."""
        self._touched.add(self._spelled(name))

    def set(self, name: str, contents: bytes | Pieces) -> None:
        """Give a part new contents, whole or as pieces made while the package is written."""
        name = self._spelled(name)
        self._forget(name)
        self._changed[name] = contents
        self._removed.discard(name)

    def add(self, name: str, contents: bytes, content_type: str) -> None:
        """Add a part of its own type."""
        self.set(name, contents)
        self.types.set(name, content_type)

    def remove(self, name: str) -> None:
        """Drop a part, its type and its own relationships; arrows that point to it are the caller's to remove."""
        name = self._spelled(name)
        self._forget(name)
        self._changed.pop(name, None)
        self._removed.add(name)
        self.types.remove(name)
        relations = relationships_name(name)
        self._relations.pop(name, None)
        if relations in self:
            self.remove(relations)

    def relations(self, name: str) -> Relationships:
        """A part's relationships; those of the package itself for the empty name."""
        name = self._spelled(name)
        if name not in self._relations:
            part = relationships_name(name)
            self._relations[name] = Relationships(name, self.data(part) if part in self else None)
        return self._relations[name]

    def related(self, name: str, *kinds: str) -> list[Relationship]:
        """The parts inside the package that a part points to as one of `kinds`."""
        return [each for each in self.relations(name).all(*kinds) if not each.external and each.target in self]

    @property
    def strict(self) -> bool:
        """Whether the package is in the strict dialect of the format, whose namespaces are other ones."""
        return self.relations("").strict

    def relate(self, name: str, kind: str, target: str) -> str:
        """Let a part point to another one; the arrow's id is returned."""
        rid = self.relations(name).add(kind, target, strict=self.strict)
        self.touch_relations(name)
        return rid

    def unrelate(self, name: str, rid: str) -> None:
        """Take an arrow away."""
        self.relations(name).remove(rid)
        self.touch_relations(name)

    def touch_relations(self, name: str) -> None:
        """Have a part's relationships written back."""
        self.relations(name).sort()
        self.set(relationships_name(self._spelled(name)), serialised(self.relations(name).root))

    def free_name(self, like: str) -> str:
        """An unused part name with the number in `like` (`xl/charts/chart1.xml`) made the next free one."""
        folder, name = posixpath.split(like)
        stem, dot, extension = name.partition(".")
        stem = re.sub(r"\d+$", "", stem)
        number = 1
        while (candidate := posixpath.join(folder, f"{stem}{number}{dot}{extension}")) in self:
            number += 1
        return candidate

    def write(self, stream: BinaryIO, large: frozenset[str] = frozenset()) -> None:
        """Write the package as it stands; `large` names parts that may unpack to more than 4 GB."""
        self.types.sort()
        self.set(content_types.NAME, serialised(self.types.root))
        writer = ZipWriter(stream)
        try:
            for name in self.names:
                self._write_part(writer, name, large=name in large)
        except OverflowError as error:
            raise FileProblemError(f"The workbook becomes too large: {error}.", "Ask for fewer rows.") from error
        writer.close()

    def _write_part(self, writer: ZipWriter, name: str, *, large: bool) -> None:
        changed = self._changed.get(name)
        if name in self._touched:
            writer.add(name, [serialised(self._trees[name])])
        elif changed is None:
            info = self._zip.info(name)
            writer.copy(name, info.compress_type, info.CRC, info.file_size, self._zip.raw(name))
        else:
            writer.add(name, [changed] if isinstance(changed, bytes) else changed(), large=large)

    def _spelled(self, name: str) -> str:
        """A name as it is spelled on disk: the standard compares part names without regard to case."""
        return self._spelling.get(name.lower(), name)

    def _forget(self, name: str) -> None:
        self._trees.pop(name, None)
        self._touched.discard(name)
