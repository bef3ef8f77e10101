from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr
from unit.kpis.frames import day, make_data

from kpi_xl import AnalysisTable, Data, Given, Period, Scope
from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.warehouse.data import Coverage
from kpi_xl_analyses.care import cases_by_team
from kpi_xl_analyses.funnels.micro_macro_path import ANALYSIS as PATHS
from kpi_xl_analyses.funnels.micro_macro_path import associations
from kpi_xl_analyses.practices import kpi_review, utm_coverage
from kpi_xl_analyses.practices.diagnostic_rules import ANALYSIS as RULES
from kpi_xl_analyses.practices.diagnostic_rules import Change, rules
from kpi_xl_analyses.practices.utm_coverage import is_tracked

OCTOBER = Scope(Period.parse("2026-10"))
CATALOGUE = Catalogue(Host().kpis())


def data_of(*, coverage: Any = (), **tables: Any) -> Data:
    return replace(make_data(coverage=coverage, **tables), kpis=CATALOGUE)


def cells(table: AnalysisTable, *keys: str) -> list[tuple[Any, ...]]:
    places = [[column.key for column in table.columns].index(key) for key in keys]
    return [tuple(row[at] for at in places) for row in table.rows]


def case(name: str, team: str | None, minutes: int | None, *, asks: bool = True) -> dict[str, Any]:
    at = datetime(2026, 10, 5, 9)
    reply = None if minutes is None else at + timedelta(minutes=minutes)
    row = {"conversation_id": name, "team": team, "received_at": at, "first_reply_at": reply, "needs_answer": asks}
    return {**row, "resolved_at": reply, "platform": "facebook"}


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_an_answer_counts_until_the_sixtieth_minute(engine: Any) -> None:
    rows = [
        case("1", "sales", 60),
        case("2", "sales", 61),
        case("3", "sales", None),
        case("4", "sales", 5, asks=False),
        case("5", None, 10),
    ]
    table = cases_by_team.ANALYSIS.table(make_data(engine, conversations=rows), OCTOBER)
    told = cells(table, "group", "cases", "to_answer", "answered", "within_hour", "response_time")
    assert told == [
        ("(no team)", 1, 1, 1.0, 1.0, 600.0),
        ("sales", 4, 3, pytest.approx(2 / 3), pytest.approx(1 / 3), 3630.0),
    ]
    assert cells(table, "verdict") == [("too few to tell",)] * 2


def test_a_team_that_is_slower_beyond_chance_is_told() -> None:
    rows = [case(f"a{at}", "a", 20 if at < 80 else 90) for at in range(100)]
    rows += [case(f"b{at}", "b", 20 if at < 40 else 90) for at in range(100)]
    table = cases_by_team.ANALYSIS.table(make_data(conversations=rows), OCTOBER)
    assert cells(table, "group", "within_hour", "verdict") == [("a", 0.8, "higher"), ("b", 0.4, "lower")]


def test_cases_may_come_from_a_file() -> None:
    rows = [{"team": "a", "received_at": "2026-10-01 09:00", "first_reply_at": "2026-10-01 09:30"}]
    by_hand = cases_by_team.ANALYSIS.by_hand
    assert by_hand
    assert cells(by_hand.calculate(Given({}, rows), {}, "en"), "within_hour") == [(1.0,)]


@pytest.mark.parametrize(
    ("link", "tracked"),
    [
        ("https://a.example/?utm_source=ig&utm_medium=social", True),
        ("https://a.example/#utm_source=ig&utm_medium=social", True),
        ("https://a.example/?UTM_Source=ig&utm_medium=social&x=1", True),
        ("https://a.example/?utm_source=ig", False),
        ("https://a.example/?utm_source=&utm_medium=", False),
        ("https://a.example/utm_source=ig&utm_medium=social", False),
    ],
)
def test_a_link_is_tracked_by_source_and_medium(link: str, tracked: bool) -> None:  # noqa: FBT001
    assert is_tracked(link) is tracked


def test_untracked_links_and_unknown_visits_are_counted() -> None:
    tagged = "https://a.example/?utm_source=x&utm_medium=social"
    posts = [
        {"platform": "x", "account": "A", "post_id": str(at), "published_on": day("2026-10-05"), "destination": link}
        for at, link in enumerate([tagged] * 3 + ["https://a.example/"] * 9 + [None] * 5)
    ]
    days = {"date": day("2026-10-05"), "date_start": day("2026-10-05"), "date_end": day("2026-10-05")}
    web = [
        {"property": "s", "part": "source", "source": name, "sessions": count, **days}
        for name, count in (("x", 90), ("(not set)", 10))
    ]
    table = utm_coverage.ANALYSIS.table(data_of(posts=posts, web=web), OCTOBER)
    assert cells(table, "tracked", "of", "share") == [(3.0, 12.0, 0.25), (90.0, 100.0, 0.9)]
    assert "9 of 12 links in posts on X" in table.findings[0].text


def target(kpi: str, first: str, last: str, owner: str | None = "Kari") -> dict[str, Any]:
    days = {"period_start": day(first), "period_end": day(last)}
    return {"kpi": kpi, "scope": None, "value": 50.0, "owner": owner, **days}


