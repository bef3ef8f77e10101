"""What XlsxWriter draws: charts, formats, notes, images, controls of cells."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from corpus.pictures import png


@dataclass(frozen=True, slots=True)
class Canvas:
    """A workbook being drawn, its two sheets, and where files may be put for it."""

    book: Workbook
    report: Worksheet
    data: Worksheet
    folder: Path


_KINDS = ("column", "bar", "line", "area", "pie", "doughnut", "scatter", "radar", "stock")


def charts(canvas: Canvas) -> None:
    """A chart of each kind, a combined one with a second axis, and a sheet that is a chart."""
    book, report = canvas.book, canvas.report
    for number, kind in enumerate(_KINDS):
        chart = book.add_chart({"type": kind})
        assert chart is not None
        for column in ("B", "C", "D") if kind == "stock" else ("B",):
            chart.add_series(
                {
                    "name": f"=Report!${column}$5",
                    "categories": "=Report!$A$6:$A$6",
                    "values": f"=Report!${column}$6:${column}$6",
                    "data_labels": {"value": kind != "stock"},
                    **({"trendline": {"type": "linear"}} if kind in ("column", "line") else {}),
                }
            )
        chart.set_title({"name": "{{ report.client }}: " + kind})
        report.insert_chart(20 + number * 15, 9, chart, {"description": f"{kind} of clicks"})
    combined, line = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    assert combined is not None
    assert line is not None
    combined.add_series({"values": "=Data!$D$4:$D$6", "categories": "=Data!$B$4:$B$6", "fill": {"color": "#C00000"}})
    line.add_series({"values": "=Data!$E$4:$E$6", "y2_axis": True, "marker": {"type": "diamond"}})
    combined.combine(line)
    report.insert_chart("R2", combined, {"object_position": 2})
    alone = book.add_chart({"type": "line"})
    assert alone is not None
    alone.add_series({"values": "=Data!$D$4:$D$6"})
    book.add_chartsheet("Chart").set_chart(alone)


def formats(canvas: Canvas) -> None:
    """Conditional formats of both generations, sparklines, validations, rich text, outlines, panes."""
    book, report, data = canvas.book, canvas.report, canvas.data
    red = book.add_format({"bg_color": "#FFC7CE"})
    data.conditional_format("D4:D6", {"type": "cell", "criteria": ">", "value": 10, "format": red})
    data.conditional_format("E4:E6", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    data.conditional_format("D4:D6", {"type": "3_color_scale"})
    data.conditional_format("E4:E6", {"type": "icon_set", "icon_style": "3_arrows"})
    data.conditional_format("B4:F6", {"type": "formula", "criteria": "=$D4>$E4", "format": red})
    report.conditional_format("B6:B6", {"type": "top", "value": 3, "format": red})
    report.add_sparkline("F6", {"range": "Data!D4:D6", "type": "column", "markers": True})
    report.add_sparkline("F7", {"location": ["F8", "F9"], "range": ["Data!D4:E4", "Data!D5:E5"]})
    data.data_validation("C4:C6", {"validate": "list", "source": ["Instagram", "Facebook", "TikTok"]})
    data.data_validation("D4:D6", {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "Clicks"})
    report.data_validation("G1", {"validate": "list", "source": "=Data!$C$4:$C$6"})
    bold = book.add_format({"bold": True})
    report.write_rich_string("G3", "All about ", bold, "{{ report.client }}", " and others")
    report.write_rich_string("G4", "No ", bold, "placeholder")
    report.write_url("G5", "internal:'Data'!B10", string="Below the table")
    report.write_url("G6", "https://example.com/", string="Web")
    report.set_row(7, 30, None, {"level": 1, "hidden": True})
    report.freeze_panes(5, 1)
    report.set_header("&L{{ report.client }}&R&D")
    report.set_footer("&CPage &P of &N")
    report.repeat_rows(0, 4)
    report.set_h_pagebreaks([18])
    report.ignore_errors({"number_stored_as_text": "B6:C9", "formula_differs": "D6:D6"})
    data.autofilter("H3:I6")
    report.set_tab_color("#1F4E79")
    report.set_landscape()


def notes(canvas: Canvas) -> None:
    """Comments on cells that move and on cells that stay."""
    report, data = canvas.report, canvas.data
    report.write_comment("A1", "{{ report.author }} wrote this", {"author": "Designer", "x_scale": 2})
    report.write_comment("B7", "A total")
    data.write_comment("D10", "Below the table")
    data.show_comments()


def images(canvas: Canvas) -> None:
    """Images over cells, in a cell, in the header and behind the sheet; text boxes."""
    report, data = canvas.report, canvas.data
    report.insert_image("J2", "a.png", {"image_data": BytesIO(png(200, 30, 30)), "description": "Logo"})
    report.insert_image("K8", "b.png", {"image_data": BytesIO(png(30, 30, 200)), "url": "https://example.com/"})
    report.set_header("&L&G&C{{ report.client }}", {"image_left": "h.png", "image_data_left": BytesIO(png(9, 99, 9))})
    report.insert_textbox("L2", "Written for {{ report.client }}", {"gradient": {"colors": ["#DDEBF7", "#1F4E79"]}})
    report.insert_textbox("L8", "No placeholder", {"textlink": "=Report!$A$1"})
    data.embed_image("I12", "c.png", {"image_data": BytesIO(png(90, 90, 90))})
    data.set_background(BytesIO(png(240, 240, 240)))


def new_excel(canvas: Canvas) -> None:
    """Dynamic arrays, an array formula of old, and check boxes in cells."""
    data = canvas.data
    data.write_dynamic_array_formula("H15:H17", "=TRANSPOSE(B3:D3)", None, "Day")
    data.write_array_formula("I15:I17", "{=D4:D6+E4:E6}", None, 0)
    data.insert_checkbox(17, 7, boolean=True)
    data.insert_checkbox(18, 7, boolean=False)


def protection(canvas: Canvas) -> None:
    """A protected sheet with cells that may be changed, and properties of the file."""
    book, report = canvas.book, canvas.report
    report.protect("secret", {"sort": True, "autofilter": True})
    report.unprotect_range("B10:B15", "Answers")
    book.set_properties({"title": "A template", "author": "Designer", "company": "Studio"})
    book.set_custom_property("Template version", 3)
    book.set_custom_property("Approved", value=True)


def macros(canvas: Canvas) -> None:
    """A VBA project (its contents are none of a fill's business) and a button."""
    book, report, folder = canvas.book, canvas.report, canvas.folder
    project = folder / "vbaProject.bin"
    project.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40)
    book.add_vba_project(str(project))
    book.set_vba_name("ThisWorkbook")
    report.set_vba_name("Sheet1")
    report.insert_button("N2", {"macro": "Refresh", "caption": "Refresh", "width": 90})


