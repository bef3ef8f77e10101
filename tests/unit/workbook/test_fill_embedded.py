"""Figures in the middle of texts, where no formula can stand."""

from __future__ import annotations

import re

from drawn_templates import Bench, Filled
from xlsxwriter import Workbook

from kpi_xl.workbook.filling import Column, Filling, Formula, Scalar

_CLICKS = "SUMIFS(kpi_facts[clicks],kpi_facts[platform],$A3)"


def reads(value: Scalar) -> str:
    return f"<{value:.0f}>" if isinstance(value, float) else "none"


def draw(book: Workbook) -> None:
    sheet = book.add_worksheet("Report")
    sheet.write_row("A3", ["{{ each platform }}", "had {{ clicks | platform=$A3 }} clicks"])
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("C3", "in ", bold, "bold {{ clicks | platform=$A3 }}", " too")
    sheet.write_comment("A3", "{{ clicks | platform=$A3 }} in a comment")
    sheet.write("A5", "All {{ total }} and {{ nothing }}")
    sheet.write_formula("B5", "=LEN(A5)", None, 0)
    sheet.insert_textbox("F5", "A box with {{ total }}")
    sheet.set_footer("&LFooter {{ total }}")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Report!$D$1:$D$2", "name": "Line {{ total }}"})
    chart.set_title({"name": "Title {{ total }}"})
    sheet.insert_chart("F20", chart)


def filling(**clicks: int) -> Filling:
    columns = [Column("platform", list(clicks)), Column("clicks", list(clicks.values()))]
    cells = {
        "clicks | platform=$A3": Formula(_CLICKS, reads=reads),
        "total": Formula("SUM(kpi_facts[clicks])", reads=reads),
        "nothing": Formula('IF(TRUE,"",1)', reads=reads),
    }
    copies = [Filling(cells={"platform": name}, key=name) for name in clicks]
    return Filling(cells, {"kpi_facts": columns}, {"platform": copies})


def notes(filled: Filled) -> list[str]:
    return re.findall(r"<t[^>]*>([^<]*)</t>", filled.part("xl/comments1.xml"))


def test_figures_are_told_in_every_kind_of_text(bench: Bench) -> None:
    filled = bench.filled(draw, filling(x=3, tiktok=40))
    cells = filled.cells("Report", values=True)
    assert cells["B3"] == "had <3> clicks"
    assert cells["B4"] == "had <40> clicks"
    assert cells["C4"] == "in bold <40> too"
    assert cells["A6"] == "All <43> and none"
    assert cells["B6"] == len("All <43> and none")
    assert notes(filled) == ["&lt;3&gt; in a comment", "&lt;40&gt; in a comment"]
    assert "A box with &lt;43&gt;" in filled.part("xl/drawings/drawing1.xml")
    assert "Footer &lt;43&gt;" in filled.part("xl/worksheets/sheet1.xml")
    chart = filled.part("xl/charts/chart1.xml")
    assert "Title &lt;43&gt;" in chart
    assert "Line &lt;43&gt;" in chart


def test_they_are_told_anew_when_the_workbook_is_filled_again(bench: Bench) -> None:
    template = bench.template(draw)
    fresh = bench.filled(template, filling(facebook=8))
    expected, expected_notes = fresh.cells("Report", values=True), notes(fresh)
    again = bench.filled(template, filling(x=3, tiktok=40)).again(filling(facebook=8))
    assert again.cells("Report", values=True) == expected
    assert notes(again) == expected_notes == ["&lt;8&gt; in a comment"]
    assert "Title &lt;8&gt;" in again.part("xl/charts/chart1.xml")
    assert "Footer &lt;8&gt;" in again.part("xl/worksheets/sheet1.xml")


def test_control_characters_reach_no_part_as_they_are(bench: Bench) -> None:
    def odd(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_rich_string("A1", "rich ", book.add_format({"bold": True}), "{{ text }}")
        sheet.write_comment("A1", "{{ text }}")
        sheet.set_header("{{ text }}")
        sheet.insert_textbox("C3", "{{ text }}\u00a0kr")
        sheet.write("A3", "{{ text }}")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=Report!$A$3:$A$3", "values": "=Report!$B$3:$B$3"})
        sheet.insert_chart("F3", chart)

    filled = bench.filled(odd, Filling(cells={"text": "a\x01b\u00a0c _x0041_"}))
    cells = filled.cells("Report")
    assert cells["A3"] == "a_x0001_b\u00a0c _x005F_x0041_"
    assert "a_x0001_b" in str(cells["A1"])
    assert "ab\u00a0c _x0041_\u00a0kr" in filled.part("xl/drawings/drawing1.xml")
    assert filled.again(Filling(cells={"text": "plain"})).cells("Report")["A3"] == "plain"
