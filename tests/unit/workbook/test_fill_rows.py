"""Rows that repeat for each copy of a list."""

from __future__ import annotations

import openpyxl
import pytest
from drawn_templates import Bench
from xlsxwriter import Workbook

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.filling import Filling, Formula

PLATFORMS = ("instagram", "facebook", "tiktok", "x")


def platforms(count: int) -> Filling:
    copies = [
        Filling(
            key=name,
            cells={"platform": name, "platform.label": name.title(), "clicks | p=$A7": Formula("LEN($A7)", len(name))},
        )
        for name in PLATFORMS[:count]
    ]
    return Filling(repeats={"platform": copies})


def scorecard(book: Workbook) -> None:
    sheet = book.add_worksheet("Report")
    percent = book.add_format({"num_format": "0.0%", "bg_color": "yellow"})
    sheet.write_row("A6", ["Platform", "Clicks", "Share"])
    sheet.write("A7", "{{ each platform }}")
    sheet.write("B7", "{{ clicks | p=$A7 }}")
    sheet.write_formula("C7", "=B7/B$8", percent, 777)
    sheet.write("E7", "“{{ platform.label }}”")
    sheet.write("A8", "Total")
    sheet.write_formula("B8", "=SUM(B7:B7)", None, 777)
    sheet.write_formula("C8", "=MAX(C6:C7)", None, 777)
    sheet.set_row(6, 30)
    sheet.add_sparkline("D7", {"range": "Report!$B$7:$C$7"})
    sheet.conditional_format("C7", {"type": "data_bar"})
    sheet.data_validation("B7", {"validate": "any", "input_title": "Hei"})
    sheet.write_url("F7", "internal:'Report'!A1", string="top")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": "=Report!$A$7:$A$7", "values": "=Report!$B$7:$B$7"})
    sheet.insert_chart("H12", chart)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_row_is_there_once_for_each(bench: Bench, count: int) -> None:
    filled = bench.filled(scorecard, platforms(count))
    shown, formulas = filled.cells("Report", values=True), filled.cells("Report")
    total = sum(map(len, PLATFORMS[:count]))
    for row, name in enumerate(PLATFORMS[:count], 7):
        assert (shown[f"A{row}"], shown[f"B{row}"], shown[f"E{row}"]) == (name, len(name), f"“{name.title()}”")
        assert formulas[f"B{row}"] == f"=LEN($A{row})"
        assert formulas[f"C{row}"] == f"=B{row}/B${count + 7}"
        assert shown[f"C{row}"] == pytest.approx(len(name) / total)
    assert formulas[f"B{count + 7}"] == f"=SUM(B7:B{count + 6})"
    assert shown[f"B{count + 7}"] == total
    xml = filled.part("xl/worksheets/sheet1.xml")
    last = count + 6
    assert xml.count("<x14:sparkline>") == count
    assert f"<xm:f>Report!B{last}:C{last}</xm:f><xm:sqref>D{last}</xm:sqref>" in xml
    assert f'sqref="C7:C{last}"' in xml or count == 1
    assert xml.count("<hyperlink ") == count
    assert xml.count('ht="30"') == count
    assert f"<c:f>Report!$B$7:$B${last}</c:f>" in filled.part("xl/charts/chart1.xml")


def test_without_copies_one_empty_row_stays(bench: Bench) -> None:
    filled = bench.filled(scorecard, platforms(0))
    cells = filled.cells("Report", values=True)
    assert not {"A7", "B7", "C7", "E7"} & cells.keys()
    assert cells["B8"] == 0


@pytest.mark.parametrize(("first", "then"), [(1, 4), (4, 1), (3, 0), (0, 3), (2, 2)])
def test_filling_again_equals_a_fresh_fill(bench: Bench, first: int, then: int) -> None:
    again = bench.filled(scorecard, platforms(first)).again(platforms(then))
    fresh = bench.filled(scorecard, platforms(then))
    assert again.cells("Report") == fresh.cells("Report")
    assert again.cells("Report", values=True) == fresh.cells("Report", values=True)
    assert again.part("xl/worksheets/sheet1.xml").count("<x14:sparkline>") == max(then, 1)


def test_filling_again_with_the_same_gives_the_same_bytes(bench: Bench) -> None:
    first = bench.filled(scorecard, platforms(3))
    assert first.again(platforms(3)).path.read_bytes() == first.path.read_bytes()


def blocks(book: Workbook) -> None:
    """Three rows for each platform, marked by a merged cell, and inside a table of the designer's own."""
    sheet = book.add_worksheet("Report")
    sheet.merge_range("A3:A5", "{{ each platform }}")
    sheet.write_column("B3", ["{{ platform.label }}", "clicks", "cost"])
    sheet.write_formula("C5", "=C3+C4", None, 777)
    sheet.write("C3", 2)
    sheet.write_formula("C4", "=C3*2", None, 777)
    sheet.conditional_format("C4", {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format()})
    sheet.write_formula("C7", "=SUM(C3:C5)", None, 777)


def test_a_merged_cell_marks_a_block_of_rows(bench: Bench) -> None:
    filled = bench.filled(blocks, platforms(3))
    assert filled.cells("Report")["C11"] == "=C9+C10"
    assert filled.cells("Report", values=True)["C13"] == 3 * (2 + 4 + 6)
    book = openpyxl.load_workbook(filled.path)
    assert sorted(map(str, book["Report"].merged_cells.ranges)) == ["A3:A5", "A6:A8", "A9:A11"]
    assert 'sqref="C4 C7 C10"' in filled.part("xl/worksheets/sheet1.xml")


def test_rows_may_say_how_many_they_are(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_column("A1", ["{{ each platform | rows=2 }}", "second", "after"])

    cells = bench.filled(draw, platforms(2)).cells("Report")
    assert list(cells.values()) == ["instagram", "second", "facebook", "second", "after"]


def test_a_row_inside_a_table_lets_the_table_grow(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        columns = [{"header": "Platform"}, {"header": "Length", "formula": "=LEN([@Platform])"}]
        sheet.add_table("A1:B2", {"name": "mine", "columns": columns})
        sheet.write("A2", "{{ each platform }}")

    filled = bench.filled(draw, platforms(3))
    assert openpyxl.load_workbook(filled.path)["Report"].tables["mine"].ref == "A1:B4"
    assert filled.cells("Report", values=True)["B4"] == len("tiktok")


def test_lists_can_stand_in_lists(bench: Bench) -> None:
    inner = [Filling(cells={"account": name}) for name in ("a", "b")]
    filling = Filling(repeats={"platform": [Filling(cells={"platform": "instagram"})], "account": inner})

    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_column("A1", ["{{ each platform }}", "{{ each account }}", "end"])

    assert list(bench.filled(draw, filling).cells("Report").values()) == ["instagram", "a", "b", "end"]


def test_an_unknown_list_is_refused(bench: Bench) -> None:
    with pytest.raises(TemplateError, match="no such list"):
        bench.filled(scorecard, Filling())


def test_a_row_that_repeats_for_two_lists_is_refused(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        book.add_worksheet("Report").write_row("A1", ["{{ each platform }}", "{{ each account }}"])

    with pytest.raises(TemplateError, match=r"Row 1 of Report repeats for both"):
        bench.filled(draw, platforms(1))