def pages(canvas: Canvas) -> None:
    """A sheet that repeats for each platform, with a table, a chart, notes, an image and formats of its own."""
    book = canvas.book
    page = book.add_worksheet("{{ each platform.label }}")
    page.write_string(0, 0, "{{ platform.label }}")
    page.write_row(2, 0, ["Figure", "Value", "Share"])
    page.write_string(3, 0, "Clicks")
    page.write_string(3, 1, "{{ page clicks | platform=$A$1 }}")
    page.write_formula(3, 2, "=IFERROR(B4/Report!$B$7,0)", None, 0)
    page.write_string(4, 0, "Twice")
    page.write_formula(4, 1, "=B4*2", None, 0)
    page.write_formula(4, 2, "=SUM(page_values[Value])", None, 0)
    table = {"name": "page_values", "columns": [{"header": "Step"}, {"header": "Value"}], "data": [["a", 1], ["b", 2]]}
    page.add_table("E3:F5", table)
    chart = book.add_chart({"type": "column"})
    assert chart is not None
    sheet = "'{{ each platform.label }}'"
    chart.add_series({"categories": f"={sheet}!$A$4:$A$5", "values": f"={sheet}!$B$4:$B$5"})
    chart.set_title({"name": "{{ platform.label }}"})
    page.insert_chart("A8", chart)
    page.insert_image("H2", "p.png", {"image_data": BytesIO(png(99, 9, 9))})
    page.insert_textbox("H8", "Only {{ platform.label }}")
    page.write_comment("B4", "About {{ platform.label }}")
    page.conditional_format("B4:B5", {"type": "data_bar", "data_bar_2010": True})
    page.add_sparkline("D4", {"range": f"{sheet}!B4:B5"})
    page.data_validation("D5", {"validate": "list", "source": "=$A$4:$A$5"})
    page.set_header("&L{{ platform.label }}")
    page.print_area("A1:K30")
    book.define_name(f"{sheet}!own", f"={sheet}!$B$4")
    page.write_formula(5, 1, "=own+1", None, 0)
