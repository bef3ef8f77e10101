"""Analyses in a template: their tables and words, and pages that are there only with something on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from kpi_xl.host import Host
from kpi_xl.report.analysed import asked_for
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.template_names import known
from kpi_xl.warehouse.data import Coverage
from kpi_xl.workbook.check import check

from .made import OCTOBER, business, catalogue


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A sheet with the best posts, one that is there only with posts, one only with customer care."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Best"
    for column, header in enumerate(("rank", "caption", "fair_rate"), 1):
        sheet.cell(3, column, header)
    sheet["A4"] = 1
    sheet.add_table(Table(displayName="kpi_top_content", ref="A3:C4"))
    sheet["A1"] = "{{ analysis.top_content.label }}"
    sheet["B1"] = "{{ analysis.top_content.note }}"
    for name in ("page_content", "page_care"):
        page = workbook.create_sheet(f"{{{{ each {name} }}}}")
        page["A1"] = f"{{{{ {name} }}}}"
    path = tmp_path / "own.xlsx"
    workbook.save(path)
    return path


def test_a_table_named_after_an_analysis_holds_its_answer(template: Path, tmp_path: Path) -> None:
    workbook = report(template, tmp_path)
    sheet = workbook["Best"]
    assert sheet["A1"].value == "Innlegg med mest engasjement"
    assert "innlegg" in sheet["B1"].value
    assert [cell.value for cell in sheet["A"][3:6]] == [1, 2, 3]
    assert sheet["C4"].value >= sheet["C5"].value


def test_a_page_is_there_only_with_something_on_it(template: Path, tmp_path: Path) -> None:
    shown = {sheet.title: sheet.sheet_state for sheet in report(template, tmp_path)}
    assert shown["Innhold"] == "visible"
    assert [state for name, state in shown.items() if "page_care" in name or name.startswith("Kunde")] != ["visible"]


def test_what_analyses_answer_is_known_beforehand(template: Path) -> None:
    assert check(template, known(catalogue(), Host().analyses())) == ()


def test_a_name_may_ask_for_the_year() -> None:
    found = asked_for("kpi_peak_engagement_time_year", Host().analyses())
    assert found is not None
    assert (found.analysis.id, found.years) == ("peak_engagement_time", True)


def test_a_name_may_choose_one_of_the_settings() -> None:
    found = asked_for("kpi_top_content_worst", Host().analyses())
    assert found is not None
    assert (found.analysis.id, found.settings, found.years) == ("top_content", {"order": "worst"}, False)
    assert asked_for("kpi_facts", Host().analyses()) is None


def report(template: Path, folder: Path) -> openpyxl.Workbook:
    data = business()
    posts = Coverage("posts", "instagram", "us", OCTOBER.first, OCTOBER.last)
    source = ReportSource(catalogue(), replace(data, coverage=(*data.coverage, posts)), (), Host().analyses())
    made = make_report(template, folder / "made.xlsx", source, ReportRequest("Fjellbakeriet", "nb", OCTOBER))
    return openpyxl.load_workbook(made.path, data_only=True)
