"""What `doctor` finds out about functions in Excel, on machines that are described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kpi_xl.excel.checkup import Check, checks
from kpi_xl.excel.installing import Installed, install_in_excel
from kpi_xl.excel.machine import Machine

_MARK = "[ZoneTransfer]\nZoneId=3\n"


@pytest.fixture
def well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Machine, Installed]:
    """A machine on which everything is as it should be."""
    monkeypatch.setenv("KPI_XL_HOME", str(tmp_path / "remembered"))
    python = tmp_path / "venv/Scripts/pythonw.exe"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (tmp_path / "venv/xlwings64-0.37.8.dll").write_bytes(b"")
    machine = Machine(
        "win32",
        tmp_path,
        python,
        xlwings="0.37.8",
        start_folder=tmp_path / "XLSTART",
        excel_bits=64,
        excel_language="nb-NO",
    )
    return machine, install_in_excel(machine)


def _wrong(machine: Machine, installed: Installed | None, *projects: Path) -> list[Check]:
    return [check for check in checks(machine, installed, projects) if check.level != "ok"]


def test_a_machine_that_is_well_has_no_findings(well: tuple[Machine, Installed], tmp_path: Path) -> None:
    assert _wrong(*well, tmp_path) == []
    told = {check.what: check.text for check in checks(*well)}
    assert told["Excel's language"].startswith("nb-NO")
    assert told["Excel's language"].endswith("parted by ;")


def test_before_it_is_installed_that_is_only_noted(well: tuple[Machine, Installed]) -> None:
    (found,) = _wrong(well[0], None)
    assert (found.level, "kpi-xl excel install" in found.text) == ("note", True)


@pytest.mark.parametrize(
    ("change", "cause", "remedy"),
    [
        (lambda m: replace(m, xlwings="0.38.0"), "the add-in was made for 0.37.8", "kpi-xl excel install"),
        (lambda m: replace(m, xlwings=None), "is not installed", "pip install"),
        (lambda m: replace(m, excel_bits=32), "xlwings32-0.37.8.dll is neither in", "--force-reinstall"),
        (lambda m: replace(m, excel_bits=32), "Excel has 32 bits and Python 64", "as many"),
        (lambda m: replace(m, macros=4), "blocks all macros", "Trust Center"),
        (lambda m: replace(m, macros=3), "signed macros only", "administrator"),
        (lambda m: replace(m, interpreter=Path("/elsewhere/pythonw.exe")), "this is", "kpi-xl excel install"),
        (lambda m: replace(m, start_folder=Path("/other/XLSTART")), "Excel starts from", "kpi-xl excel install"),
        (lambda m: replace(m, opened_at_start=(r'"C:\Old\kpi_xl.xlam"',)), "two add-ins", "untick"),
        (lambda m: replace(m, excel_language="pl-PL"), "pl-PL", "parted by ;"),
    ],
)
def test_what_breaks_is_named_with_what_to_do(
    well: tuple[Machine, Installed], change: Callable[[Machine], Machine], cause: str, remedy: str
) -> None:
    found = [check.text for check in _wrong(change(well[0]), well[1])]
    assert [text for text in found if cause in text and remedy in text]


def test_an_addin_that_vanished_was_taken_by_a_virus_scanner(well: tuple[Machine, Installed]) -> None:
    well[1].addin.unlink()
    (found,) = _wrong(*well)
    assert "quarantine" in found.text


def test_an_addin_that_somebody_changed_is_told(well: tuple[Machine, Installed]) -> None:
    well[1].addin.write_bytes(b"something else")
    (found,) = _wrong(*well)
    assert "is not the file that was installed" in found.text


def test_a_download_is_blocked_by_excel(well: tuple[Machine, Installed]) -> None:
    # Elsewhere than on Windows a stream beside a file is a file of that name.
    Path(f"{well[1].addin}:Zone.Identifier").write_text(_MARK, encoding="utf-8")
    found = [check.text for check in _wrong(*well)]
    assert [text for text in found if "Unblock" in text]


def test_a_python_that_moved_is_told(well: tuple[Machine, Installed]) -> None:
    well[1].interpreter.unlink()
    found = [check.text for check in _wrong(*well)]
    assert [text for text in found if "is no longer there" in text and "kpi-xl excel install" in text]


def test_a_path_that_xlwings_cannot_start_is_told(well: tuple[Machine, Installed]) -> None:
    elsewhere = well[0].user / "Łukasz" / "pythonw.exe"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"")
    found = [check.text for check in _wrong(well[0], replace(well[1], interpreter=elsewhere))]
    assert [text for text in found if "without them" in text]


def test_settings_that_are_gone_are_told(well: tuple[Machine, Installed]) -> None:
    well[0].settings_file.unlink()
    (found,) = _wrong(*well)
    assert "kpi_xl.conf is missing" in found.text


def test_a_second_copy_in_the_start_folder_is_told(well: tuple[Machine, Installed]) -> None:
    (well[1].addin.parent / "kpi_xl (2).xlam").write_bytes(b"")
    (well[1].addin.parent / "xlwings.xlam").write_bytes(b"")  # another add-in, which does no harm
    (found,) = _wrong(*well)
    assert "kpi_xl (2).xlam" in found.text
    assert "xlwings.xlam" not in found.text


def test_projects_in_onedrive_and_projects_that_moved_are_told(well: tuple[Machine, Installed], tmp_path: Path) -> None:
    drive = tmp_path / "OneDrive"
    (drive / "client").mkdir(parents=True)
    kept, gone = _wrong(replace(well[0], synchronised=(drive,)), well[1], drive / "client", tmp_path / "gone")
    assert (kept.level, "Always keep on this device" in kept.text) == ("note", True)
    assert (gone.level, "kpi-xl excel allow" in gone.text) == ("note", True)


def test_where_there_is_no_such_excel_nothing_is_wrong(well: tuple[Machine, Installed]) -> None:
    assert _wrong(replace(well[0], system="linux", start_folder=None), None) == []


def test_a_python_that_calc_cannot_find_any_more_is_told(well: tuple[Machine, Installed]) -> None:
    python = well[1].interpreter
    assert "LibreOffice Calc" in {check.what for check in checks(*well, in_calc=python) if check.level == "ok"}
    (found,) = [check for check in checks(*well, in_calc=python / "gone") if check.level == "wrong"]
    assert "kpi-xl excel install" in found.text
