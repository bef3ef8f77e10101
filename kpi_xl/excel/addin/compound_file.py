"""A compound file (MS-CFB): the little file system in which Office keeps VBA."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR, _MINI_SECTOR = 512, 64
_SMALL = 4096  # streams below it share the mini stream
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF
_IN_HEADER = 109  # sectors of the table of sectors that the header has room for
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_HEADER = struct.Struct("<8s16x5H6x9L")
_ENTRY = struct.Struct("<64sHBBLLL16xL8x8xLQ")
_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")

Tree = Mapping[str, "bytes | Tree"]


@dataclass(slots=True)
class _Entry:
    """A line of the directory."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NOTHING
    right: int = _NOTHING
    child: int = _NOTHING
    colour: int = _BLACK
    start: int = 0
    size: int = 0


@dataclass(slots=True)
class _Sectors:
    """Sectors one after the other, and for each the one that follows it in its stream."""

    size: int
    next: list[int] = field(default_factory=list[int])
    contents: bytearray = field(default_factory=bytearray)

    def add(self, data: bytes) -> int:
        """Append a stream.

        Returns:
            Its first sector.
        """
        if not data:
            return _END
        first, count = len(self.next), -(-len(data) // self.size)
        self.contents += data.ljust(count * self.size, b"\0")
        self.next += [*range(first + 1, first + count), _END]
        return first


def compound_file(tree: Tree) -> bytes:
    """A file of streams (bytes) and storages (mappings); the same tree gives the same bytes."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _enter(entries, tree)
    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.size = len(entry.data)
            entry.start = (mini if entry.size < _SMALL else sectors).add(entry.data)
    entries[0].start, entries[0].size = sectors.add(bytes(mini.contents)), len(mini.contents)
    mini_table = sectors.add(_table(mini.next, _SECTOR // 4)) if mini.next else _END
    directory = sectors.add(b"".join(map(_line, entries)).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    return _assembled(sectors, directory, mini_table, -(-len(mini.next) * 4 // _SECTOR))


def _assembled(sectors: _Sectors, directory: int, mini_table: int, mini_tables: int) -> bytes:
    """The header, the sectors, and the table of sectors at the end, which lists itself as well."""
    tables = 1
    while tables * _SECTOR // 4 < len(sectors.next) + tables:
        tables += 1
    if tables > _IN_HEADER:
        raise ValueError("A VBA project of more than six megabytes is not foreseen.")
    first = len(sectors.next)
    table = _table([*sectors.next, *[_FAT] * tables], tables * _SECTOR // 4)
    header = _HEADER.pack(
        _MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, _SMALL, mini_table, mini_tables, _END, 0
    )
    places = [*range(first, first + tables)]
    return header + _table(places, _IN_HEADER) + bytes(sectors.contents) + table


def _table(entries: Sequence[int], multiple: int) -> bytes:
    length = max(-(-len(entries) // multiple), 1) * multiple
    return struct.pack(f"<{length}L", *entries, *[_FREE] * (length - len(entries)))


def _enter(entries: list[_Entry], tree: Tree) -> int:
    """Add a folder's entries.

    Returns:
        The one at the top of their search tree.
    """
    places: dict[str, int] = {}
    for name in sorted(tree, key=_order):
        found = tree[name]
        places[name] = len(entries)
        entry = _Entry(name, _STREAM, found) if isinstance(found, bytes) else _Entry(name, _STORAGE)
        entries.append(entry)
        if not isinstance(found, bytes):
            entry.child = _enter(entries, found)
    ordered = [places[name] for name in sorted(tree, key=_order)]
    return _balanced(entries, ordered, len(ordered).bit_length())


def _balanced(entries: list[_Entry], ordered: Sequence[int], height: int) -> int:
    """A search tree in which only the lowest level, if it is not full, is red."""
    if not ordered:
        return _NOTHING
    middle = len(ordered) // 2
    entry = entries[ordered[middle]]
    entry.left = _balanced(entries, ordered[:middle], height - 1)
    entry.right = _balanced(entries, ordered[middle + 1 :], height - 1)
    entry.colour = _RED if height == 1 else _BLACK
    return ordered[middle]


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def _line(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return _ENTRY.pack(
        name, len(name) + 2, entry.kind, entry.colour, entry.left, entry.right, entry.child, 0, entry.start, entry.size
    )
