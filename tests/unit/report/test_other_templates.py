"""The shipped templates besides the monthly report: each answers all it asks for and is filled whatever the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpi_xl.host import Host
from kpi_xl.report.build import build_report
from kpi_xl.report.gather import gather
from kpi_xl.report.make import in_language, make_report, names_asked
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.template_names import known
from kpi_xl.warehouse.data import Coverage, Data
from kpi_xl.workbook.check import check
from kpi_xl.workbook.template import Template

from .made import OCTOBER, business, catalogue, changed, frame, posts, usual_business

FOLDER = Path(__file__).parents[3] / "workbook_templates"
NAMES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.xlsx")} - {"monthly"})
# The smallest and the largest stand for all in a quick run.
EACH = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in {"one_pager", "agency"} else pytest.mark.slow) for name in NAMES]
)


def sparse() -> Data:
    """One platform, one month, no targets, and nothing but posts."""
    rows = posts("instagram", OCTOBER)
    coverage = (Coverage("posts", "instagram", "us", OCTOBER.first, OCTOBER.last),)
    return Data({"posts": frame("posts", rows)}, {"1": "export.csv"}, (), coverage, "NOK", "Europe/Oslo")


def source(data: Data) -> ReportSource:
    return ReportSource(catalogue(), replace(data, kpis=catalogue()), (), tuple(Host().analyses()))


@pytest.mark.parametrize("language", ["nb", *(pytest.param(one, marks=pytest.mark.slow) for one in ("en", "sv"))])
@EACH
def test_everything_that_a_template_asks_for_is_answered(name: str, language: str) -> None:
    template = Template.open(in_language(FOLDER / f"{name}.xlsx", language))
    assert check(template.path, known(catalogue(), Host().analyses())) == ()
    found = gather(source(usual_business()), ReportRequest("Fjellbakeriet", language, OCTOBER), names_asked(template))
    filling = build_report(template, found, date(2026, 11, 2)).filling
    answered = {*filling.cells, *(text for copies in filling.repeats.values() if copies for text in copies[-1].cells)}
    lists = {each.list_name for each in template.repeats if not filling.repeats[each.list_name]}
    asked = {placeholder.text for placeholder in template.placeholders if placeholder.repeat not in lists}
    assert asked <= answered


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(sparse(), id="sparse"),
        pytest.param(business(daily=changed("instagram", clicks=20)), id="full", marks=pytest.mark.slow),
    ],
)
@EACH
def test_a_template_is_filled_without_errors(name: str, data: Data, tmp_path: Path) -> None:
    request = ReportRequest("Fjellbakeriet", "nb", OCTOBER)
    made = make_report(FOLDER / f"{name}.xlsx", tmp_path / "report.xlsx", source(data), request)
    assert made.differing == 0
    workbook = openpyxl.load_workbook(made.path, data_only=True)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "e" and cell.value != "#N/A"] == []
    left = [cell.coordinate for cell in cells if isinstance(cell.value, str) and "{{" in cell.value]
    assert left == []
    page = next(sheet for sheet in workbook if sheet.sheet_state == "visible")
    assert page["B5"].value
