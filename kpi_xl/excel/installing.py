"""The add-ins put where Excel and LibreOffice look for them, and taken away again."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kpi_xl.errors import FileProblemError
from kpi_xl.excel.addin.package import ADDIN_FILE, addin
from kpi_xl.excel.calc.package import EXTENSION_FILE, EXTENSION_ID, SETUP_FILE, extension
from kpi_xl.excel.machine import Machine
from kpi_xl.excel.preferences import help_language
from kpi_xl.project.home import home, remember, remembered

_STORE = "excel-addin"  # what was put where, for `doctor`
_LONGEST = 180  # seconds that LibreOffice may take


@dataclass(frozen=True, slots=True)
class Installed:
    """What was put in place for Excel, and with what."""

    addin: Path
    digest: str
    interpreter: Path
    xlwings: str


def install_in_excel(machine: Machine) -> Installed:
    """Put the add-in into Excel's start folder, which Excel trusts, and tell it which Python to start.

    Raises:
        FileProblemError: this is not Windows, xlwings is missing, or Excel has the add-in open.
    """
    if machine.start_folder is None:
        raise FileProblemError(
            "Functions in Excel's cells need Excel on Windows.", "On this machine they work in LibreOffice Calc."
        )
    if machine.xlwings is None:
        raise FileProblemError("xlwings is not installed.", 'Run: python -m pip install "kpi-xl[excel]"')
    contents = addin(machine.xlwings, help_language())
    place = machine.start_folder / ADDIN_FILE
    _write(machine.settings_file, _settings(machine).encode("mbcs" if sys.platform == "win32" else "utf-8"))
    _write(place, contents)
    digest = sha256(contents).hexdigest()
    found = {"addin": str(place), "digest": digest, "interpreter": str(machine.interpreter), "xlwings": machine.xlwings}
    remember(_STORE, found)
    return Installed(place, digest, machine.interpreter, machine.xlwings)


def installed_in_excel() -> Installed | None:
    """What the last installation put in place."""
    found = remembered(_STORE)
    if not found.get("addin"):
        return None
    return Installed(Path(found["addin"]), found["digest"], Path(found["interpreter"]), found["xlwings"])


def uninstall_from_excel(machine: Machine) -> list[Path]:
    """Take the add-in and its settings away.

    Returns:
        The files that were removed.

    Raises:
        FileProblemError: Excel has the add-in open.
    """
    installed = installed_in_excel()
    places = [machine.settings_file, *([installed.addin] if installed else [])]
    if machine.start_folder is not None:
        places.append(machine.start_folder / ADDIN_FILE)
    removed = [place for place in dict.fromkeys(places) if _remove(place)]
    remember(_STORE, dict.fromkeys(("addin", "digest", "interpreter", "xlwings")))
    return removed


def install_in_calc(machine: Machine, version: str) -> Path:
    """Give LibreOffice the extension, made for this Python.

    Raises:
        FileProblemError: LibreOffice is not installed, is running, or refuses.
    """
    place = home() / EXTENSION_FILE
    _write(place, extension(_with_streams(machine.interpreter), version))
    _package_manager(machine, "add", "--force", str(place))
    return place


def interpreter_in_calc() -> Path | None:
    """The Python that LibreOffice's extension starts; None if it was not installed from here."""
    try:
        with ZipFile(home() / EXTENSION_FILE) as package:
            return Path(json.loads(package.read(SETUP_FILE))["interpreter"])
    except (OSError, KeyError, ValueError, BadZipFile):
        return None


def uninstall_from_calc(machine: Machine) -> bool:
    """Take the extension away, if it was installed from here.

    Raises:
        FileProblemError: LibreOffice is running, or refuses.
    """
    place = home() / EXTENSION_FILE
    if not place.exists():
        return False
    _package_manager(machine, "remove", EXTENSION_ID)
    return _remove(place)


def _with_streams(interpreter: Path) -> Path:
    """The Python that can be talked to; the one without windows may have no streams."""
    other = interpreter.with_name("python.exe")
    return other if interpreter.name == "pythonw.exe" and other.exists() else interpreter


def _settings(machine: Machine) -> str:
    """In xlwings' format. A folder of a workbook is never among those that Python loads modules from."""
    settings = {
        "INTERPRETER_WIN": str(machine.interpreter),
        "UDF MODULES": "kpi_xl.excel.udfs",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    }
    return "".join(f'"{name}","{value}"\r\n' for name, value in settings.items())


def _package_manager(machine: Machine, *arguments: str) -> None:
    if machine.office is None:
        raise FileProblemError("LibreOffice is not installed.", "Install it from https://www.libreoffice.org.")
    program = machine.office.resolve().with_name("unopkg.com" if machine.system == "win32" else "unopkg")
    try:
        done = subprocess.run(  # noqa: S603 - LibreOffice's own program, and files of ours
            [program, *arguments], check=False, capture_output=True, text=True, timeout=_LONGEST, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FileProblemError(f"LibreOffice's {program.name} cannot be run: {error}.", "Install it anew.") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise FileProblemError(
            f"LibreOffice refuses the extension: {' '.join(said[-3:]) or 'it does not say why'}",
            f"Close LibreOffice and try again, or open {home() / EXTENSION_FILE} in it.",
        )


def _write(place: Path, contents: bytes) -> None:
    unfinished = place.with_name(place.name + ".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(contents)
        unfinished.replace(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise FileProblemError(f"{place} cannot be written.", "Close Excel and try again.") from error


def _remove(place: Path) -> bool:
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileProblemError(f"{place} cannot be removed.", "Close Excel and try again.") from error
    return True
