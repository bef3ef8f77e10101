"""Months across which a figure cannot be compared, because a platform began to count it otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpi_xl.report.build import build_report
from kpi_xl.report.keys import note_key
from kpi_xl.report.make import make_report
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.vocabulary import metric_breaks
from kpi_xl.vocabulary.metric_breaks import MetricBreak
from kpi_xl.workbook.template import Template

from .made import MONTHS, OCTOBER, business, catalogue, material
from .test_report import TEMPLATE

WORDS = {"en": "Counted otherwise", "nb": "Telles annerledes", "sv": "Räknas annorlunda"}


def told(day: date, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, tuple[object, ...]]]:
    """The tables of breaks and of notes, with one break of Instagram's clicks, by their keys."""
    found = (MetricBreak("instagram", "link_clicks", day, WORDS, "https://example.com"),)
    monkeypatch.setattr(metric_breaks, "metric_breaks", lambda: found)
    tables = build_report(Template.open(TEMPLATE), material(business()), date(2026, 11, 2)).filling.tables
    rows = {name: zip(*(column.values for column in tables[name]), strict=True) for name in ("kpi_breaks", "kpi_notes")}
    return {name: {str(row[0]): tuple(row[1:]) for row in listed} for name, listed in rows.items()}


def test_a_break_in_the_middle_of_a_month_spoils_its_change_and_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2026, 9, 10)
    breaks = told(day, monkeypatch)["kpi_breaks"]
    months = [breaks.get(note_key("link_clicks", "instagram", month.first)) for month in MONTHS]
    assert months == [None, None, (day, 1, 1), (day, 0, 1)]
    assert note_key("link_clicks", None, OCTOBER.first) in breaks, "all platforms together hold Instagram's"
    assert note_key("link_clicks", "facebook", OCTOBER.first) not in breaks
    assert note_key("engagements", "instagram", OCTOBER.first) not in breaks


def test_a_break_on_the_first_of_a_month_spoils_its_change_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = told(date(2026, 9, 1), monkeypatch)
    months = [tables["kpi_breaks"].get(note_key("link_clicks", None, month.first)) for month in MONTHS[2:]]
    assert [row[1:] for row in months if row] == [(1, 1), (0, 0)]
    assert tables["kpi_notes"][note_key("link_clicks", None, MONTHS[2].first)] == ("Counted anew since 01/09/2026",)


def test_a_platform_measured_only_since_the_break_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(MONTHS[0].first, monkeypatch)["kpi_breaks"] == {}


@pytest.mark.slow
def test_across_a_break_the_scorecard_has_no_change_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = (MetricBreak("instagram", "link_clicks", date(2026, 10, 5), WORDS, "https://example.com"),)
    monkeypatch.setattr(metric_breaks, "metric_breaks", lambda: found)
    source = ReportSource(catalogue(), business(), ())
    made = make_report(TEMPLATE, tmp_path / "made.xlsx", source, ReportRequest("Fjellbakeriet", "en", OCTOBER))
    workbook = openpyxl.load_workbook(made.path, data_only=True)
    row = next(row for row in workbook["Scorecard"].iter_rows(min_row=10, values_only=True) if row[1] == "Link clicks")
    actual, previous, change, percent = row[3:7]
    assert None not in (actual, previous)
    assert (change or "", percent or "") == ("", "")
    assert "Counted anew" in str(row[13])
