"""LibreOffice, made to compute every formula of a file afresh instead of trusting the values stored in it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

_HARD_RECALCULATION = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def has_libreoffice() -> bool:
    """Whether it is installed."""
    return _program() is not None


def libreoffice(path: Path, cells: Sequence[tuple[str, str]]) -> list[object]:
    """What the cells, given as (sheet, address), come to."""
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.load_workbook(_recalculated(path, Path(folder)), data_only=True)
        return [book[sheet][address].value for sheet, address in cells]


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _recalculated(path: Path, folder: Path) -> Path:
    program = _program()
    assert program is not None
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_HARD_RECALCULATION, encoding="utf-8")
    copy = folder / f"given{path.suffix}"
    shutil.copy(path, copy)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "made"),
            str(copy),
        ],
        capture_output=True,
        timeout=100,
        check=True,
    )
    return folder / "made" / "given.xlsx"
