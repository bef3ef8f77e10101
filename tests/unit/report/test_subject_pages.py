"""Pages on one subject: what they say, and breaks that no comparison crosses."""

from __future__ import annotations

from datetime import date

import pytest
from unit.report.made import business, catalogue, changed, material

from kpi_xl.report.findings.changes import change_of
from kpi_xl.report.pages.shown import KPIS, PAGES, pages
from kpi_xl.report.sections import SECTIONS
from kpi_xl.report.shown import scale_of, scaled
from kpi_xl.vocabulary import metric_breaks
from kpi_xl.vocabulary.metric_breaks import MetricBreak

BROKEN = MetricBreak("instagram", "link_clicks", date(2026, 10, 5), {"en": "counted otherwise"}, "https://example.com")


def test_only_pages_with_data_are_there() -> None:
    assert set(PAGES) <= set(SECTIONS)
    assert not {"page_paid", "page_care", "page_voice"} & set(pages(material()))


def test_every_kpi_that_pages_choose_from_is_known() -> None:
    assert [kpi for kpi in KPIS if kpi not in catalogue()] == []


def test_durations_are_shown_as_parts_of_a_day() -> None:
    assert scale_of("seconds") * 43_200 == 0.5
    assert scale_of("count") == 1
    assert scaled("A1", "seconds") == 'IFERROR((A1)/86400,"")'
    assert scaled("A1", "count") == "A1"


def test_no_change_is_told_across_a_break(monkeypatch: pytest.MonkeyPatch) -> None:
    found = material(business(daily=changed("instagram", clicks=20)))
    assert change_of(found, "link_clicks", "instagram") is not None
    monkeypatch.setattr(metric_breaks, "metric_breaks", lambda: (BROKEN,))
    assert change_of(found, "link_clicks", "instagram") is None
    assert change_of(found, "link_clicks", "facebook") is not None
