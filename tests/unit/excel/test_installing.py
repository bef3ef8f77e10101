"""The add-ins put into place on a described machine."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from kpi_xl.errors import FileProblemError
from kpi_xl.excel import installing
from kpi_xl.excel.machine import Machine, this_machine

pytestmark = pytest.mark.usefixtures("fresh_home")


@pytest.fixture
def fresh_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "remembered"))
    return tmp_path


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """A Windows machine whose user is called Åse."""
    user = tmp_path / "Users" / "Åse"
    python = user / "AppData/Local/kpi_xl/venv/Scripts/pythonw.exe"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    start = user / "AppData/Roaming/Microsoft/Excel/XLSTART"
    return Machine("win32", user, python, xlwings="0.37.8", start_folder=start)


def test_the_addin_comes_into_excels_start_folder(windows: Machine) -> None:
    done = installing.install_in_excel(windows)
    assert windows.start_folder
    assert done.addin == windows.start_folder / "kpi_xl.xlam"
    with ZipFile(done.addin) as package:
        assert "xl/vbaProject.bin" in package.namelist()
    assert installing.installed_in_excel() == done


def test_python_is_named_in_a_settings_file_of_our_own(windows: Machine) -> None:
    installing.install_in_excel(windows)
    assert windows.settings_file == windows.user / ".kpi_xl" / "kpi_xl.conf"
    lines = windows.settings_file.read_bytes().decode("mbcs" if sys.platform == "win32" else "utf-8").split("\r\n")
    assert f'"INTERPRETER_WIN","{windows.interpreter}"' in lines
    assert '"ADD_WORKBOOK_TO_PYTHONPATH","False"' in lines
    assert not (windows.user / ".xlwings").exists()


def test_installing_again_changes_nothing(windows: Machine) -> None:
    first = installing.install_in_excel(windows)
    contents = first.addin.read_bytes()
    assert installing.install_in_excel(windows) == first
    assert first.addin.read_bytes() == contents
    assert windows.start_folder
    assert [path.name for path in windows.start_folder.iterdir()] == ["kpi_xl.xlam"]


def test_uninstalling_leaves_nothing(windows: Machine) -> None:
    done = installing.install_in_excel(windows)
    assert set(installing.uninstall_from_excel(windows)) == {windows.settings_file, done.addin}
    assert installing.installed_in_excel() is None
    assert installing.uninstall_from_excel(windows) == []


def test_without_xlwings_it_is_said_how_to_get_it(windows: Machine) -> None:
    with pytest.raises(FileProblemError, match="xlwings is not installed") as error:
        installing.install_in_excel(replace(windows, xlwings=None))
    assert "kpi-xl[excel]" in error.value.hint


def test_elsewhere_than_on_windows_nothing_is_written(windows: Machine) -> None:
    with pytest.raises(FileProblemError, match="Windows"):
        installing.install_in_excel(replace(windows, system="darwin", start_folder=None))
    assert not windows.settings_file.exists()


def test_an_addin_that_excel_has_open_is_told(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target), None, str(self))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(FileProblemError) as error:
        installing.install_in_excel(windows)
    assert "Close Excel" in error.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for unopkg is a shell script")
def test_libreoffice_is_handed_the_extension_for_this_python(windows: Machine, tmp_path: Path) -> None:
    office = _office(tmp_path, "exit 0")
    with_streams = windows.interpreter.with_name("python.exe")
    with_streams.write_bytes(b"")
    place = installing.install_in_calc(replace(windows, system="linux", office=office), "0.1.0")
    assert (tmp_path / "asked").read_text().split() == ["add", "--force", str(place)]
    with ZipFile(place) as extension:
        assert json.loads(extension.read("kpi_functions.json"))["interpreter"] == str(with_streams)
    assert installing.interpreter_in_calc() == with_streams
    assert installing.uninstall_from_calc(replace(windows, system="linux", office=office))
    assert (tmp_path / "asked").read_text().split() == ["remove", "org.kpixl.functions"]
    assert not place.exists()
    assert installing.interpreter_in_calc() is None


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for unopkg is a shell script")
def test_what_libreoffice_says_against_it_is_told(windows: Machine, tmp_path: Path) -> None:
    office = _office(tmp_path, "echo it is running >&2; exit 1")
    with pytest.raises(FileProblemError, match="it is running") as error:
        installing.install_in_calc(replace(windows, system="linux", office=office), "0.1.0")
    assert "Close LibreOffice" in error.value.hint


def test_this_machine_can_be_described() -> None:
    machine = this_machine()
    assert machine.interpreter.exists()
    assert (machine.start_folder is not None) == (sys.platform == "win32")


def _office(folder: Path, end: str) -> Path:
    """A LibreOffice whose extension manager notes what it is asked."""
    (folder / "unopkg").write_text(f'#!/bin/sh\necho "$@" > "{folder}/asked"\n{end}\n', encoding="utf-8")
    (folder / "unopkg").chmod(0o755)
    return folder / "soffice"
