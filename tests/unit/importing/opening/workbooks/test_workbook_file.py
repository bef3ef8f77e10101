from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.grid import Grid
from kpi_xl.importing.opening.workbooks import workbook_file
from kpi_xl.importing.opening.workbooks.workbook_file import open_workbook
from tests.unit.importing.opening.workbooks import biff
from tests.unit.safety import attacks


def rows(grid: Grid) -> list[tuple[int, list[str]]]:
    return [(number, list(cells)) for number, cells in grid.rows()]


def fill(sheet: Worksheet) -> None:
    day = sheet.book_date  # type: ignore[attr-defined]
    moment = sheet.book_moment  # type: ignore[attr-defined]
    sheet.write_row(0, 0, ["Post ID", "Caption", "Reach"])
    sheet.write_row(2, 0, [12, "two\nlines", 0.1])
    sheet.write_datetime(3, 1, date(2026, 10, 5), day)
    sheet.write_datetime(3, 2, datetime(2026, 10, 5, 12, 30), moment)
    sheet.write_boolean(4, 0, True)  # noqa: FBT003 - the library's way
    sheet.write_formula(4, 1, "=1/0", value="#DIV/0!")
    sheet.write_row(4, 2, [-5, 1e-7, 1e15, 1.5e300])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "export.xlsx"
    workbook = xlsxwriter.Workbook(path)
    first = workbook.add_worksheet("Metrics")
    first.book_date = workbook.add_format({"num_format": "yyyy-mm-dd"})
    first.book_moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    fill(first)
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=Metrics!$C$3:$C$5"})
    workbook.add_chartsheet("Chart").set_chart(chart)
    workbook.add_worksheet("Tomt ark")
    workbook.close()
    return path


def test_cells_become_text_without_a_locale(book: Path) -> None:
    grid = open_workbook(book, book.name, MemoryBudget())[0]
    assert grid.name == "Metrics"
    assert grid.typed
    assert rows(grid) == [
        (1, ["Post ID", "Caption", "Reach"]),
        (2, []),
        (3, ["12", "two\nlines", "0.1"]),
        (4, ["", "2026-10-05", "2026-10-05T12:30:00"]),
        (5, ["TRUE", "", "-5", "1e-07", "1000000000000000", "1.5e+300"]),
    ]


def test_every_worksheet_is_given_and_charts_are_not(book: Path) -> None:
    assert [grid.name for grid in open_workbook(book, book.name, MemoryBudget())] == ["Metrics", "Tomt ark"]


def test_a_large_sheet_is_stored_and_its_rows_are_those_of_excel(book: Path) -> None:
    small = open_workbook(book, book.name, MemoryBudget())[0]
    large = open_workbook(book, book.name, MemoryBudget(left=0))[0]
    assert not large.small
    assert large.typed
    assert [number for number, _ in large.rows()] == [1, 2, 3, 4, 5]
    assert [list(cells) for cells in large.head()] == [list(cells) for cells in small.head()]


def test_an_id_too_long_for_a_float_keeps_its_digits(tmp_path: Path) -> None:
    cells = "<row r='1'><c r='A1'><v>1891564128784871234</v></c><c r='B1'><f>1+1</f><v>17891564128784871</v></c></row>"
    lost = "<row r='2'><c r='A2'><v>1.47689E+18</v></c><c r='B2'><v>123456789012345</v></c></row>"
    path = attacks.package(tmp_path / "ids.xlsx", attacks.parts((cells + lost).replace("'", '"')))
    grid = open_workbook(path, path.name, MemoryBudget())[0]
    assert rows(grid) == [(1, ["1891564128784871234", "17891564128784871"]), (2, ["1.47689e+18", "123456789012345"])]


def test_an_old_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(biff.workbook("Innlegg", [["Dato", "Følgere"], ["02/14/2025", 1234.0], ["", 0.5]]))
    grid = open_workbook(path, path.name, MemoryBudget())[0]
    assert grid.name == "Innlegg"
    assert rows(grid) == [(1, ["Dato", "Følgere"]), (2, ["02/14/2025", "1234"]), (3, ["", "0.5"])]


def test_a_reader_that_dies_is_one_clear_error(tmp_path: Path) -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = attacks.package(tmp_path / "attack.xlsx", attacks.parts(corners))
    with pytest.raises(UnsafeFileError, match=r"attack\.xlsx cannot be read") as refused:
        open_workbook(path, path.name, MemoryBudget())
    assert refused.value.hint


def test_a_reader_that_hangs_is_stopped(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_file, "_LEAST_SECONDS", 0)
    with pytest.raises(UnsafeFileError, match="takes too long"):
        open_workbook(book, book.name, MemoryBudget())


@pytest.mark.parametrize("content", [b"", b"not a workbook", biff.workbook("A", [["x"]])[:700]])
def test_what_is_no_workbook_is_called_damaged(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(content)
    with pytest.raises(UnsafeFileError, match="damaged"):
        open_workbook(path, path.name, MemoryBudget())
