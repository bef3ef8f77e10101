"""What `doctor` finds out about the machine: Python, packages, programs, permissions."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kpi_xl.cli import texts
from kpi_xl.printing.programs import libreoffice

Level = Literal["ok", "note", "wrong"]

_META_CLOCK = "America/Los_Angeles"  # Meta writes its times in it, so nothing works without


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    what: str
    text: str


def machine_findings(folder: Path) -> Iterator[Finding]:
    """Everything that can be told without a project."""
    yield Finding("ok", "Python", f"{platform.python_version()}, {platform.platform()}")
    yield from _packages()
    yield _time_zones()
    yield _libreoffice()
    for place in (Path(tempfile.gettempdir()), folder):
        yield _write_access(place)
    yield Finding("ok", "Text output", f"{sys.stdout.encoding}")


def excel_findings() -> Iterator[Finding]:
    """What can be told of functions in Excel's cells."""
    from kpi_xl.excel.checkup import checks  # noqa: PLC0415 - loading it takes time
    from kpi_xl.excel.installing import installed_in_excel, interpreter_in_calc  # noqa: PLC0415
    from kpi_xl.excel.machine import this_machine  # noqa: PLC0415
    from kpi_xl.project import registry  # noqa: PLC0415

    found = checks(this_machine(), installed_in_excel(), registry.allowed_folders(), interpreter_in_calc())
    for check in found:
        yield Finding(check.level, check.what, check.text)


def _packages() -> Iterator[Finding]:
    for requirement in requires("kpi-xl") or ():
        if "extra ==" in requirement:
            continue
        name = requirement.split(">=")[0].split(";")[0].strip()
        try:
            yield Finding("ok", name, version(name))
        except PackageNotFoundError:
            yield Finding("wrong", name, texts.NOT_INSTALLED.format(requirement=requirement))


def _time_zones() -> Finding:
    try:
        ZoneInfo(_META_CLOCK)
    except ZoneInfoNotFoundError:
        return Finding("wrong", texts.TIME_ZONES, texts.NO_TIME_ZONES)
    return Finding("ok", texts.TIME_ZONES, texts.PRESENT)


def _libreoffice() -> Finding:
    found = libreoffice()
    return Finding("ok", "LibreOffice", str(found)) if found else Finding("note", "LibreOffice", texts.NO_LIBREOFFICE)


def _write_access(folder: Path) -> Finding:
    what = texts.WRITING_TO.format(folder=folder)
    try:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        return Finding("wrong", what, error.strerror or str(error))
    free = shutil.disk_usage(folder).free / 2**30
    return Finding("ok", what, texts.FREE_DISK.format(gigabytes=free))
