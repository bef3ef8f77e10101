"""What a machine has that matters for functions in cells, described as plain data."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kpi_xl.printing.programs import libreoffice

_XLSTART = Path("Microsoft/Excel/XLSTART")
_EXCEL = r"Software\Microsoft\Office\16.0\Excel"
_POLICIES = r"Software\Policies\Microsoft\Office\16.0\Excel"
_CLICK_TO_RUN = r"Software\Microsoft\Office\ClickToRun\Configuration"
_LANGUAGES = r"Software\Microsoft\Office\16.0\Common\LanguageResources"
_BITS = {"x86": 32, "x64": 64}


@dataclass(frozen=True, slots=True)
class Machine:
    """One person's machine, as far as Excel and Calc are concerned.

    Attributes:
        system: as `sys.platform` says it.
        user: the user's own folder.
        interpreter: the Python that has kpi_xl and shall answer.
        python_bits: 32 or 64.
        xlwings: its version; None if it is not installed.
        office: LibreOffice's program.
        start_folder: where Excel opens everything when it starts; None where there is no such Excel.
        excel_bits: 32 or 64; None if that is not known.
        excel_language: such as nb-NO; None if that is not known.
        macros: Excel's own setting: 1 all, 2 ask, 3 signed ones only, 4 none; None for Excel's default, which asks.
        opened_at_start: other add-ins that Excel is told to open.
        synchronised: folders that OneDrive keeps.
    """

    system: str
    user: Path
    interpreter: Path
    python_bits: int = 64
    xlwings: str | None = None
    office: Path | None = None
    start_folder: Path | None = None
    excel_bits: int | None = None
    excel_language: str | None = None
    macros: int | None = None
    opened_at_start: tuple[str, ...] = ()
    synchronised: tuple[Path, ...] = ()

    @property
    def settings_file(self) -> Path:
        """The settings of xlwings under our own name: no other workbook of xlwings reads or changes them."""
        return self.user / ".kpi_xl" / "kpi_xl.conf"


def this_machine() -> Machine:
    """The machine that this runs on."""
    windows = sys.platform == "win32"
    bits = _read(_CLICK_TO_RUN, "Platform", everyone=True)
    macros = _read(rf"{_POLICIES}\Security", "VBAWarnings") or _read(rf"{_EXCEL}\Security", "VBAWarnings")
    return Machine(
        system=sys.platform,
        user=Path.home(),
        interpreter=_windowless(Path(sys.executable)),
        python_bits=struct.calcsize("P") * 8,
        xlwings=_version("xlwings"),
        office=libreoffice(),
        start_folder=Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming") / _XLSTART if windows else None,
        excel_bits=_BITS.get(str(bits)),
        excel_language=_language(),
        macros=macros if isinstance(macros, int) else None,
        opened_at_start=tuple(_opened_at_start()),
        synchronised=tuple(
            Path(os.environ[name]) for name in sorted(os.environ) if name.upper().startswith("ONEDRIVE")
        ),
    )


def _windowless(interpreter: Path) -> Path:
    """The Python that opens no console window, where there is one."""
    other = interpreter.with_name("pythonw.exe")
    return other if sys.platform == "win32" and other.exists() else interpreter


def _version(package: str) -> str | None:
    with suppress(PackageNotFoundError):
        return version(package)
    return None


def _language() -> str | None:
    found = _read(_LANGUAGES, "UILanguageTag")
    return str(found) if found else None


def _opened_at_start() -> Iterator[str]:
    """Add-ins that were ticked in Excel's list: OPEN, OPEN1, OPEN2 and so on."""
    for number in range(100):
        found = _read(rf"{_EXCEL}\Options", f"OPEN{number or ''}")
        if found is None:
            return
        yield str(found)


def _read(key: str, name: str, *, everyone: bool = False) -> object:
    """A value of Windows' registry; None on other machines and where there is none."""
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415 - there is none elsewhere

    hive = winreg.HKEY_LOCAL_MACHINE if everyone else winreg.HKEY_CURRENT_USER
    try:
        with winreg.OpenKey(hive, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
