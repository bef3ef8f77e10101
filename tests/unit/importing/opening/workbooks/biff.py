"""The smallest .xls that readers accept: BIFF8 records in an OLE container, with one sheet of numbers and texts."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_END_OF_CHAIN, _FAT_SECTOR, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST_STREAM = 4096  # shorter ones would need a second kind of table


def workbook(title: str, rows: Sequence[Sequence[str | float]], *, encrypted: bool = False) -> bytes:
    start = _bof(0x0005) + (_record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if encrypted else b"")
    sheet = (
        _bof(0x0010) + b"".join(_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)) + _eof()
    )
    offset = len(start) + len(_bound_sheet(title, 0)) + len(_eof())
    return _container(start + _bound_sheet(title, offset) + _eof() + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHLL", 0x0600, kind, 0x0DBB, 1996, 0, 0x06))


def _eof() -> bytes:
    return _record(0x000A, b"")


def _bound_sheet(title: str, offset: int) -> bytes:
    return _record(0x0085, struct.pack("<LHBB", offset, 0, len(title), 1) + title.encode("utf-16-le"))


def _cell(row: int, column: int, cell: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", cell))


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(max(_SMALLEST_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    fat = [_FAT_SECTOR, _END_OF_CHAIN, *range(3, 2 + sectors), _END_OF_CHAIN]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9L", 0, 1, 1, 0, _SMALLEST_STREAM, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += struct.pack("<L", 0) + struct.pack("<L", _FREE) * 108
    table = struct.pack(f"<{len(fat)}L", *fat).ljust(_SECTOR, b"\xff")
    directory = _entry("Root Entry", 5, _END_OF_CHAIN, 0, child=1) + _entry("Workbook", 2, 2, len(stream)) + bytes(256)
    return header + table + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBLLL", kind, 1, _FREE, _FREE, child)
    return (
        letters.ljust(64, b"\0") + struct.pack("<H", len(letters)) + links + bytes(36) + struct.pack("<LQ", start, size)
    )
