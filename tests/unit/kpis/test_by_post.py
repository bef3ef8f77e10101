"""A KPI's formula on one post, held against the same KPI over a project that has no other post."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from kpi_xl.host import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.rows import as_dicts
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.by_post import by_post
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.data import Data

from .frames import make_data

OCTOBER = Scope(Period.month(2026, 10))
POST = {"platform": "instagram", "account": "us", "post_id": "1", "published_on": date(2026, 10, 5), "format": "reel"}
FIGURES = {name: 10.0 + at for at, name in enumerate(tables()["posts"].metrics)}


@cache
def catalogue() -> Catalogue:
    return Catalogue(Host().kpis(), strict=False)


def of_posts() -> list[str]:
    return [kpi.id for kpi in catalogue() if by_post(catalogue(), kpi.id) is not None]


def value(kpi: str, data: Data) -> float | None:
    expression = by_post(catalogue(), kpi)
    assert expression is not None
    return as_dicts(data.frames["posts"].select(value=expression))[0]["value"]


@pytest.mark.parametrize("kpi", of_posts())
def test_one_post_comes_to_what_the_kpi_over_it_does(kpi: str) -> None:
    data = make_data("duckdb", posts=[{**POST, **FIGURES}])
    whole = evaluate(catalogue(), [(kpi, OCTOBER)], data)[0]
    expected = whole.bounds[1] if whole.bounds else whole.value
    assert value(kpi, data) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize("kpi", ["likes", "engagements", "engagement_rate_reach", "reach"])
def test_the_figures_of_posts_can_be_told_post_by_post(kpi: str) -> None:
    assert kpi in of_posts()


@pytest.mark.parametrize("kpi", ["followers", "spend", "web_sessions_social", "nps"])
def test_what_is_no_figure_of_posts_cannot(kpi: str) -> None:
    assert kpi not in of_posts()


def test_a_ratio_over_nothing_is_no_figure() -> None:
    assert value("engagement_rate_reach", make_data("duckdb", posts=[{**POST, **FIGURES, "reach": 0}])) is None
    assert value("engagement_rate_reach", make_data("duckdb", posts=[{**POST, "likes": 3}])) is None
