"""What breaks functions in cells in practice, looked for on a described machine; each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kpi_xl.excel.addin.package import ADDIN_FILE
from kpi_xl.excel.installing import Installed
from kpi_xl.excel.machine import Machine

_AGAIN = "Run: kpi-xl excel install"
_NONE, _SIGNED = 4, 3  # Excel's settings for macros
_KNOWN_LANGUAGES = ("en", "nb", "nn", "no", "sv", "da")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what to do if it is not well."""

    level: Literal["ok", "note", "wrong"]
    what: str
    text: str


def checks(
    machine: Machine, installed: Installed | None, projects: tuple[Path, ...] = (), in_calc: Path | None = None
) -> Iterator[Check]:
    """Everything that can be told from outside of Excel.

    Args:
        machine: where Excel is.
        installed: what `kpi-xl excel install` put in place; None if it was never run.
        projects: the folders that Excel may read.
        in_calc: the Python that LibreOffice's extension starts; None if it is not installed.
    """
    if machine.start_folder is None:
        yield Check("ok", "Excel", "functions in cells need Windows; here they work in LibreOffice Calc")
    elif installed is None:
        yield Check("note", "Excel", f"the add-in is not installed. {_AGAIN}")
    else:
        yield from _addin(machine.start_folder, installed)
        yield from _python(machine, installed)
        yield from _libraries(machine, installed)
        yield from _excel(machine)
        yield from _others(machine, installed)
    if in_calc is not None and not in_calc.is_file():
        yield Check("wrong", "LibreOffice Calc", f"{in_calc}, which answers its functions, is gone. {_AGAIN}")
    elif in_calc is not None:
        yield Check("ok", "LibreOffice Calc", f"functions in cells, answered by {in_calc}")
    yield from _folders(machine, projects)


def _addin(start_folder: Path, installed: Installed) -> Iterator[Check]:
    place = installed.addin
    if not place.is_file():
        told = (
            f"{place} was there and is gone: a virus scanner may have put it into quarantine. Release it there and"
            f" except that folder, or ask whoever runs the scanner. {_AGAIN}"
        )
        yield Check("wrong", "Excel add-in", told)
        return
    if place.parent != start_folder:
        yield Check("wrong", "Excel add-in", f"is in {place.parent}, but Excel starts from {start_folder}. {_AGAIN}")
    elif sha256(place.read_bytes()).hexdigest() != installed.digest:
        yield Check("wrong", "Excel add-in", f"{place} is not the file that was installed. {_AGAIN}")
    else:
        yield Check("ok", "Excel add-in", str(place))
    if _is_marked(place):
        told = "carries the mark of a download, so that Excel blocks its macros. Right-click it, Properties, Unblock."
        yield Check("wrong", "Excel add-in", f"{place} {told}")


def _is_marked(place: Path) -> bool:
    """Whether Windows has noted that a file came from the internet (the Mark of the Web, a stream beside the file)."""
    try:
        mark = Path(f"{place}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "ZoneId=3" in mark or "ZoneId=4" in mark


def _python(machine: Machine, installed: Installed) -> Iterator[Check]:
    if not installed.interpreter.is_file():
        yield Check("wrong", "Python for Excel", f"{installed.interpreter} is no longer there. {_AGAIN}")
    elif installed.interpreter != machine.interpreter:
        told = f"Excel starts {installed.interpreter}, and this is {machine.interpreter}."
        yield Check("note", "Python for Excel", f"{told} To have it start this one: kpi-xl excel install")
    if not _is_western(installed.interpreter):
        told = f"{installed.interpreter} has letters that xlwings cannot hand to Windows."
        yield Check("wrong", "Python for Excel", f"{told} Put Python into a folder without them. {_AGAIN}")
    if not machine.settings_file.is_file():
        yield Check("wrong", "Python for Excel", f"{machine.settings_file} is missing. {_AGAIN}")


def _is_western(path: Path) -> bool:
    try:
        str(path).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _libraries(machine: Machine, installed: Installed) -> Iterator[Check]:
    if machine.xlwings is None:
        yield Check("wrong", "xlwings", 'is not installed. Run: python -m pip install "kpi-xl[excel]"')
        return
    if machine.xlwings != installed.xlwings:
        told = f"is {machine.xlwings}, but the add-in was made for {installed.xlwings}, and both must agree. {_AGAIN}"
        yield Check("wrong", "xlwings", told)
    bits = machine.excel_bits or machine.python_bits
    library = f"xlwings{bits}-{installed.xlwings}.dll"
    folders = (installed.interpreter.parent, installed.interpreter.parent.parent)
    if not any((folder / library).is_file() for folder in folders):
        told = f"{library} is neither in {folders[0]} nor in {folders[1]}. Run: python -m pip install --force-reinstall"
        yield Check("wrong", "xlwings", f"{told} xlwings=={installed.xlwings}, then kpi-xl excel install")
    if machine.excel_bits is not None and machine.excel_bits != machine.python_bits:
        told = f"Excel has {machine.excel_bits} bits and Python {machine.python_bits}."
        yield Check(
            "note", "32 or 64 bit", f"{told} They may differ; if cells stay #N/A, use a Python that has as many."
        )


def _excel(machine: Machine) -> Iterator[Check]:
    if machine.macros in {_NONE, _SIGNED}:
        which = "blocks all macros" if machine.macros == _NONE else "runs signed macros only"
        told = f"Excel {which}. Choose File > Options > Trust Center > Macro Settings: disable with notification;"
        yield Check("wrong", "Excel's macros", f"{told} if that is greyed out, ask your administrator.")
    if machine.excel_language is None:
        return
    language = machine.excel_language.partition("-")[0].lower()
    separator = "," if language == "en" else ";"
    level = "ok" if language in _KNOWN_LANGUAGES else "note"
    told = f"{machine.excel_language}; function names are the same, arguments are usually parted by {separator}"
    yield Check(level, "Excel's language", told)


def _others(machine: Machine, installed: Installed) -> Iterator[Check]:
    """Another copy of ours gives every function twice; that of xlwings is a different add-in and does no harm."""
    start = machine.start_folder
    beside = sorted(start.glob("*.xla*")) if start is not None and start.is_dir() else []
    copies = [str(path) for path in beside if path != installed.addin and _is_ours(path.name)]
    copies += [text for text in machine.opened_at_start if _is_ours(Path(text.replace("\\", "/")).name)]
    if copies:
        told = f"also opens {', '.join(copies)}: two add-ins with the same functions. Remove it: untick it under"
        yield Check("wrong", "Excel add-in", f"Excel {told} File > Options > Add-ins > Go, then delete the file.")


def _is_ours(name: str) -> bool:
    return Path(name.strip('"/ ')).stem.lower().startswith(Path(ADDIN_FILE).stem)


def _folders(machine: Machine, projects: tuple[Path, ...]) -> Iterator[Check]:
    """Only those that need something: a person may have had many projects."""
    for project in projects:
        if not project.is_dir():
            told = f"{project} is not there any more. If it moved, run in its new place: kpi-xl excel allow"
            yield Check("note", "Project for Excel", told)
        elif any(project.is_relative_to(folder) for folder in machine.synchronised):
            told = f"{project} is kept by OneDrive. Choose “Always keep on this device” for it, so that it can be read"
            yield Check("note", "Project for Excel", f"{told} without a connection and quickly.")
