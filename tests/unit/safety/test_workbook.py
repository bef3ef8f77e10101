from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from kpi_xl.errors import FileProblemError, UnsafeFileError
from kpi_xl.safety.workbook import scan_workbook
from tests.unit.safety import attacks

# Runs the scan in a process of its own and prints what it said, its seconds and its peak memory in kilobytes.
_MEASURE = """
import re, sys, time
from pathlib import Path
from kpi_xl.errors import UnsafeFileError
from kpi_xl.safety.workbook import scan_workbook
started = time.process_time()
try:
    scan_workbook(Path(sys.argv[1]))
except UnsafeFileError as error:
    print("refused")
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - started, peak)
"""


@pytest.mark.parametrize("name", attacks.WORKBOOK_ATTACKS)
def test_each_attack_is_refused_with_one_sentence_and_a_hint(name: str, attack: Callable[[str], Path]) -> None:
    path = attack(name)
    started = time.process_time()  # not the clock, which other programs hold up
    with pytest.raises(UnsafeFileError) as refused:
        scan_workbook(path)
    assert time.process_time() - started < 1
    assert path.name in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.hint.endswith(".")


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
@pytest.mark.parametrize(
    "name",
    ["a cell that swells to 400 MB", "100,000 parts", "100,000 sheets", "an entity bomb", "one cell in the far corner"],
)
def test_refusing_takes_less_than_100_megabytes(name: str, attack: Callable[[str], Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(attack(name))], capture_output=True, text=True, check=True
    )
    refused, measured = done.stdout.splitlines()
    seconds, kilobytes = measured.split()
    assert refused == "refused"
    assert float(seconds) < 1
    assert int(kilobytes) < 100 * 1024


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Data")
    sheet.write_row(0, 0, ["Date", "Reach"])
    sheet.write_row(1000, 20, ["2026-10-01", 5])
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$1:$B$9"})
    sheet.insert_chart("D2", chart)
    workbook.close()
    scanned = scan_workbook(path)
    assert "xl/worksheets/sheet1.xml" in scanned.parts
    assert not scanned.signed


def test_a_full_grid_of_few_columns_passes_and_a_wide_one_does_not(tmp_path: Path) -> None:
    narrow = attacks.parts('<row r="1048576"><c r="AA1048576"><v>1</v></c></row>')
    scan_workbook(attacks.package(tmp_path / "narrow.xlsx", narrow))
    wide = attacks.parts('<row r="1048576"><c r="AZ1048576"><v>1</v></c></row>')
    with pytest.raises(UnsafeFileError, match=r"row 1,048,576 and column 52"):
        scan_workbook(attacks.package(tmp_path / "wide.xlsx", wide))


def test_cells_without_references_are_counted_row_by_row(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c/></row>" * 100_000
    assert not scan_workbook(attacks.package(tmp_path / "plain.xlsx", attacks.parts(rows))).signed


def test_a_signature_is_seen(tmp_path: Path) -> None:
    signed = {**attacks.parts(), "_xmlsignatures/sig1.xml": "<Signature/>"}
    assert scan_workbook(attacks.package(tmp_path / "signed.xlsx", signed)).signed


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )
    with pytest.raises(FileProblemError, match="protected by a password") as refused:
        scan_workbook(path)
    assert "remove the password" in refused.value.hint


def test_the_name_given_is_the_one_shown(tmp_path: Path) -> None:
    path = attacks.WORKBOOK_ATTACKS["a row beyond the grid"](tmp_path / "17.tmp")
    with pytest.raises(UnsafeFileError, match=r"exports\.zip/october\.xlsx"):
        scan_workbook(path, "exports.zip/october.xlsx")
