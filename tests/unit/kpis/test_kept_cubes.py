"""Sums of large tables, which are kept in files beside their rows."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from excel_hosts.business import make_business

from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values import kept_cubes
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.project.project import Project
from kpi_xl.vocabulary.periods import Period

KPIS = ("link_clicks", "ctr", "followers", "likes", "spend", "engagement_rate_reach")
OCTOBER = Scope(Period.month(2026, 10))


@pytest.fixture(scope="module")
def business(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which every test has a copy."""
    return make_business(tmp_path_factory.mktemp("made") / "business").folder


@pytest.fixture
def project(business: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(kept_cubes, "LARGE", 1)
    return Project.open(shutil.copytree(business, tmp_path / "business"))


def results(project: Project, *kpis: str, **changed: Any) -> list[float | None]:
    data = replace(project.data(), **changed)
    return [one.value for one in evaluate(project.catalogue, [(kpi, OCTOBER) for kpi in kpis], data)]


def sums(project: Project) -> list[Path]:
    return sorted((project.folder / ".kpi-xl/current").glob("*.sums*.parquet"))


def test_the_second_time_no_row_is_read(project: Project) -> None:
    first = results(project, *KPIS)
    without_rows = dict.fromkeys(project.data().frames)
    assert results(project, *KPIS, frames=without_rows) == first
    assert None not in first


def test_sums_of_many_kpis_answer_for_one(project: Project) -> None:
    first = results(project, *KPIS)
    kept = sums(project)
    assert results(project, "ctr") == [first[1]]
    assert sums(project) == kept


def test_more_kpis_than_were_kept_are_added_up_anew(project: Project) -> None:
    one = results(project, "likes")
    assert results(project, "likes", "engagement_rate_reach")[0] == one[0]
    assert len([path for path in sums(project) if path.name.startswith("posts-")]) == 2


def test_new_rows_have_sums_of_their_own(project: Project) -> None:
    before = results(project, "likes")
    project.undo(next(batch.id for batch in project.imports() if batch.file == "posts.csv"))
    assert results(project, "likes") == [None]
    assert before == [450.0]


def test_a_damaged_file_is_worked_out_again(project: Project) -> None:
    before = results(project, "likes")
    for path in sums(project):
        path.write_bytes(b"PAR1 but no more")
    assert results(project, "likes") == before


def test_sums_of_small_tables_are_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_cubes, "LARGE", 1_000)
    results(project, *KPIS)
    assert sums(project) == []
