from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi_xl.errors import FileProblemError, KpiXlError, UnsafeFileError
from kpi_xl.importing.opening import opener
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.opener import open_file
from tests.unit.importing.opening.workbooks import biff
from tests.unit.importing.opening.workbooks.test_spreadsheetml import ROWS, document
from tests.unit.safety import attacks

CSV = b"Date,Reach\n2026-10-01,5\n"


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in attacks.parts().items():
            archive.writestr(name, data)
    return buffer.getvalue()


def archive_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 10, 5, 12, 30, 0)), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CSV, "csv"),
        (workbook(), "xlsx"),
        (biff.workbook("A", [["x"]]), "xls"),
        (document(ROWS).encode(), "spreadsheetml"),
    ],
)
def test_every_kind_is_opened_under_any_name(content: bytes, kind: str, save: Callable[[str, bytes], Path]) -> None:
    path = save("export.xls", content)
    (opened,) = open_file(path)
    assert (opened.path, opened.name, opened.kind) == (path, "export.xls", kind)
    assert opened.sha256 == hashlib.sha256(content).hexdigest()
    assert opened.modified_at == path.stat().st_mtime
    assert opened.grids[0].head(1)
    assert opened.siblings == ()


def test_an_archive_gives_its_members(save: Callable[[str, bytes], Path]) -> None:
    members = {
        "a.csv": CSV,
        "folder/b.xlsx": workbook(),
        "__MACOSX/._a.csv": b"\0\0",
        ".DS_Store": b"\0\0",
        "readme.pdf": b"%PDF-1.7",
    }
    path = save("exports.zip", archive_of(members))
    a, b, pdf = open_file(path)
    assert [each.path for each in (a, b, pdf)] == [path] * 3
    assert [each.name for each in (a, b, pdf)] == [
        "exports.zip/a.csv",
        "exports.zip/folder/b.xlsx",
        "exports.zip/readme.pdf",
    ]
    assert a.siblings == ("folder/b.xlsx", "readme.pdf")
    assert a.sha256 == hashlib.sha256(CSV).hexdigest()
    assert a.modified_at != path.stat().st_mtime
    assert b.grids[0].head(1) == [["1"]]
    assert a.problem is None
    assert pdf.grids == ()
    assert "a PDF" in str(pdf.problem)


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not(save: Callable[[str, bytes], Path]) -> None:
    (inner,) = open_file(save("two.zip", attacks.nested_zip(2)))
    assert inner.name == "two.zip/level0.zip/data.csv"
    (refused,) = open_file(save("three.zip", attacks.nested_zip(3)))
    assert isinstance(refused.problem, UnsafeFileError)
    assert "archives within archives" in refused.problem.message


def test_a_bomb_in_an_archive_is_refused_and_the_rest_is_opened(
    save: Callable[[str, bytes], Path], tmp_path: Path
) -> None:
    bomb = attacks.WORKBOOK_ATTACKS["one cell in the far corner"](tmp_path / "bomb.xlsx").read_bytes()
    good, bad = open_file(save("exports.zip", archive_of({"a.csv": CSV, "b.xlsx": bomb})))
    assert good.grids
    assert isinstance(bad.problem, UnsafeFileError)
    assert "exports.zip/b.xlsx" in bad.problem.message


def test_only_so_much_of_an_archive_is_held_in_memory(
    save: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("exports.zip", archive_of({f"{number}.csv": CSV for number in range(3)}))
    monkeypatch.setattr(opener, "MemoryBudget", lambda: MemoryBudget(left=2 * len(CSV)))
    assert [opened.grids[0].small for opened in open_file(path)] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("export.csv", b"", "is empty"),
        ("export.zip", archive_of({}), "holds no files"),
        ("~$export.xlsx", b"\x05Someone", "only marks that a workbook is open in Excel"),
        ("export.xlsx", workbook()[:-100], "damaged"),
        ("export.zip", archive_of({"a.csv": CSV})[:60], "damaged"),
        ("noise.csv", random.Random(1).randbytes(3000), "neither a text file nor a workbook"),  # noqa: S311 - no secret
    ],
)
def test_what_cannot_be_opened_says_why(
    name: str, content: bytes, said: str, save: Callable[[str, bytes], Path]
) -> None:
    with pytest.raises(FileProblemError, match=said) as refused:
        open_file(save(name, content))
    assert name in refused.value.message
    assert refused.value.hint.endswith(".")


