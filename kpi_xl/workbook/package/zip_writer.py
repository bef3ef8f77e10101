"""A zip file written from front to back: entries copied as they are, or compressed as they come."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Final

from kpi_xl.workbook.package.deflate import compressor

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_EXTRA64 = struct.Struct("<2H2Q")
_PADDING: Final = 0xA220  # what Excel's own packages leave room with
_ZIP64: Final = 0x0001
_ROOM: Final = struct.pack("<2H", _PADDING, _EXTRA64.size - 4) + bytes(_EXTRA64.size - 4)
_FULL32: Final = 0xFFFFFFFF
_FULL16: Final = 0xFFFF
_UTF8_NAME: Final = 0x800
_TIME, _DAY = 0, 0x21  # 1 January 1980: the same input gives the same bytes
_PLAIN, _BIG = 20, 45  # zip versions needed to unpack
STORED: Final = 0
DEFLATED: Final = 8


@dataclass(slots=True)
class _Entry:
    name: bytes
    method: int
    offset: int
    crc: int = 0
    compressed: int = 0
    size: int = 0


class ZipWriter:
    """Writes entries one after the other to a seekable stream; `close` adds the directory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._entries: list[_Entry] = []

    def copy(self, name: str, method: int, crc: int, size: int, raw: bytes) -> None:
        """Add an entry whose compressed bytes are already there."""
        entry = _Entry(name.encode(), method, self._stream.tell(), crc, len(raw), size)
        self._stream.write(_local_header(entry, _ROOM if max(size, len(raw)) >= _FULL32 else b""))
        self._stream.write(raw)
        self._entries.append(entry)

    def add(self, name: str, pieces: Iterable[bytes], *, large: bool = False) -> None:
        """Compress an entry; `large` leaves room for sizes over 4 GB, which are known only at the end."""
        entry = _Entry(name.encode(), DEFLATED, self._stream.tell())
        room = _ROOM if large else b""
        self._stream.write(_local_header(entry, room))
        deflate = compressor()
        for piece in pieces:
            entry.crc = zlib.crc32(piece, entry.crc)
            entry.size += len(piece)
            entry.compressed += self._stream.write(deflate.compress(piece))
        entry.compressed += self._stream.write(deflate.flush())
        end = self._stream.tell()
        self._stream.seek(entry.offset)
        self._stream.write(_local_header(entry, room))
        self._stream.seek(end)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the directory."""
        start = self._stream.tell()
        for entry in self._entries:
            self._stream.write(_central_header(entry))
        size = self._stream.tell() - start
        count = len(self._entries)
        if start >= _FULL32 or count >= _FULL16:
            end64 = self._stream.tell()
            self._stream.write(_END64.pack(b"PK\x06\x06", 44, _BIG, _BIG, 0, 0, count, count, size, start))
            self._stream.write(_LOCATOR64.pack(b"PK\x06\x07", 0, end64, 1))
        short = min(count, _FULL16)
        self._stream.write(_END.pack(b"PK\x05\x06", 0, 0, short, short, size, min(start, _FULL32), 0))


def _local_header(entry: _Entry, room: bytes) -> bytes:
    big = max(entry.size, entry.compressed) >= _FULL32
    if big and not room:
        raise OverflowError(f"{entry.name.decode()} is larger than 4 GB")
    extra = _EXTRA64.pack(_ZIP64, 16, entry.size, entry.compressed) if big else room
    sizes = (_FULL32, _FULL32) if big else (entry.compressed, entry.size)
    version = _BIG if big else _PLAIN
    fields = (version, _UTF8_NAME, entry.method, _TIME, _DAY, entry.crc, *sizes, len(entry.name), len(extra))
    return _LOCAL.pack(b"PK\x03\x04", *fields) + entry.name + extra


def _central_header(entry: _Entry) -> bytes:
    wide = [value for value in (entry.size, entry.compressed, entry.offset) if value >= _FULL32]
    extra = struct.pack(f"<2H{len(wide)}Q", _ZIP64, 8 * len(wide), *wide) if wide else b""
    version = _BIG if wide else _PLAIN
    sizes = (min(entry.compressed, _FULL32), min(entry.size, _FULL32))
    fields = (version, version, _UTF8_NAME, entry.method, _TIME, _DAY, entry.crc, *sizes, len(entry.name), len(extra))
    return _CENTRAL.pack(b"PK\x01\x02", *fields, 0, 0, 0, 0, min(entry.offset, _FULL32)) + entry.name + extra
