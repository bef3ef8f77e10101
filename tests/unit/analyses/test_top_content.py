from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from unit.kpis.frames import Engine, day, make_data

from kpi_xl.errors import UsageError
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period
from kpi_xl_analyses.content.top_content import ANALYSIS
from kpi_xl_analyses.statistics.shrinkage import prior_of

OCTOBER = Scope(Period.parse("2026-10"))


def post(name: str, engagements: int | None, reach: int | None, platform: str = "facebook") -> dict[str, Any]:
    return {
        "platform": platform,
        "account": "A",
        "post_id": name,
        "published_on": day("2026-10-05"),
        "engagements": engagements,
        "reach": reach,
    }


def names(posts: Sequence[dict[str, Any]], engine: Engine = "pandas", **settings: Any) -> list[object]:
    rows = ANALYSIS.table(
        make_data(engine, posts=[{**row, "caption": row["post_id"]} for row in posts]), OCTOBER, settings
    )
    return [row[5] for row in rows.rows]


MANY = [post(f"usual {at}", 40 + at, 1000 + 10 * at) for at in range(12)]


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_a_lucky_small_post_does_not_win(engine: Engine) -> None:
    found = names([*MANY, post("small", 3, 10), post("big", 900, 10_000)], engine)
    assert found[0] == "big"
    assert len(found) == 10


def test_the_worst_come_first_when_asked_for() -> None:
    assert names([*MANY, post("flop", 1, 5000)], order="worst", count=1) == ["flop"]


def test_posts_without_reach_are_not_ranked_but_said() -> None:
    table = ANALYSIS.table(make_data(posts=[*MANY, post("blank", 7, None)]), OCTOBER)
    assert "1 posts lack" in table.notes[1]


def test_each_platform_has_its_own_mean() -> None:
    """A post that is good for LinkedIn is not judged by TikTok's rates."""
    tiktok = [post(f"t{at}", 200, 1000, "tiktok") for at in range(10)]
    linkedin = [post(f"l{at}", 10, 1000, "linkedin") for at in range(10)]
    rows = ANALYSIS.table(make_data(posts=[*tiktok, *linkedin]), OCTOBER, {"count": 20}).rows
    fair = {row[1]: row[-1] for row in rows}
    assert fair["tiktok"] == pytest.approx(0.2)
    assert fair["linkedin"] == pytest.approx(0.01)


def test_views_stand_in_where_no_post_has_reach() -> None:
    posts = [{**post("v", 5, None), "views": 100}]
    assert ANALYSIS.table(make_data(posts=posts), OCTOBER).rows[0][8] == 100


def test_without_figures_the_reason_is_given() -> None:
    table = ANALYSIS.table(make_data(posts=[post("v", None, None)]), OCTOBER)
    assert table.missing is not None
    assert table.missing.kind == "not_exported"


def test_equal_rates_give_a_prior_as_strong_as_all_posts() -> None:
    prior = prior_of(groups=2, events=20, seen=200, seen_squared=20_000, squared_over_seen=2)
    assert prior.events / prior.seen == pytest.approx(0.1)
    assert prior.seen == 200


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="no setting"):
        ANALYSIS.table(make_data(posts=MANY), OCTOBER, {"colour": 1})
    with pytest.raises(UsageError, match="no value"):
        ANALYSIS.table(make_data(posts=MANY), OCTOBER, {"order": "middle"})
