"""KPIs that a user writes into kpi-xl.toml or onto the sheet of inputs.xlsx work wherever others do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]

WRITTEN = """
[kpis.likes_a_comment]
formula = "posts.likes / posts.comments"
label = { en = "Likes a comment", nb = "Likerklikk per kommentar" }
aliases = "lac"

[kpis.round_and_round]
formula = "round_and_round * 2"
"""
TYPED = [
    ["likes_share", "Likes share", "posts.likes / posts.engagements", "Per cent", "Higher"],
    ["ctr", "My own CTR", "posts.likes / posts.engagements", "Per cent", "Higher"],
    ["summed_reach", "Summed reach", "posts.reach", "Count", "Higher"],
]


@pytest.fixture
def own_kpis(x_project: Path) -> Path:
    with (x_project / "kpi-xl.toml").open("a", encoding="utf-8") as settings:
        settings.write(WRITTEN)
    workbook = openpyxl.load_workbook(x_project / "inputs.xlsx")
    for at, row in enumerate(TYPED, start=5):
        for column, text in enumerate(row, start=1):
            workbook["Own KPIs"].cell(at, column, text)
    workbook.save(x_project / "inputs.xlsx")
    return x_project


@pytest.mark.usefixtures("own_kpis")
@pytest.mark.parametrize(
    ("name", "of"),
    [("likes_share", "likes engagements"), pytest.param("lac", "likes comments", marks=pytest.mark.slow)],
)
def test_they_have_values_and_can_be_explained_and_typed(run: Run, tmp_path: Path, name: str, of: str) -> None:
    above, below = of.split()
    span = {"from": "2026-10-01", "to": "2026-10-31"}
    queries = tmp_path / "queries.json"
    queries.write_text(json.dumps([{"kpi": kpi, **span} for kpi in (name, above)]), encoding="utf-8")
    ratio, likes = (one["value"] for one in json.loads(run("value", "--queries", queries).out))
    assert ratio > 0
    assert likes
    assert "From" in run("explain", name, "--period", "2026-10").out
    typed = json.loads(run("calc", name, f"{above}=1", f"{below}=4", "--json").out)
    assert typed["value"] == 0.25
    assert "SUMIFS" in run("kpis", "show", name).out


@pytest.mark.slow
def test_they_can_be_asked_for_in_a_template(run: Run, own_kpis: Path) -> None:
    template = openpyxl.Workbook()
    template.active["A1"] = "{{ likes_share | period=2026-10 }}"  # type: ignore[index]
    template.active["A2"] = "{{ likes_a_comment | period=2026-10 }}"  # type: ignore[index]
    template.save(own_kpis / "mine.xlsx")
    made = run("report", "--template", "mine.xlsx", "--output", "made.xlsx", "--period", "2026-10")
    assert made.code == 0, made.err
    values = openpyxl.load_workbook(own_kpis / "made.xlsx", data_only=True).worksheets[0]
    assert 0 < values["A1"].value < 1
    assert values["A2"].value > 0


@pytest.mark.usefixtures("own_kpis")
def test_what_is_wrong_with_one_is_said_and_harms_no_other(run: Run) -> None:
    said = run("kpis", "search", "likes").err
    assert "ctr, character 1: Two KPIs have this id; the first one holds." in said
    assert "summed_reach, character 1: posts.reach does not add up by itself" in said
    assert "round_and_round, character 1: The definition goes round in a circle" in said
    assert "activity.link_clicks" in run("kpis", "show", "ctr").out
    assert run("doctor").out.count("✗  KPIs") == 3
