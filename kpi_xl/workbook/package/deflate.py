"""The compressor: isal where it is installed (three times as fast and smaller), else zlib."""

from __future__ import annotations

import zlib
from typing import Protocol

_RAW = -15  # a zip entry holds a bare deflate stream
_LEVEL = 1  # the higher levels cost more time than building the rows does, for a tenth less size


class Compressor(Protocol):
    """What both libraries give."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


def compressor() -> Compressor:
    """A fresh deflate stream."""
    try:
        from isal import isal_zlib  # noqa: PLC0415 - an optional extra
    except ImportError:
        return zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    return isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _RAW)


def inflated(data: bytes) -> bytes:
    """The contents of a deflated zip entry."""
    return zlib.decompress(data, _RAW)
