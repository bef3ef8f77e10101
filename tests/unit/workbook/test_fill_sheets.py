"""Sheets that repeat for each copy of a list."""

from __future__ import annotations

import openpyxl
import pytest
from drawn_templates import Bench, Filled
from xlsxwriter import Workbook

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.filling import Column, Filling, Formula

TITLE = "{{ each platform.label }}"


def page(name: str, count: int) -> Filling:
    posts = [Column("Post", [f"{name} {number}" for number in range(count)]), Column("Reach", [1.0] * count)]
    accounts = [Filling(cells={"account": f"{name} {number}"}) for number in range(count)]
    return Filling(
        key=name,
        cells={"platform.label": name.title(), "platform": name, "reach | p=$B$1": Formula("LEN($B$1)*10")},
        tables={"kpi_posts": posts},
        repeats={"account": accounts},
    )


def pages(**counts: int) -> Filling:
    return Filling(repeats={"platform": [page(name, count) for name, count in counts.items()]})


def report(book: Workbook) -> None:
    summary = book.add_worksheet("Summary")
    summary.write_formula("A1", f"='{TITLE}'!B2", None, 777)
    summary.write_formula("A2", "=last_cell", None, 777)
    sheet = book.add_worksheet(TITLE)
    sheet.write_row("A1", ["Platform", "{{ platform }}"])
    sheet.write("B2", "{{ reach | p=$B$1 }}")
    sheet.write_formula("B3", "=SUM(kpi_posts[Reach])", None, 777)
    sheet.write_formula("B4", f"='{TITLE}'!B2+own", None, 777)
    sheet.add_table("A6:B7", {"name": "kpi_posts", "columns": [{"header": "Post"}, {"header": "Reach"}]})
    sheet.write("A10", "{{ each account }}")
    sheet.write_comment("B2", "Reach of {{ platform.label }}")
    sheet.print_area("A1:F12")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": f"='{TITLE}'!$A$7:$A$7", "values": f"='{TITLE}'!$B$7:$B$7"})
    chart.set_title({"name": "{{ platform.label }}"})
    sheet.insert_chart("H2", chart)
    last = book.add_worksheet("Last")
    last.write("A1", 5)
    last.print_area("A1:B2")
    last.activate()
    book.define_name("own", f"='{TITLE}'!$B$3")
    book.define_name("last_cell", "=Last!$A$1")


def test_each_copy_has_its_own_data_charts_tables_and_names(bench: Bench) -> None:
    filled = bench.filled(report, pages(instagram=3, x=1))
    assert filled.sheets() == ["Summary", "Instagram", "X", "Last"]
    assert filled.cells("Summary", values=True) == {"A1": 90, "A2": 5}
    shown = filled.cells("X", values=True)
    assert (shown["B1"], shown["B2"], shown["B3"], shown["B4"], shown["A7"]) == ("x", 10, 1, 11, "x 0")
    assert filled.cells("X")["B3"] == "=SUM(kpi_posts_2[Reach])"
    assert filled.cells("X")["B4"] == "=X!B2+own"
    assert filled.cells("Instagram", values=True)["B4"] == 93
    second = filled.part("xl/charts/chart2.xml")
    assert "<a:t>X</a:t>" in second
    assert "<c:f>X!$B$7:$B$7</c:f>" in second
    assert "Reach of X" in filled.part("xl/comments2.xml")
    book = openpyxl.load_workbook(filled.path)
    assert book["X"].defined_names["own"].attr_text == "X!$B$3"
    assert book.defined_names["own"].attr_text == "Instagram!$B$3"
    assert book["Last"].print_area == "'Last'!$A$1:$B$2"
    assert book.active.title == "Last"


def test_names_are_made_legal_and_different(bench: Bench) -> None:
    copies = [
        Filling(cells={"platform.label": label, "platform": "x", "reach | p=$B$1": 1.0}, repeats={"account": []})
        for label in ("A/B: [test]?", "a b   test", "'History'", "x" * 40, "Last", "")
    ]
    names = bench.filled(report, Filling(repeats={"platform": copies})).sheets()[1:-1]
    assert names[0] == "A B   test"
    assert names[1:] == ["a b   test (2)", "History 1", "x" * 31, "Last (2)", "Sheet"]


def test_with_nothing_to_repeat_for_the_sheet_waits_hidden(bench: Bench) -> None:
    filled = bench.filled(report, pages())
    waiting = openpyxl.load_workbook(filled.path)[TITLE]
    assert waiting.sheet_state == "hidden"
    assert waiting.print_area.endswith("!$XFD$1048576"), "LibreOffice prints hidden sheets: an empty cell of it"
    assert filled.cells(TITLE)["B1"] == "{{ platform }}"
    again = filled.again(pages(x=2))
    back = openpyxl.load_workbook(again.path)["X"]
    assert back.sheet_state == "visible"
    assert back.print_area.startswith("'X'!$A$1:$F$")
    assert not back.defined_names
    assert shown(again) == shown(bench.filled(report, pages(x=2)))


def shown(filled: Filled) -> dict[str, dict[str, object]]:
    return {sheet: filled.cells(sheet, values=True) for sheet in filled.sheets()}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"instagram": 3, "x": 1}, {"instagram": 1, "x": 4}),
        ({"instagram": 3, "x": 1}, {"instagram": 3, "x": 1, "facebook": 2}),
        ({"instagram": 3, "x": 1, "facebook": 2}, {"facebook": 1}),
        ({"instagram": 3, "x": 1}, {"x": 2, "instagram": 2}),
        ({"instagram": 2}, {"facebook": 2, "x": 1}),
        ({"instagram": 2, "x": 2}, {}),
    ],
)
def test_filling_again_shows_what_a_fresh_fill_shows(bench: Bench, first: dict[str, int], then: dict[str, int]) -> None:
    again = bench.filled(report, pages(**first)).again(pages(**then))
    assert shown(again) == shown(bench.filled(report, pages(**then)))


def test_a_sheet_that_cannot_be_repeated_is_refused(bench: Bench) -> None:
    template = bench.template(report)
    parts = bench.parts(template)
    name = "xl/worksheets/_rels/sheet2.xml.rels"
    pivot = b'<Relationship Id="rId99" Type="http://x/pivotTable" Target="../pivotTables/p.xml"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", pivot)
    bench.write(template, parts)
    with pytest.raises(TemplateError, match="a pivot table"):
        bench.filled(template, pages(instagram=1, x=1))
