from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kpi_xl.errors import UnsafeFileError
from kpi_xl.safety import limits
from kpi_xl.safety.archive import open_archive
from tests.unit.safety import attacks


def test_a_harmless_archive_is_opened(tmp_path: Path) -> None:
    path = attacks.package(tmp_path / "exports.zip", {"a.csv": b"a,b\n", "folder/b.csv": b"c,d\n"})
    with open_archive(path) as archive:
        assert archive.read("folder/b.csv") == b"c,d\n"


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = attacks.package(tmp_path / "exports.zip", {f"{number}.csv": b"x" * 1000 for number in range(10)})
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 9_999)
    with pytest.raises(UnsafeFileError, match="more than is safe"), open_archive(path):
        pass


def test_text_that_shrinks_well_is_no_bomb(tmp_path: Path) -> None:
    rows = b"".join(b"2026-10-%02d,Facebook,%d\n" % (number % 28, number) for number in range(400_000))
    path = attacks.package(tmp_path / "exports.zip", {"daily.csv": rows})
    with open_archive(path) as archive:
        assert archive.read("daily.csv") == rows


def test_a_long_comment_does_not_hide_the_directory(tmp_path: Path) -> None:
    path = attacks.package(tmp_path / "exports.zip", {"a.csv": b"a,b\n"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"c" * 60_000
    with open_archive(path) as archive:
        assert archive.namelist() == ["a.csv"]


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x05\x06", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_archive_is_called_damaged(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "exports.zip"
    path.write_bytes(content)
    with pytest.raises(UnsafeFileError), open_archive(path):
        pass


def test_damage_found_while_reading_is_explained(tmp_path: Path) -> None:
    path = attacks.package(tmp_path / "exports.zip", {"a.csv": b"some text that is compressed " * 50})
    content = bytearray(path.read_bytes())
    content[40:60] = b"\xff" * 20
    path.write_bytes(content)
    with pytest.raises(UnsafeFileError, match=r"exports\.zip is damaged"), open_archive(path) as archive:
        archive.read("a.csv")
