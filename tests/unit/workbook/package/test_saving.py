from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from kpi_xl.errors import FileProblemError
from kpi_xl.workbook.package.saving import save


def write_report(stream: BinaryIO) -> None:
    stream.write(b"report")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"old")
    assert save(path, write_report) == path
    assert path.read_bytes() == b"report"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"old")

    def fail(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(FileProblemError, match="No space left"):
        save(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_open_in_excel_is_left_and_a_second_name_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"open")
    (tmp_path / "report (2).xlsx").write_bytes(b"kept")
    real = os.replace

    def locked(source: Path, target: Path) -> None:
        if target == path:
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", locked)
    assert save(path, write_report) == tmp_path / "report (3).xlsx"
    assert path.read_bytes() == b"open"
    assert (tmp_path / "report (2).xlsx").read_bytes() == b"kept"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError, match="does not exist"):
        save(tmp_path / "nowhere" / "report.xlsx", write_report)
