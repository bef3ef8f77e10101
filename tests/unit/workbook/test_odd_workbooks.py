"""What real workbooks hold that one would not expect, each found in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_templates import Bench, Drawing
from xlsxwriter import Workbook

from kpi_xl.errors import UnsafeFileError
from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template

_SHEET = "xl/worksheets/sheet1.xml"
_COPIES = Filling(repeats={"platform": [Filling(cells={"platform": name}) for name in ("x", "tiktok")]})


def changed(bench: Bench, draw: Drawing, part: str, change: Callable[[str], str]) -> Path:
    path = bench.template(draw)
    parts = Bench.parts(path)
    parts[part] = change(parts.get(part, b"").decode()).encode()
    Bench.write(path, parts)
    return path


def repeating(book: Workbook) -> None:
    book.add_worksheet("Report").write("A1", "{{ each platform }}")


def test_rows_that_are_written_to_be_seen_stay_seen(bench: Bench) -> None:
    """Where all other rows are hidden, an empty row says that it is not."""

    def hiding(xml: str) -> str:
        hidden = xml.replace(
            '<sheetFormatPr defaultRowHeight="15"/>', '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
        )
        return hidden.replace("</sheetData>", '<row r="3"/><row r="5"/></sheetData>')

    filled = bench.filled(changed(bench, repeating, _SHEET, hiding), _COPIES)
    sheet = filled.part(_SHEET)
    assert 'zeroHeight="1"' in sheet
    assert '<row r="4">' in sheet
    assert '<row r="6">' in sheet


def test_a_header_of_two_lines_is_found_however_the_file_ends_its_lines(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.add_table("A3:A4", {"name": "prices", "columns": [{"header": "Purchase\nprice"}], "data": [[5]]})
        sheet.write_formula("C1", "=SUM(prices[Purchase\nprice])", None, 0)
        sheet.write("A9", "{{ each platform }}")

    path = changed(bench, draw, _SHEET, lambda xml: xml.replace("Purchase\nprice", "Purchase\r\nprice"))
    filled = bench.filled(path, _COPIES)
    assert filled.report.uncomputed == ()
    assert filled.cells("Report", values=True)["C1"] == 5


def test_what_add_ins_keep_with_a_sheet_is_none_of_our_business(bench: Bench) -> None:
    path = bench.template(repeating)
    parts = Bench.parts(path)
    kept = '<?xml version="1.0"?><view/>'.encode("utf-16-le")
    parts["xl/customProperty1.bin"] = kept
    Bench.write(path, parts)
    assert Bench.parts(bench.filled(path, _COPIES).path)["xl/customProperty1.bin"] == kept


def test_line_breaks_of_old_drawings_may_stay_open(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        repeating(book)
        book.get_worksheet_by_name("Report").write_comment("A3", "a note")

    path = changed(bench, draw, "xl/drawings/vmlDrawing1.vml", lambda xml: xml.replace("<v:path", "<br><v:path", 1))
    assert "<x:Row>3</x:Row>" in bench.filled(path, _COPIES).part("xl/drawings/vmlDrawing1.vml")


def test_a_text_that_is_only_an_exponent_is_no_number(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_row("A1", ["E8", "{{ each platform }}"])
        sheet.write_formula("C1", '=IFERROR(A1*2,"none")', None, 0)

    assert bench.filled(draw, _COPIES).cells("Report", values=True)["C1"] == "none"


def test_a_pivot_chart_keeps_the_points_that_it_has(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        repeating(book)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Report!$B$1:$B$9", "values_data": [7]})
        book.get_worksheet_by_name("Report").insert_chart("D3", chart)

    source = '<c:pivotSource><c:name>[a.xlsx]Report!Pivot1</c:name><c:fmtId val="0"/></c:pivotSource><c:chart>'
    path = changed(bench, draw, "xl/charts/chart1.xml", lambda xml: xml.replace("<c:chart>", source, 1))
    before = Bench.parts(path)["xl/charts/chart1.xml"].decode()
    after = bench.filled(path, Filling(repeats={"platform": [Filling(cells={"platform": "x"})]})).part(
        "xl/charts/chart1.xml"
    )
    assert after.count("<c:pt ") == before.count("<c:pt ")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/sharedStrings.xml", lambda xml: xml.replace("<si><t>text</t></si>", "")),
        ("xl/workbook.xml", lambda _: "no XML at all"),
        ("xl/styles.xml", lambda xml: xml[:-20]),
    ],
    ids=["a text that is not there", "no XML", "cut short"],
)
def test_damage_is_said_to_be_damage(bench: Bench, part: str, change: Callable[[str], str]) -> None:
    def draw(book: Workbook) -> None:
        repeating(book)
        book.get_worksheet_by_name("Report").write("A3", "text")
        book.get_worksheet_by_name("Report").write_formula("B3", "=LEN(A3)", None, 0)

    path = changed(bench, draw, part, change)
    with pytest.raises(UnsafeFileError):
        fill(Template.open(path), _COPIES, bench.folder / "out.xlsx")
