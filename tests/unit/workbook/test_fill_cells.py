"""Placeholders in cells and in texts."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from drawn_templates import Bench, Drawing
from xlsxwriter import Workbook

from kpi_xl.errors import FileProblemError, TemplateError
from kpi_xl.workbook.calc.values import ErrorValue
from kpi_xl.workbook.fill import FillOptions, fill
from kpi_xl.workbook.filling import Cell, Filling, Formula
from kpi_xl.workbook.template import Template


def draw_one(text: str) -> Drawing:
    def draw(book: Workbook) -> None:
        book.add_worksheet("Report").write_string("B2", text)

    return draw


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("Fjord & <co>", "Fjord & <co>"),
        ("=1+1", "=1+1"),
        ("007", "007"),
        (12.5, 12.5),
        (True, True),
        (ErrorValue.NA, "#N/A"),
        ("", None),
        (None, None),
    ],
)
def test_a_cell_gets_a_value_of_the_answers_own_kind(bench: Bench, answer: Cell, shown: object) -> None:
    filled = bench.filled(draw_one("{{ answer }}"), Filling(cells={"answer": answer}))
    assert filled.cells("Report", values=True).get("B2") == shown


def test_text_that_looks_like_a_formula_stays_text(bench: Bench) -> None:
    filled = bench.filled(draw_one("{{ answer }}"), Filling(cells={"answer": "=1+1"}))
    assert "<f>" not in filled.part("xl/worksheets/sheet1.xml")
    assert 'quotePrefix="1"' in filled.part("xl/styles.xml")


def test_a_formula_is_live_and_carries_its_value(bench: Bench) -> None:
    answer = Formula('SUM(1,2)&"<"', "3<")
    filled = bench.filled(draw_one("{{ kpi }}"), Filling(cells={"kpi": answer}))
    assert filled.cells("Report")["B2"] == '=SUM(1,2)&"<"'
    assert filled.cells("Report", values=True)["B2"] == "3<"


@pytest.mark.parametrize(("value", "kind"), [("", "str"), (None, "str"), (True, "b"), (ErrorValue.NA, "e"), (2.0, "")])
def test_a_formulas_value_keeps_its_kind(bench: Bench, value: Cell, kind: str) -> None:
    assert not isinstance(value, Formula)
    filled = bench.filled(draw_one("{{ kpi }}"), Filling(cells={"kpi": Formula("A1", value)}))
    cell = filled.part("xl/worksheets/sheet1.xml").partition('<c r="B2"')[2].partition(">")[0]
    assert cell == (f' t="{kind}"' if kind else "")


def test_a_value_that_is_left_to_the_engine_is_computed(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", 20)
        sheet.write("B2", "{{ kpi | x=$A$1 }}")

    filled = bench.filled(draw, Filling(cells={"kpi | x=$A$1": Formula("$A$1*2+1")}))
    assert filled.cells("Report", values=True)["B2"] == 41


def test_the_templates_own_formulas_get_fresh_values(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", "{{ spend }}")
        sheet.write_formula("A2", "=A1*2", None, 777)
        sheet.write_formula("A3", "=A2+1", None, 778)

    filled = bench.filled(draw, Filling(cells={"spend": 10.0}))
    assert filled.cells("Report", values=True) == {"A1": 10, "A2": 20, "A3": 21}


def test_what_cannot_be_computed_has_no_value_and_is_listed(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", "{{ spend }}")
        sheet.write_formula("A2", '=WEBSERVICE("x"&A1)', None, 777)

    filled = bench.filled(draw, Filling(cells={"spend": 10.0}))
    assert [(each.sheet, each.cell) for each in filled.report.uncomputed] == [("Report", "A2")]
    assert "A2" not in filled.cells("Report", values=True)


def test_a_day_is_shown_as_a_day_where_the_cell_has_no_format(bench: Bench) -> None:
    filled = bench.filled(draw_one("{{ day }}"), Filling(cells={"day": date(2026, 10, 1)}))
    assert str(filled.cells("Report")["B2"]) == "2026-10-01 00:00:00"


def test_formats_inside_a_text_stay(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        bold = book.add_format({"bold": True})
        book.add_worksheet("Report").write_rich_string("B2", "For ", bold, "{{ client }}", " only")

    filled = bench.filled(draw, Filling(cells={"client": "Åse & co"}))
    xml = filled.part("xl/worksheets/sheet1.xml")
    assert "<b/>" in xml
    assert filled.cells("Report")["B2"] == "For Åse & co only"


def test_texts_outside_the_cells_are_answered(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", 1)
        sheet.set_header("&L{{ client }}&RPage &P")
        sheet.insert_textbox("C3", "Made for {{ client }}")
        sheet.write_comment("A1", "Ask {{ client }}")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Report!$A$1:$A$2"})
        chart.set_title({"name": "{{ client }} in numbers"})
        sheet.insert_chart("E5", chart)

    filled = bench.filled(draw, Filling(cells={"client": "A & B"}))
    assert "&amp;LA &amp;&amp; B&amp;RPage" in filled.part("xl/worksheets/sheet1.xml")
    assert "Made for A &amp; B" in filled.part("xl/drawings/drawing1.xml")
    assert "Ask A &amp; B" in filled.part("xl/comments1.xml")
    assert "A &amp; B in numbers" in filled.part("xl/charts/chart1.xml")


def test_a_key_answers_one_place_and_the_text_all_others(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_column("A1", ["{{ ctr | p=x }}", "{{ ctr | p=x }}"])

    filled = bench.filled(draw, Filling(cells={"Report!A2!ctr | p=x": 2.0, "ctr | p=x": 1.0}))
    assert filled.cells("Report") == {"A1": 1, "A2": 2}


def test_what_nobody_answers_is_named_with_sheet_and_cell_and_a_suggestion(bench: Bench) -> None:
    with pytest.raises(TemplateError, match=r"Report!B2 “ctrr” Did you mean “ctr”"):
        bench.filled(draw_one("{{ ctrr }}"), Filling(cells={"ctr": 1.0}))


def test_values_only_leaves_no_formula(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", "{{ kpi }}")
        sheet.write_formula("A2", '=A1&" kr"')

    filled = bench.filled(draw, Filling(cells={"kpi": Formula("1+1", 2.0)}), FillOptions(values_only=True))
    assert filled.cells("Report") == {"A1": 2, "A2": "2 kr"}


def test_excel_is_told_once_to_recalculate(bench: Bench) -> None:
    filled = bench.filled(draw_one("{{ a }}"), Filling(cells={"a": 1.0}))
    again = filled.again(Filling(cells={"a": 2.0}))
    assert again.part("xl/workbook.xml").count("fullCalcOnLoad") == 1


def test_the_same_fill_gives_the_same_bytes(bench: Bench) -> None:
    template = bench.template(draw_one("{{ a }}"))
    first = bench.filled(template, Filling(cells={"a": "x"})).path.read_bytes()
    assert bench.filled(template, Filling(cells={"a": "x"})).path.read_bytes() == first


def test_the_template_is_never_written_to(bench: Bench) -> None:
    template = bench.template(draw_one("{{ a }}"))
    before = template.read_bytes()
    link = template.with_name("link.xlsx")
    os.link(template, link)
    for output in (template, link):
        with pytest.raises(FileProblemError, match="is the template itself"):
            fill(Template.open(template), Filling(cells={"a": 1.0}), output)
    assert template.read_bytes() == before


@pytest.mark.parametrize("name", ["report.xlsm", "report.pdf"])
def test_a_name_that_does_not_fit_is_refused(bench: Bench, name: str) -> None:
    template = bench.template(draw_one("{{ a }}"))
    with pytest.raises(FileProblemError, match=r"\.xlsx"):
        fill(Template.open(template), Filling(cells={"a": 1.0}), bench.folder / name)


def test_a_template_file_becomes_a_workbook(bench: Bench) -> None:
    template = bench.template(draw_one("{{ a }}"))
    output = bench.folder / "report.xltx"
    fill(Template.open(template), Filling(cells={"a": 1.0}), output)
    assert b"template.main+xml" in bench.parts(output)["[Content_Types].xml"]
    back = bench.folder / "back.xlsx"
    fill(Template.open(output), Filling(cells={"a": 2.0}), back)
    assert b"sheet.main+xml" in bench.parts(back)["[Content_Types].xml"]


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_text("a,b,c")
    with pytest.raises(FileProblemError):
        Template.open(path)
    with pytest.raises(FileProblemError, match="no workbook"):
        Template.open(tmp_path / "missing.xlsx")


def test_what_cannot_be_computed_keeps_its_value_while_nothing_it_reads_changes(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", "{{ spend }}")
        sheet.write("A2", "rate")
        sheet.write_formula("B1", "=WEBSERVICE(A2)", None, 11)
        sheet.write_formula("B2", "=B1*2", None, 22)
        sheet.write_formula("B3", "=WEBSERVICE(wanted)", None, 33)
        sheet.write_formula("B4", '=INDIRECT("A"&WEBSERVICE(1))', None, 44)
        book.define_name("wanted", "=Report!$A$1:$A$2")

    filled = bench.filled(draw, Filling(cells={"spend": 10.0}))
    assert filled.cells("Report", values=True) == {"A1": 10, "A2": "rate", "B1": 11, "B2": 22}
    assert [each.cell for each in filled.report.uncomputed] == ["B3", "B4"]
