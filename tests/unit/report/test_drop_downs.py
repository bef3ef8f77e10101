"""Another month and platform, chosen in the workbook: a spreadsheet program then shows what Python works out."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from oracles import has_libreoffice, recalculated

from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.report.keys import serial
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.vocabulary.periods import Period
from kpi_xl.workbook.book.book import Book

from .made import OCTOBER, business, catalogue, changed
from .test_report import TEMPLATE

AUGUST = Period.month(2026, 8)
_KPI, _ACTUAL, _PREVIOUS = 16, 3, 4  # columns of the scorecard, the first of them hidden


def chosen(report: Path, output: Path, month: Period, platform: str) -> Path:
    """The report with another month and platform in its two yellow cells, and all else as it was."""
    with Book(report) as book:
        part = book.sheets[2].part
    day = rf"\g<1>{serial(month.first)}\g<2>"
    name = rf"\g<1><is><t>{platform}</t></is>\g<2>"
    with ZipFile(report) as source, ZipFile(output, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                text, days = re.subn(r'(<c r="D8"[^>]*><v>)[^<]*(</v>)', day, content.decode())
                text, names = re.subn(r'(<c r="G8"[^>]*>).*?(</c>)', name, text)
                assert (days, names) == (1, 1)
                content = text.encode()
            target.writestr(entry, content)
    return output


@pytest.mark.slow
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_the_drop_downs_recalculate_everything(tmp_path: Path) -> None:
    data = business(daily=changed("instagram", clicks=20))
    source = ReportSource(catalogue(), data, ())
    made = make_report(TEMPLATE, tmp_path / "made.xlsx", source, ReportRequest("Fjellbakeriet", "en", OCTOBER))
    other = chosen(made.path, tmp_path / "other.xlsx", AUGUST, "Instagram")
    fresh = openpyxl.load_workbook(recalculated([other], tmp_path / "fresh")[0], data_only=True)
    rows = [row for row in fresh["Scorecard"].iter_rows(min_row=10, values_only=True) if row[_KPI] in catalogue()]
    asked = [(str(row[_KPI]), Scope(month, "instagram")) for row in rows for month in (AUGUST, AUGUST.previous())]
    wanted = [result.value for result in evaluate(catalogue(), asked, data)]
    shown = [row[column] or None for row in rows for column in (_ACTUAL, _PREVIOUS)]
    assert len(rows) > 10
    assert shown == pytest.approx([value or None for value in wanted])
    assert fresh["Summary"]["B5"].value == "Figures of another month than the report's"


@pytest.mark.slow
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_a_target_that_is_typed_on_the_page_of_inputs_is_the_scorecards(tmp_path: Path) -> None:
    target = {
        "kpi": "link_clicks",
        "scope": None,
        "period_start": OCTOBER.first,
        "period_end": OCTOBER.last,
        "value": 500.0,
    }
    source = ReportSource(catalogue(), business(targets=[target]), ())
    made = make_report(TEMPLATE, tmp_path / "made.xlsx", source, ReportRequest("Fjellbakeriet", "en", OCTOBER))
    workbook = openpyxl.load_workbook(made.path)
    cells = [cell for row in workbook["Inputs"].iter_rows() for cell in row if cell.value == 500]
    assert len(cells) == 1
    cells[0].value = 1_000
    workbook.save(tmp_path / "typed.xlsx")
    fresh = openpyxl.load_workbook(recalculated([tmp_path / "typed.xlsx"], tmp_path / "fresh")[0], data_only=True)
    row = next(row for row in fresh["Scorecard"].iter_rows(values_only=True) if row[_KPI] == "link_clicks")
    assert (row[8], row[9]) == (1_000, pytest.approx(row[_ACTUAL] / 1_000))
