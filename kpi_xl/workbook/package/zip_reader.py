"""A zip file whose entries can be read, or taken as the compressed bytes they are."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kpi_xl.errors import UnsafeFileError

_LOCAL_SIZE = 30
_LENGTHS_AT = 26  # of the name and of the extra field, which may differ from the directory's


class ZipReader:
    """The entries of a package on disk, in its own order."""

    def __init__(self, path: Path) -> None:
        self._stream: BinaryIO = path.open("rb")
        try:
            self._zip = zipfile.ZipFile(self._stream)
        except zipfile.BadZipFile as error:
            self._stream.close()
            raise UnsafeFileError(
                f"{path.name} is no Excel workbook, or is damaged.", "Open it in Excel and save it as .xlsx."
            ) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist() if not entry.is_dir()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._stream.close()

    @property
    def names(self) -> list[str]:
        """The names of all entries."""
        return list(self._entries)

    def info(self, name: str) -> zipfile.ZipInfo:
        """Method, checksum and sizes of an entry."""
        return self._entries[name]

    def read(self, name: str) -> bytes:
        """An entry's contents."""
        return self._zip.read(self._entries[name])

    def raw(self, name: str) -> bytes:
        """An entry's compressed bytes."""
        entry = self._entries[name]
        self._stream.seek(entry.header_offset + _LENGTHS_AT)
        name_length, extra_length = struct.unpack("<2H", self._stream.read(4))
        self._stream.seek(entry.header_offset + _LOCAL_SIZE + name_length + extra_length)
        return self._stream.read(entry.compress_size)
