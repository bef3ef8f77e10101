from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.errors import UnsafeFileError
from kpi_xl.importing.opening.budget import MemoryBudget
from kpi_xl.importing.opening.workbooks.spreadsheetml import open_spreadsheetml
from kpi_xl.safety import limits

ROWS = """
<Row><Cell><Data ss:Type="String">Date</Data></Cell>
  <Cell ss:Index="3"><Data ss:Type="String">Likes &amp; more</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="DateTime">2014-02-19T00:00:00.000</Data></Cell>
  <Cell ss:MergeAcross="1"><Data ss:Type="String">merged</Data></Cell><Cell><Data ss:Type="Number">5</Data></Cell></Row>
<Row><Cell><Data ss:Type="DateTime">2014-02-19T12:30:00.000</Data></Cell><Cell><Data ss:Type="Number">0.5</Data></Cell>
  <Cell><Data ss:Type="Number">51899579149718001</Data></Cell><Cell><Data ss:Type="Number">1.47E+18</Data></Cell>
  <Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell/></Row>
"""


def document(rows: str, before: str = "") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>{before}<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Key Metrics"><Table>{rows}</Table></Worksheet><Worksheet ss:Name="Empty"/></Workbook>"""


def save(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_stand_where_their_indexes_put_them(tmp_path: Path) -> None:
    grids = open_spreadsheetml(save(tmp_path / "a.xls", document(ROWS)), "a.xls", MemoryBudget())
    assert [grid.name for grid in grids] == ["Key Metrics", "Empty"]
    assert list(grids[0].rows()) == [
        (1, ["Date", "", "Likes & more"]),
        (2, []),
        (3, []),
        (4, ["2014-02-19", "merged", "", "5"]),
        (5, ["2014-02-19T12:30:00", "0.5", "51899579149718001", "1.47e+18", "TRUE", "", ""]),
    ]
    assert list(grids[1].rows()) == []


@pytest.mark.parametrize(
    "text",
    [
        document('<Row ss:Index="99999999999"><Cell/></Row>'),
        document('<Row><Cell ss:Index="16385"/></Row>'),
        document('<Row><Cell ss:Index="16384"/></Row>' * 70),
        document('<Row ss:Index="5"/><Row ss:Index="2"/>'),
        document('<Row ss:Index="five"/>'),
        document('<Row><Cell><Data ss:Type="Number">many</Data></Cell></Row>'),
        document("<Row/>", '<!DOCTYPE x [<!ENTITY a "b">]>'),
        document(ROWS)[:900],
    ],
    ids=["far row", "far column", "vast grid", "rows backwards", "no number", "no figure", "entities", "cut short"],
)
def test_what_is_broken_or_hostile_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SHEET_CELLS", 1_000_000)
    with pytest.raises(UnsafeFileError, match=r"a\.xls"):
        open_spreadsheetml(save(tmp_path / "a.xls", text), "a.xls", MemoryBudget())
