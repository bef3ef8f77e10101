"""A report from made-up rows to a workbook, as a reader without any recalculation sees it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from kpi_xl.report.build import build_report
from kpi_xl.report.make import in_language, make_report
from kpi_xl.report.request import PROJECT_NAME, MadeReport, ReportRequest, ReportSource
from kpi_xl.report.sections import SECTIONS
from kpi_xl.workbook.template import Template

from .made import OCTOBER, business, catalogue, changed, material, usual_business

TEMPLATE = Path(__file__).parents[3] / "workbook_templates" / "monthly.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeReport:
    output = tmp_path_factory.mktemp("report") / "october.xlsx"
    source = ReportSource(catalogue(), business(daily=changed("instagram", clicks=20)), ())
    return make_report(TEMPLATE, output, source, ReportRequest("Fjellbakeriet", "nb", OCTOBER, project=PROJECT))


PROJECT = "5f0c31d2a1b94e67"
LISTED = ("Inndata", "Kontroller", "Kilder", "Ordliste")


@pytest.fixture(scope="module")
def workbook(made: MadeReport) -> openpyxl.Workbook:
    return openpyxl.load_workbook(made.path, data_only=True)


def test_every_figure_comes_out_the_same_in_excel_and_in_python(made: MadeReport) -> None:
    assert made.compared > 300
    assert made.differing == 0


def test_what_has_no_figure_is_told_with_its_reason(made: MadeReport) -> None:
    assert {one.kpi: one.kind for one in made.missing}["spend"] == "no_data"


def test_each_platform_gets_a_page_of_its_own(workbook: openpyxl.Workbook) -> None:
    visible = [sheet.title for sheet in workbook if sheet.sheet_state == "visible"]
    # Without ads, a website, an inbox … there is nothing to put on their pages.
    assert visible == ["Forside", "Sammendrag", "Målkort", "Facebook", "Instagram", *LISTED]


def test_the_scorecard_holds_the_month_s_figures(workbook: openpyxl.Workbook) -> None:
    found = {
        row[0]: row[2:6] for row in workbook["Målkort"].iter_rows(min_row=10, min_col=2, max_col=7, values_only=True)
    }
    actual, previous, change, percent = found["Lenkeklikk"]
    assert (actual, previous, change) == (930, 600, 330)
    assert percent == pytest.approx(0.55)


def test_no_cell_shows_an_error_but_the_gaps_of_charts(workbook: openpyxl.Workbook) -> None:
    errors = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" and cell.value != "#N/A"
    ]
    assert errors == []


def test_headlines_stand_on_cover_and_page_alike(workbook: openpyxl.Workbook) -> None:
    headline = workbook["Sammendrag"]["B5"].value
    cover = [cell.value for row in workbook["Forside"].iter_rows() for cell in row]
    assert headline.startswith("Lenkeklikk økte 55")
    assert headline in cover


def test_values_only_leaves_no_formula(tmp_path: Path) -> None:
    request = ReportRequest("Fjellbakeriet", "en", OCTOBER, values_only=True)
    source = ReportSource(catalogue(), usual_business(), ())
    frozen = make_report(TEMPLATE.with_name("one_pager.xlsx"), tmp_path / "frozen.xlsx", source, request)
    cells = [c for sheet in openpyxl.load_workbook(frozen.path) for row in sheet.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("language", ["nb", *(pytest.param(one, marks=pytest.mark.slow) for one in ("en", "sv"))])
def test_every_placeholder_of_the_shipped_template_is_answered(language: str) -> None:
    template = Template.open(in_language(TEMPLATE, language))
    found = material(language=language)
    filling = build_report(template, found, found.request.made or OCTOBER.last).filling
    known = {*filling.cells, *(text for copies in filling.repeats.values() if copies for text in copies[-1].cells)}
    # Pages without data are left out, and what is on them with them.
    left_out = {name for name, copies in filling.repeats.items() if name in {*SECTIONS, "page"} and not copies}
    asked = {one.text for one in template.placeholders if one.repeat not in left_out and one.list_name not in left_out}
    assert asked <= known


def test_the_workbook_names_its_project_and_no_folder(made: MadeReport, workbook: openpyxl.Workbook) -> None:
    name = workbook.defined_names[PROJECT_NAME]
    assert (name.value, name.hidden) == (f'"{PROJECT}"', True)
    with ZipFile(made.path) as package:
        assert not [part for part in package.namelist() if str(made.path.parent).encode() in package.read(part)]
