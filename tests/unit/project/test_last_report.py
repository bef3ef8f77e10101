from __future__ import annotations

from datetime import date
from pathlib import Path

from kpi_xl.project.last_report import remember, reported_months, told_before
from kpi_xl.report.told import Subject
from kpi_xl.vocabulary.periods import Period

SEPTEMBER, OCTOBER = Period.month(2026, 9), Period.month(2026, 10)
TOLD = {Subject("reach", SEPTEMBER.first, "instagram"): 120.5, Subject("ctr", SEPTEMBER.first): 0.04}


def test_a_report_is_held_against_the_last_of_an_earlier_month(tmp_path: Path) -> None:
    remember(tmp_path, SEPTEMBER, TOLD)
    remember(tmp_path, OCTOBER, {Subject("ctr", date(2026, 10, 1)): 0.05})
    assert told_before(tmp_path, OCTOBER) == TOLD
    assert told_before(tmp_path, SEPTEMBER) == {}
    assert reported_months(tmp_path) == [SEPTEMBER, OCTOBER]


def test_a_changed_file_of_an_old_report_stops_nothing(tmp_path: Path) -> None:
    remember(tmp_path, SEPTEMBER, TOLD)
    for wrong in ("{", '[["reach"]]', "5"):
        (tmp_path / "reports/2026-09.json").write_text(wrong, encoding="utf-8")
        assert told_before(tmp_path, OCTOBER) == {}
