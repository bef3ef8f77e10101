"""The compression of VBA source (MS-OVBA 2.4.1): chunks of 4,096 bytes in which repeated runs point back."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SIGNATURE = b"\x01"
_CHUNK = 4096
_COMPRESSED, _RAW = 0xB000, 0x3000  # flags above the twelve bits of a chunk's size
_TOKENS = 8  # under one byte of flags
_SHORTEST = 3


def compressed(data: bytes) -> bytes:
    """A compressed container of some bytes."""
    return _SIGNATURE + b"".join(_chunk(data[at : at + _CHUNK]) for at in range(0, len(data), _CHUNK))


def _chunk(data: bytes) -> bytes:
    body = b"".join(_groups(data))
    if len(body) < _CHUNK:
        return struct.pack("<H", _COMPRESSED | len(body) - 1) + body
    return struct.pack("<H", _RAW | _CHUNK - 1) + data.ljust(_CHUNK, b"\0")


def _groups(data: bytes) -> Iterator[bytes]:
    """Eight tokens at a time, with a byte before them that tells which of them point back."""
    tokens = [*_tokens(data)]
    for at in range(0, len(tokens), _TOKENS):
        group = tokens[at : at + _TOKENS]
        flags = sum(1 << bit for bit, token in enumerate(group) if len(token) > 1)
        yield bytes([flags]) + b"".join(group)


def _tokens(data: bytes) -> Iterator[bytes]:
    """Single bytes, and two-byte tokens for what has stood in the chunk before."""
    seen: dict[bytes, int] = {}
    at = 0
    while at < len(data):
        start = seen.get(data[at : at + _SHORTEST])
        length = _run(data, start, at) if start is not None else 0
        if start is not None and length >= _SHORTEST:
            yield _copy(at, at - start, length)
        else:
            length = 1
            yield data[at : at + 1]
        for passed in range(at, min(at + length, len(data) - _SHORTEST + 1)):
            seen[data[passed : passed + _SHORTEST]] = passed
        at += length


def _run(data: bytes, start: int, at: int) -> int:
    longest = min(len(data) - at, (0xFFFF >> _offset_bits(at)) + _SHORTEST)
    length = 0
    while length < longest and data[start + length] == data[at + length]:
        length += 1
    return length


def _copy(at: int, offset: int, length: int) -> bytes:
    return struct.pack("<H", offset - 1 << 16 - _offset_bits(at) | length - _SHORTEST)


def _offset_bits(at: int) -> int:
    """How many bits of a token tell the offset: as many as the position in the chunk needs, and four at least."""
    return max((at - 1).bit_length(), 4)
