from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from kpi_xl.workbook.package import zip_writer
from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.zip_reader import ZipReader
from kpi_xl.workbook.package.zip_writer import ZipWriter


def written(*entries: tuple[str, bytes], large: bool = False) -> bytes:
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    for name, data in entries:
        writer.add(name, [data[:3], data[3:]], large=large)
    writer.close()
    return stream.getvalue()


def test_what_is_written_is_read_by_others() -> None:
    with zipfile.ZipFile(io.BytesIO(written(("a.xml", b"<a/>"), ("é/b.xml", b"b" * 10_000)))) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == {"a.xml": b"<a/>", "é/b.xml": b"b" * 10_000}


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(("a.xml", b"<a/>")) == written(("a.xml", b"<a/>"))


def test_sizes_over_4_gb_are_told_to_others() -> None:
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    writer.copy("big.xml", zip_writer.STORED, crc=7, size=5 * 2**30, raw=b"x")
    writer.add("small.xml", [b"x"], large=True)
    writer.close()
    with zipfile.ZipFile(stream) as package:
        assert package.getinfo("big.xml").file_size == 5 * 2**30
        assert package.read("small.xml") == b"x"


def test_an_entry_that_turns_out_too_large_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_writer, "_FULL32", 1_000)
    with pytest.raises(OverflowError, match=r"big\.xml"):
        written(("big.xml", bytes(range(256)) * 40))


def test_untouched_parts_keep_their_compressed_bytes(tmp_path: Path) -> None:
    source, target = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/Media.bin", b"text " * 1_000)
        package.writestr(zipfile.ZipInfo("xl/stored.bin"), b"stored", zipfile.ZIP_STORED)
    with Package(source) as package, target.open("wb") as stream:
        package.set("xl/new.xml", b"<new/>")
        package.write(stream)
    with ZipReader(source) as before, ZipReader(target) as after:
        for name in ("xl/Media.bin", "xl/stored.bin"):
            assert before.raw(name) == after.raw(name)
        assert zlib.decompress(after.raw("xl/new.xml"), -15) == b"<new/>"


def test_part_names_are_found_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/SharedStrings.xml", "<sst/>")
    with Package(path) as package:
        assert package.data("xl/sharedStrings.xml") == b"<sst/>"
        assert package.free_name("xl/sharedStrings.xml") == "xl/sharedStrings1.xml"