def test_an_old_target_a_past_one_and_one_without_owner_are_told() -> None:
    targets = [
        target("likes", "2026-01-01", "2026-12-31"),
        target("followers", "2026-01-01", "2026-06-30", owner=None),
        target("followers", "2026-07-01", "2026-09-30", owner=None),
        target("gone", "2026-10-01", "2026-12-31"),
    ]
    post = {"platform": "x", "account": "A", "post_id": "1", "published_on": day("2026-03-05"), "likes": 40}
    table = kpi_review.ANALYSIS.table(data_of(targets=targets, posts=[post]), OCTOBER)
    told = {row[0]: row for row in table.rows}
    assert told["gone"][-1] == "There is no such KPI any more."
    likes, followers = (row for name, row in told.items() if name != "gone" and row[7] in {"Kari", ""})
    rows = {row[7]: row for row in (likes, followers)}
    assert rows["Kari"][4:7] == (50.0, 40.0, 0.8)
    assert rows["Kari"][-1] == "The target is older than 6 months: keep it, change it or drop it."
    assert rows[""][1] == day("2026-01-01")
    assert rows[""][-1] == "It has run out: set a new one. Nobody is responsible."


def test_one_kpi_alone_is_too_few() -> None:
    table = kpi_review.ANALYSIS.table(data_of(targets=[target("likes", "2026-10-01", "2026-12-31")]), OCTOBER)
    assert "Only one KPI" in table.notes[0]


def test_every_rule_names_kpis_that_exist_and_can_be_told() -> None:
    assert len(rules()) > 12
    for rule in rules():
        assert rule.first[0] in CATALOGUE, rule.first
        assert rule.second[0] in CATALOGUE, rule.second
        for language in ("en", "nb", "sv"):
            assert "+1 %" in rule.meaning[language].format(first="+1 %", second="−2 %")
            assert rule.advice[language].endswith(".")


def web(month: int, sessions: int, engaged: int) -> dict[str, Any]:
    on = day(f"2026-{month:02}-15")
    row = {"property": "site", "part": "day", "date": on, "date_start": on, "date_end": on}
    return {**row, "channel_group": "Organic Social", "sessions": sessions, "engaged_sessions": engaged}


def posts_of(month: int, clicks: int) -> dict[str, Any]:
    return {
        "platform": "x", "account": "A", "post_id": str(month), "published_on": day(f"2026-{month:02}-15"),
        "link_clicks": clicks,
    }  # fmt: skip


COVERED = [
    Coverage("web", None, "site", day("2026-04-01"), day("2026-10-31")),
    Coverage("posts", "x", "A", day("2026-04-01"), day("2026-10-31")),
]


def test_many_clicks_and_high_bounce_mean_look_at_the_landing_page() -> None:
    rows = {"web": [web(9, 1000, 700), web(10, 1100, 500)], "posts": [posts_of(9, 1000), posts_of(10, 1400)]}
    table = RULES.table(data_of(coverage=COVERED, **rows), OCTOBER)
    assert table.rows[0][:2] == ("clicks_bounce", "yes")
    found = table.findings[0]
    assert found.text.startswith("More people click (+40%) but more of them leave at once (+24.55 pp)")
    assert "landing page" in found.advice


def test_nothing_is_told_of_an_incomplete_month() -> None:
    rows = {"web": [web(9, 1000, 700), web(10, 1100, 500)], "posts": [posts_of(9, 1000), posts_of(10, 1400)]}
    table = RULES.table(data_of(**rows), OCTOBER)
    assert not table.findings
    assert "do not cover" in table.notes[0]


def test_a_change_within_what_a_kpi_does_anyway_is_nothing() -> None:
    restless = Change("count", (1200.0, 1000.0, 1500.0, 900.0, 1400.0, 1000.0))
    steady = Change("count", (1200.0, 1000.0, 1010.0, 990.0, 1005.0, 1000.0))
    assert (restless.moved(0.1), steady.moved(0.1)) == ("", "up")
    assert Change("count", (20.0, 10.0)).moved(0.1) == ""
    assert Change("count", (1000.0, 1010.0)).moved(0.1) == "flat"
    assert Change("percent", (None, 0.5)).moved(0.1) == ""


def test_a_lag_is_found_and_its_rank_correlation_is_scipys() -> None:
    random = np.random.default_rng(5)
    micro = random.normal(100, 10, 120)
    macro = np.concatenate([random.normal(0, 1, 3), 0.5 * micro[:-3] + random.normal(0, 1, 117)])
    found = {one.lag: one for one in associations(micro.tolist(), macro.tolist())}
    best = max(found.values(), key=lambda one: abs(one.rho))
    assert best.lag == 3
    changes = [series[7:] - series[:-7] for series in (micro, macro)]
    assert best.rho == pytest.approx(spearmanr(changes[0][:-3], changes[1][3:]).statistic)
    assert best.interval[0] < best.rho < best.interval[1]


def test_two_growing_series_are_not_taken_for_cause_and_effect() -> None:
    random = np.random.default_rng(11)
    growing = [(np.arange(120) * 3 + random.normal(0, 5, 120)).tolist() for _ in range(2)]
    assert max(abs(one.rho) for one in associations(*growing)) < 0.4


def test_paths_of_a_project_have_counts_and_too_few_days_no_verdict() -> None:
    rows = [
        {**web(10, 50 + at % 5, 20), "date": one, "date_start": one, "date_end": one, "key_events": float(1 + at % 3)}
        for at in range(20)
        for one in [day("2026-10-31") - timedelta(days=at)]
    ]
    table = PATHS.table(data_of(web=rows), OCTOBER, {"days": 30})
    assert cells(table, "micro_count", "macro_count", "verdict") == [(1040, 39, "too few to tell")]
