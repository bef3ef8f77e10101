"""Tables that grow and shrink, and all that refers to them."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from drawn_templates import Bench, Filled
from xlsxwriter import Workbook

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.filling import Column, Filling


def rows(count: int, table: str = "kpi_posts") -> Filling:
    clicks = [float(number) for number in range(1, count + 1)]
    names = [f"post {number}" for number in range(1, count + 1)]
    return Filling(tables={table: [Column("Clicks", clicks), Column("Post", names)]})


def posts(book: Workbook) -> None:
    """Two sample rows, a totals row, a chart, a name, formats and formulas over it, and text below."""
    sheet = book.add_worksheet("Data")
    sheet.add_table(
        "A1:C4",
        {
            "name": "kpi_posts",
            "total_row": True,
            "columns": [
                {"header": "Post", "total_string": "Total"},
                {"header": "Clicks", "total_function": "sum"},
                {"header": "Twice", "formula": "=[@Clicks]*2"},
            ],
        },
    )
    sheet.write("A7", "below")
    sheet.write_formula("B7", "=SUM(B2:B3)")
    sheet.merge_range("A8:C8", "merged below")
    sheet.conditional_format("B2:B3", {"type": "data_bar"})
    sheet.data_validation("B2:B3", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.write_url("A9", "internal:'Data'!A7")
    sheet.print_area("A1:C9")
    book.define_name("clicks", "=Data!$B$2:$B$3")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Data!$A$2:$A$3", "values": "=Data!$B$2:$B$3"})
    report = book.add_worksheet("Report")
    report.insert_chart("A5", chart)
    report.write_formula("A1", "=SUM(kpi_posts[Clicks])")
    report.write_formula("A2", "=Data!A7")
    report.write_formula("A3", "=MAX(Data!B2:B3)")
    report.add_sparkline("B1", {"range": "Data!B2:B3"})


@pytest.mark.parametrize("count", [1, 2, 3, 50])
def test_everything_over_a_table_follows_it(bench: Bench, count: int) -> None:
    filled = bench.filled(posts, rows(count))
    total = count * (count + 1) / 2
    last = count + 1
    data = filled.cells("Data", values=True)
    assert data[f"C{last}"] == 2 * count
    assert data[f"B{last + 1}"] == total
    assert data[f"A{last + 4}"] == "below"
    assert data[f"B{last + 4}"] == total
    assert filled.cells("Data")[f"B{last + 4}"] == f"=SUM(B2:B{last})"
    assert filled.cells("Report", values=True) == {"A1": total, "A2": "below", "A3": count}
    xml = filled.part("xl/worksheets/sheet1.xml")
    assert f'<mergeCell ref="A{last + 5}:C{last + 5}"/>' in xml
    cover = "B2" if last == 2 else f"B2:B{last}"
    assert xml.count(f'sqref="{cover}"') == 2
    assert f'ref="A{last + 6}"' in xml
    workbook = filled.part("xl/workbook.xml")
    assert f">Data!$B$2:$B${last}<" in workbook
    assert f"Data!$A$1:$C${last + 6}<" in workbook
    assert f'ref="A1:C{last + 1}"' in filled.part("xl/tables/table1.xml")
    assert f"<xm:f>Data!B2:B{last}</xm:f>" in filled.part("xl/worksheets/sheet2.xml")
    chart = filled.part("xl/charts/chart1.xml")
    assert f"<c:f>Data!$B$2:$B${last}</c:f>" in chart
    assert f'<c:ptCount val="{count}"/><c:pt idx="0"><c:v>1</c:v>' in chart
    assert f"<c:v>post {count}</c:v>" in chart


def test_a_table_without_rows_keeps_one_empty_row(bench: Bench) -> None:
    filled = bench.filled(posts, rows(0))
    assert 'ref="A1:C3"' in filled.part("xl/tables/table1.xml")
    data = filled.cells("Data", values=True)
    assert "A2" not in data
    assert data["B3"] == 0
    assert filled.cells("Report", values=True)["A1"] == 0


def test_a_tables_name_counts_in_any_case(bench: Bench) -> None:
    filled = bench.filled(posts, rows(3, "KPI_Posts"))
    assert filled.cells("Report", values=True)["A1"] == 6


def test_formulas_of_a_table_name_it(bench: Bench) -> None:
    data = bench.filled(posts, rows(2)).cells("Data")
    assert data["C2"] == "=kpi_posts[[#This Row],[Clicks]]*2"
    assert data["B4"] == "=SUBTOTAL(109,kpi_posts[Clicks])"


def test_given_formulas_are_live_and_known_to_the_table(bench: Bench) -> None:
    formula = "kpi_posts[[#This Row],[Clicks]]/2"
    filling = Filling(tables={"kpi_posts": [Column("Clicks", [4.0, 6.0]), Column("Twice", [2.0, 3.0], formula)]})
    filled = bench.filled(posts, filling)
    assert filled.cells("Data")["C3"] == f"={formula}"
    assert filled.cells("Data", values=True)["C3"] == 3
    assert f"<calculatedColumnFormula>{formula}</calculatedColumnFormula>" in filled.part("xl/tables/table1.xml")


def beside(book: Workbook) -> None:
    sheet = book.add_worksheet("Data")
    sheet.add_table("A1:B3", {"name": "kpi_posts", "columns": [{"header": "Post"}, {"header": "Clicks"}]})
    sheet.add_table("D1:E2", {"name": "kpi_days", "columns": [{"header": "Post"}, {"header": "Clicks"}]})
    sheet.write("G2", "beside")
    sheet.write("A5", "below")
    sheet.write("G5", "stays")
    sheet.merge_range("A9:E9", "under both")


def test_what_stands_beside_a_table_stays(bench: Bench) -> None:
    filling = Filling(tables={**rows(6).tables, **rows(3, "kpi_days").tables})
    data = bench.filled(beside, filling).cells("Data")
    assert data["G2"] == "beside"
    assert data["G5"] == "stays"
    assert data["A9"] == "below"
    assert (data["B7"], data["E4"]) == (6, 3)
    assert data["A13"] == "under both"
    assert "A5" in data


def test_one_table_below_another_moves_down_whole(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Data")
        for first, name in ((0, "kpi_posts"), (4, "kpi_days")):
            sheet.add_table(
                first, 0, first + 1, 1, {"name": name, "columns": [{"header": "Post"}, {"header": "Clicks"}]}
            )

    filling = Filling(tables={**rows(3).tables, **rows(2, "kpi_days").tables})
    filled = bench.filled(draw, filling)
    assert filled.cells("Data")["A7"] == "Post"
    assert filled.cells("Data")["A9"] == "post 2"
    book = openpyxl.load_workbook(filled.path)
    assert {table.name: table.ref for table in book["Data"].tables.values()} == {
        "kpi_posts": "A1:B4",
        "kpi_days": "A7:B9",
    }


def test_a_table_that_the_template_lacks_gets_a_hidden_sheet(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        book.add_worksheet("Report").write_formula("A1", "=SUM(facts[reach])")

    columns = [Column("day", [date(2026, 10, 1), None]), Column("reach", [5.0, 6.0]), Column("at, [x]", ["a", "b"])]
    filled = bench.filled(draw, Filling(tables={"facts": columns}))
    book = openpyxl.load_workbook(filled.path)
    assert book["facts"].sheet_state == "hidden"
    assert book["facts"].tables["facts"].ref == "A1:C3"
    assert book["facts"]["A2"].is_date
    assert filled.cells("Report", values=True)["A1"] == 11


def test_columns_of_different_length_are_refused(bench: Bench) -> None:
    filling = Filling(tables={"kpi_posts": [Column("Post", ["a"]), Column("Clicks", [1.0, 2.0])]})
    with pytest.raises(TemplateError, match="not equally long"):
        bench.filled(posts, filling)


def test_a_sheet_ends_at_excels_last_row(bench: Bench) -> None:
    values = [1.0] * 1_048_576
    with pytest.raises(TemplateError, match="1,048,576"):
        bench.filled(posts, Filling(tables={"kpi_posts": [Column("Clicks", values)]}))


def test_a_chart_keeps_only_so_many_points(bench: Bench) -> None:
    filled = bench.filled(posts, rows(3_000))
    chart = filled.part("xl/charts/chart1.xml")
    assert '<c:ptCount val="3000"/>' in chart
    assert chart.count("<c:pt ") == 2 * 2_000


def test_the_first_rows_format_is_every_rows(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Data")
        red = book.add_format({"font_color": "red", "num_format": "0.0"})
        sheet.add_table("A1:B2", {"name": "kpi_posts", "columns": [{"header": "Post"}, {"header": "Clicks"}]})
        sheet.write("B2", 1, red)
        sheet.set_row(1, 33)

    book = openpyxl.load_workbook(bench.filled(draw, rows(3)).path)
    assert [book["Data"].cell(row, 2).number_format for row in (2, 3, 4)] == ["0.0"] * 3
    assert [book["Data"].row_dimensions[row].height for row in (2, 3, 4)] == [33] * 3


def shown(filled: Filled) -> dict[str, object]:
    return {**filled.cells("Data"), **filled.cells("Report", values=True)}


@pytest.mark.parametrize(("first", "then"), [(2, 9), (9, 2), (5, 0), (0, 4), (3, 3)])
def test_filling_again_equals_a_fresh_fill(bench: Bench, first: int, then: int) -> None:
    again = bench.filled(posts, rows(first)).again(rows(then))
    assert shown(again) == shown(bench.filled(posts, rows(then)))
