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
        book = openpyxl.load_workbook(recalculated([path], Path(folder))[0], data_only=True)
        return [book[sheet][address].value for sheet, address in cells]


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice computes them, written into a folder; their names must differ in their stems."""
    program = _program()
    assert program is not None
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_HARD_RECALCULATION, encoding="utf-8")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "made"),
            *map(str, paths),
        ],
        capture_output=True,
        timeout=110,
        check=True,
    )
    return [folder / "made" / f"{path.stem}.xlsx" for path in paths]
