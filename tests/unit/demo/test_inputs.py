from __future__ import annotations

from pathlib import Path

from kpi_xl.demo import CLIENT, write_inputs
from kpi_xl.project.project import Project
from kpi_xl.vocabulary.periods import Period


def test_everything_that_the_demo_fills_in_is_understood(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "demo", client=CLIENT, language="nb", timezone="Europe/Oslo", currency="NOK")
    write_inputs(project.folder / "inputs.xlsx", Period.month(2026, 10))
    assert project.input_problems() == ()
    batch = project.imports()[0]
    assert {table.name: table.rows for table in batch.tables} == {
        "targets": 8 + 4 * 14,
        "costs": 3 * 14 + 2 + 1,
        "rates": 1,
        "brands": 4,
        "tagging_rules": 5,
        "experiments": 4,
        "touchpoints": 585,
    }
