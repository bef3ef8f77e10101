"""The programs on this machine that can draw a workbook."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

# Windows and macOS put it where no shell looks.
_LIBREOFFICE_AT = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_EXCEL_ON_A_MAC = Path("/Applications/Microsoft Excel.app")


def libreoffice() -> Path | None:
    """LibreOffice's program, if it is installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _LIBREOFFICE_AT if path.exists()), None)


def has_excel() -> bool:
    """Whether Excel is installed, and xlwings to ask it with."""
    return find_spec("xlwings") is not None and _excel_is_installed()


def _excel_is_installed() -> bool:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there is none elsewhere

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application"))
        except OSError:
            return False
        return True
    return _EXCEL_ON_A_MAC.exists()
