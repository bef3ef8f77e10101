"""What a native formula comes to is what evaluation says, for every month and selection."""

from __future__ import annotations

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.facts import facts
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate

from .busy import MONTHS, busy_data
from .workbooks import Workbook, same


@pytest.mark.parametrize("seed", range(2))
def test_formulas_over_facts_come_to_what_evaluation_says(catalogue: Catalogue, seed: int) -> None:
    data = busy_data(seed)
    ids = [kpi.id for kpi in catalogue]
    table = facts(catalogue, ids, MONTHS, data)
    scopes = [
        Scope(month, platform, account, campaign)
        for month in MONTHS
        for platform, account, campaign in (
            (None, None, None),
            ("facebook", None, None),
            ("meta_ads", None, None),
            ("x", "x B", None),
            (None, "ads", None),
            (None, None, "Spring"),
            ("facebook", None, "Spring"),
            ("google_ads", None, ">Sale"),
        )
    ]
    filled = sorted(kpi_id for kpi_id in table.native if evaluate(catalogue, [(kpi_id, scopes[0])], data)[0].rows)
    requests = [(kpi_id, scope) for kpi_id in filled for scope in scopes]
    formulas = Workbook(catalogue, table)
    wrong = [
        (kpi_id, scope, result.value, formulas.value(kpi_id, scope))
        for (kpi_id, scope), result in zip(requests, evaluate(catalogue, requests, data), strict=True)
        if not same(formulas.value(kpi_id, scope), result.value)
    ]
    assert not wrong
    assert {"impressions", "ctr", "spend", "cpm", "engagement_rate_reach", "followers"} <= {*filled}
