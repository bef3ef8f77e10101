"""KPIs over real exports, held against figures that were counted from the same files without this program."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from kpi_xl.importing.staged import Answers
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.scope import Scope
from kpi_xl.project.project import Project, Query
from kpi_xl.vocabulary.periods import Period

SAMPLES = Path(__file__).parents[3] / "shared/samples"
_SMALL = 40_000  # bytes: the whole collection takes minutes
Case = dict[str, Any]


def _groups() -> Iterator[list[Case]]:
    """Cases over the same small files that need no answer; the first of each platform."""
    if not (SAMPLES / "truth_kpis.json").is_file():
        return
    cases: list[Case] = json.loads((SAMPLES / "truth_kpis.json").read_text(encoding="utf-8"))
    ready = [case for case in cases if not case.get("answers") and "value" in case["expect"]]
    seen: set[str] = set()
    for (files, _, _), group in groupby(sorted(ready, key=_project), key=_project):
        platform = files[0].partition("/")[0]
        if platform not in seen and sum((SAMPLES / name).stat().st_size for name in files) < _SMALL:
            seen.add(platform)
            yield list(group)


def _project(case: Case) -> tuple[list[str], str, str]:
    """What cases of one project have in common."""
    return case["files"], case["timezone"], case.get("currency") or ""


GROUPS = list(_groups())


@pytest.mark.slow
@pytest.mark.skipif(not GROUPS, reason="the real exports are not here")
@pytest.mark.parametrize("cases", GROUPS, ids=lambda cases: cases[0]["id"])
def test_figures_agree_with_those_counted_by_others(tmp_path: Path, cases: list[Case]) -> None:
    currency = next((case["currency"] for case in cases if case.get("currency")), "EUR")
    project = Project.create(tmp_path / "project", client="Sample", timezone=cases[0]["timezone"], currency=currency)
    project.import_files([SAMPLES / name for name in cases[0]["files"]], Answers())
    found = project.values([_query(case) for case in cases])
    wrong = [(case["id"], one.value) for case, one in zip(cases, found, strict=True) if not _fits(case, one)]
    assert not wrong


def _query(case: Case) -> Query:
    first, last = (date.fromisoformat(case["period"][side]) for side in ("from", "to"))
    scope = {name: case.get(name) for name in ("platform", "account", "campaign")}
    return Query(case["kpi"], Scope(Period(first, last), **scope))


def _fits(case: Case, result: Result) -> bool:
    right = [case["expect"], *case.get("accept", ())]
    tolerance = max(case.get("tolerance") or 0.0, 1e-12)
    return result.value is not None and any(
        math.isclose(result.value, one["value"], rel_tol=1e-9, abs_tol=tolerance) for one in right if "value" in one
    )
