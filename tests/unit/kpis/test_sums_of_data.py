"""Sums of one set of data are worked out once, whoever asks for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi_xl.host.manager import Host
from kpi_xl.kpis.calculating import formula_value, once
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values import cube
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .frames import make_data

CATALOGUE = Catalogue(Host().kpis())
OCTOBER = Scope(Period.month(2026, 10))


@pytest.fixture
def queried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables in the order in which they are queried."""
    found: list[str] = []
    groups = cube._groups

    def counted(data: Data, table: str, *rest: Any) -> Any:
        found.append(table)
        return groups(data, table, *rest)

    monkeypatch.setattr(cube, "_groups", counted)
    return found


def data() -> Data:
    row = {"platform": "instagram", "account": "shop", "date": date(2026, 10, 5)}
    return make_data(account_daily=[{**row, "likes": 7, "link_clicks": 3}])


def values(of: Data, *kpis: str) -> list[float | None]:
    return [one.value for one in evaluate(CATALOGUE, [(kpi, OCTOBER) for kpi in kpis], of)]


def test_a_second_question_about_the_same_sums_queries_nothing(queried: list[str]) -> None:
    shop = data()
    both = values(shop, "likes", "link_clicks")
    assert queried
    queried.clear()
    assert values(shop, "link_clicks") == both[1:] == [3]
    assert not queried


def test_sums_that_are_not_there_yet_are_queried(queried: list[str]) -> None:
    shop = data()
    values(shop, "likes")
    queried.clear()
    assert values(shop, "link_clicks") == [3]
    assert queried == ["account_daily"]


def test_other_rows_have_other_sums() -> None:
    shop = data()
    assert values(shop, "likes") == [7]
    more = make_data(account_daily=[{"platform": "instagram", "date": date(2026, 10, 6), "likes": 1}])
    assert values(replace(shop, frames=more.frames), "likes") == [1]


def test_what_a_calculation_works_out_of_all_rows_is_worked_out_once() -> None:
    shop, asked = data(), list[str]()

    def days() -> int:
        asked.append("days")
        return 31

    assert [once(shop, "days", days) for _ in range(3)] == [31] * 3
    assert asked == ["days"]
    assert once(data(), "days", lambda: 30) == 30


def test_one_formula_in_many_months_is_asked_of_the_table_once(queried: list[str]) -> None:
    shop, months = data(), [Scope(Period.month(2026, month)) for month in (8, 9, 10)]
    found = [formula_value(shop, month, "account_daily.likes", "count").value for month in months]
    assert found == [None, None, 7]
    assert queried == ["account_daily"]