def test_a_folder_and_a_missing_file_are_explained(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match="is a folder"):
        open_file(tmp_path)
    with pytest.raises(FileProblemError, match="does not exist"):
        open_file(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "may not be read"),
        (OSError(28, "No space left on device"), "no room on the disk"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_system_says_is_explained(
    error: OSError, said: str, save: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(opener, "kind_of", fail)
    with pytest.raises(FileProblemError, match=said):
        open_file(save("export.csv", CSV))


def test_a_file_that_excel_holds_open_is_to_be_closed(
    save: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        error = PermissionError(13, "The process cannot access the file because it is being used by another process")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(opener, "kind_of", fail)
    with pytest.raises(FileProblemError, match="open in another program") as refused:
        open_file(save("export.xlsx", CSV))
    assert "Close it in Excel" in refused.value.hint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither Windows nor root")
def test_a_file_without_permission_is_explained(save: Callable[[str, bytes], Path]) -> None:
    path = save("export.csv", CSV)
    path.chmod(0)
    with pytest.raises(FileProblemError, match="may not be read"):
        open_file(path)


def mangled(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, some cut out, some doubled."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = chance.randbytes(1)
            case 1:
                del data[place : place + chance.randint(1, 200)]
            case 2:
                data[place:place] = data[place // 2 : place // 2 + chance.randint(1, 200)]
            case _:
                data[place:place] = chance.choice([b'"', b"\0", b"\xff\xfe", b"<", b"&", b"PK\x03\x04", b"\r"])
    return bytes(data)


@pytest.mark.parametrize("left", [0, 1 << 25], ids=["stored", "in memory"])
@pytest.mark.parametrize(
    "content",
    [
        b'sep=,\nDate,"Caption",Reach\n' + b'2026-10-01,"two\nlines",5\n' * 20,
        "Dato;Følgere\n2026-10-01;5\n".encode("utf-16") * 3,
        "Dato;Følgere\nMalmö;5\n".encode("cp1252") * 20,
        document(ROWS).encode(),
        archive_of({"a.csv": CSV * 20, "b.csv": CSV}),
    ],
    ids=["csv", "utf-16", "cp1252", "spreadsheetml", "zip"],
)
def test_mangled_files_raise_nothing_but_explained_errors(
    content: bytes, left: int, save: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2026)  # noqa: S311 - no secret
    monkeypatch.setattr(opener, "MemoryBudget", lambda: MemoryBudget(left=left))
    for _ in range(60):
        path = save("export.xls", mangled(content, chance))
        try:
            for opened in open_file(path):
                for grid in opened.grids:
                    assert len(list(grid.rows())) >= len(grid.tail())
        except KpiXlError as error:
            assert error.hint  # noqa: PT017 - most are opened after all


@pytest.mark.parametrize("content", [workbook(), biff.workbook("A", [["x", 1.0]] * 20)], ids=["xlsx", "xls"])
def test_mangled_workbooks_raise_nothing_but_explained_errors(
    content: bytes, save: Callable[[str, bytes], Path]
) -> None:
    chance = random.Random(2026)  # noqa: S311 - no secret
    for _ in range(8):  # each starts a process
        path = save("export.xls", mangled(content, chance))
        try:
            for opened in open_file(path):
                assert opened.name == "export.xls"
        except KpiXlError as error:
            assert error.hint  # noqa: PT017 - some are opened after all
