from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpi_xl.errors import TemplateError
from kpi_xl.report.answers import day_pattern
from kpi_xl.report.build import build_report
from kpi_xl.report.fields import answered_fields, asked_fields
from kpi_xl.report.gather import gather
from kpi_xl.report.make import names_asked
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.scorecard import rows
from kpi_xl.report.template_names import is_kpi, known
from kpi_xl.report.texts import kpi_texts, platform_kpis, platform_texts, report_kpis, report_texts
from kpi_xl.workbook.check import check
from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.template import Template

from .made import business, catalogue, material

MADE = date(2026, 11, 2)


def template(folder: Path, *cells: str) -> Template:
    with xlsxwriter.Workbook(folder / "template.xlsx") as book:
        book.add_worksheet("Mine").write_column("A1", cells)
    return Template.open(folder / "template.xlsx")


def shown(folder: Path, *cells: str) -> list[object]:
    asked = template(folder, *cells)
    filling = build_report(asked, material(), MADE).filling
    path = fill(asked, filling, folder / "filled.xlsx").path
    return [row[0] for row in openpyxl.load_workbook(path, data_only=True)["Mine"].iter_rows(values_only=True)]


def test_what_is_said_to_be_known_is_what_a_report_answers() -> None:
    data, names = material(), known(catalogue())
    assert {*report_texts(data, MADE), *report_kpis(data)} <= names.names
    for platform in data.platforms:
        inside = names.names_in("platform")
        assert {*platform_texts(data, platform), *platform_kpis(data, platform)} <= inside
    assert {name for row in rows(data) for name in kpi_texts(data, row)} <= names.lists["kpi"]


def test_every_name_that_is_known_is_answered(tmp_path: Path) -> None:
    names, data = known(catalogue()), material()
    texts = sorted(one for one in names.names if not is_kpi(one, catalogue()))
    inside = {
        name: sorted(one for one in fields if not is_kpi(one, catalogue())) for name, fields in names.lists.items()
    }
    cells = [f"{{{{ {text} }}}}" for text in texts]
    cells += [f"{{{{ each {name} }}}} " + " ".join(f"{{{{ {each} }}}}" for each in inside[name]) for name in inside]
    asked = template(tmp_path, *cells)
    assert check(asked.path, names) == ()
    fill(asked, build_report(asked, data, MADE).filling, tmp_path / "filled.xlsx")


def test_the_tables_have_the_columns_that_are_known(tmp_path: Path) -> None:
    names = known(catalogue())
    given = build_report(template(tmp_path, "x"), material(), MADE).filling.tables
    for table, columns in given.items():
        assert {column.header for column in columns} <= names.tables[table], table


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("mmmm yyyy", "MMMM yyyy"), ("dddd d. mmm åååå", "EEEE d. MMM yyyy"), ("YYYY-MM-DD", "yyyy-MM-dd"),
     ("'month' m", "'month' M"), ("LLLL y", "LLLL y")],
)  # fmt: skip
def test_days_are_written_as_excel_writes_them(pattern: str, expected: str) -> None:
    assert day_pattern(pattern) == expected


def test_texts_of_days_take_a_pattern(tmp_path: Path) -> None:
    cells = ("{{ report.period | yyyy-mm }}", "{{ report.month | mmmm yyyy }}", "{{ report.made | d.m.yy }}")
    assert shown(tmp_path, *cells) == ["2026-10", "October 2026", "2.11.26"]


def test_a_pattern_that_is_none_names_its_cell(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="Cell A1 of the template's sheet Mine"):
        shown(tmp_path, "{{ report.month | mmmmmmmmm }}")


def test_a_kpi_without_a_period_is_that_of_the_reports_month(tmp_path: Path) -> None:
    asked = ("{{ link_clicks }}", "{{ link_clicks | period=2026-10 }}", "{{ link_clicks | platform=facebook }}")
    assert shown(tmp_path, *asked) == [620, 620, 310]


def test_a_period_that_cannot_be_read_names_its_cell(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"Cell A2 of the template.s sheet Mine.*“lately”"):
        shown(tmp_path, "x", "{{ link_clicks | period=lately }}")


def test_accounts_repeat_too(tmp_path: Path) -> None:
    assert shown(tmp_path, "{{ each account }} on {{ account.platform_label }}") == [
        "us on Facebook",
        "us on Instagram",
    ]


def test_fields_tell_what_the_data_can_give_and_why_not(tmp_path: Path) -> None:
    asked = template(
        tmp_path, "{{ report.client }}", "{{ engagements | period=2026-10 }}", "{{ nps | period=2026-10 }}",
        "{{ each platform }}", "{{ each campaign }}", "{{ shoe_size }}",
    )  # fmt: skip
    source = ReportSource(catalogue(), business(), ())
    data = gather(source, ReportRequest("Fjellbakeriet"), names_asked(asked))
    filling = build_report(asked, data, MADE).filling
    found = {field.name: field for field in answered_fields(asked, data, filling)}
    assert {name: field.given for name, field in found.items()} == {
        "report.client": True, "engagements": True, "nps": False, "platform": True, "campaign": False,
        "shoe_size": False,
    }  # fmt: skip
    assert found["engagements"].places == ("Mine!A2",)
    assert "survey" in found["nps"].note
    assert found["platform"].note == "2: facebook, instagram"
    assert {field.given for field in asked_fields(asked, catalogue())} == {None}
