from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest
from oracles import has_libreoffice

from kpi_xl.errors import FileProblemError
from kpi_xl.printing import pdf


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "Rekkevidde"
    path = tmp_path / "2026-10 rapport.xlsx"
    book.save(path)
    return path


@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_a_workbook_is_printed_beside_itself(workbook: Path) -> None:
    made = pdf.to_pdf(workbook)
    assert made == workbook.with_suffix(".pdf")
    assert made.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in workbook.parent.iterdir()) == ["2026-10 rapport.pdf", "2026-10 rapport.xlsx"]


def test_without_a_program_the_user_is_told_what_to_do(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_excel", lambda: False)
    monkeypatch.setattr(pdf, "libreoffice", lambda: None)
    with pytest.raises(FileProblemError, match=r"No program on this computer can print 2026-10 rapport\.xlsx") as told:
        pdf.to_pdf(workbook)
    assert "LibreOffice" in told.value.hint


def test_a_program_that_fails_leaves_nothing_behind(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_options: object) -> None:
        raise subprocess.CalledProcessError(1, "soffice")

    monkeypatch.setattr(pdf, "has_excel", lambda: False)
    monkeypatch.setattr(pdf, "libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(FileProblemError, match="LibreOffice could not print"):
        pdf.to_pdf(workbook)
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]
