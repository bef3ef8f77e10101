from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain, combinations
from math import factorial
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from unit.kpis.frames import make_data

from kpi_xl import Analysis, AnalysisTable, Given, Period, Scope, UsageError
from kpi_xl_analyses.attribution import markov, rules, shapley
from kpi_xl_analyses.attribution._journeys import Journey

FIRST, LAST, LINEAR, DECAY, POSITION = rules.ANALYSES
EVERY = (*rules.ANALYSES, markov.ANALYSIS, shapley.ANALYSIS)
OCTOBER = Scope(Period.parse("2026-10"))


def calculated(analysis: Analysis, rows: Sequence[dict[str, str]] = (), **given: Any) -> AnalysisTable:
    chosen = {setting.name: setting.default for setting in analysis.settings}
    assert analysis.by_hand
    return analysis.by_hand.calculate(Given(given, rows), chosen, "en")


def conversions(table: AnalysisTable) -> dict[str, float]:
    return {str(row[0]): float(row[1]) for row in table.rows}  # type: ignore[arg-type]


def paths(*listed: tuple[str, float, float]) -> list[dict[str, str]]:
    return [{"path": path, "conversions": str(yes), "null": str(no)} for path, yes, no in listed]


def test_markov_gives_the_credits_of_the_published_example() -> None:
    """analyzecore.com: removal effects 0.5, 1 and 1, so a fifth and two times two fifths."""
    table = calculated(markov.ANALYSIS, paths(("c1 > c2 > c3", 1, 0), ("c1", 0, 1), ("c2 > c3", 0, 1)))
    assert conversions(table) == pytest.approx({"c1": 0.2, "c2": 0.4, "c3": 0.4}, abs=1e-12)
    assert {row[0]: row[6] for row in table.rows} == pytest.approx({"c1": 0.5, "c2": 1.0, "c3": 1.0})


def test_shapley_gives_the_credits_of_the_published_worths() -> None:
    """github.com/tomgorb/misc: worths of exact sets of channels."""
    worths = [("F", 0.2), ("O", 0.1), ("L", 0.17), ("F > O", 0.17), ("F > L", 0.3), ("L > O", 0.0), ("F > L > O", 0.06)]
    table = calculated(shapley.ANALYSIS, paths(*((path, worth, 0) for path, worth in worths)))
    assert conversions(table) == pytest.approx({"F": 0.455, "O": 0.205, "L": 0.34}, abs=1e-12)


PATH = "search > social > mail > social"


@pytest.mark.parametrize(
    ("analysis", "expected"),
    [
        (FIRST, {"search": 1, "social": 0, "mail": 0}),
        (LAST, {"search": 0, "social": 1, "mail": 0}),
        (LINEAR, {"search": 0.25, "social": 0.5, "mail": 0.25}),
        (POSITION, {"search": 0.4, "social": 0.5, "mail": 0.1}),
    ],
    ids=lambda one: one.id if isinstance(one, Analysis) else "",
)
def test_each_rule_shares_a_path_out(analysis: Analysis, expected: dict[str, float]) -> None:
    assert conversions(calculated(analysis, path=PATH)) == pytest.approx(expected)


def test_time_decay_halves_every_seven_days() -> None:
    """Google's own words: a touch eight days before gets half the credit of one a day before."""
    got = conversions(calculated(DECAY, path="early > late", days="8 > 1"))
    assert got == pytest.approx({"early": 1 / 3, "late": 2 / 3})


def test_time_decay_without_days_says_what_it_needs() -> None:
    with pytest.raises(UsageError, match="when each touch was"):
        calculated(DECAY, path="a > b")


@pytest.mark.parametrize(("path", "expected"), [("a", {"a": 1}), ("a > b", {"a": 0.5, "b": 0.5})])
def test_position_shares_short_paths_alike(path: str, expected: dict[str, float]) -> None:
    assert conversions(calculated(POSITION, path=path)) == pytest.approx(expected)


def test_the_last_touch_may_pass_over_direct_visits() -> None:
    journeys = [Journey(("social", "direct"), 1.0), Journey(("direct",), 1.0)]
    assert rules.credits_of(journeys, rules.last, {"ignore_direct": True}).conversions == {"social": 1, "direct": 1}


def test_rows_of_touches_make_the_same_journeys_as_paths() -> None:
    touches = [
        {"journey_id": "1", "channel": "a", "touched_at": "2026-10-02", "converted": "0"},
        {"journey_id": "1", "channel": "b", "touched_at": "2026-10-09", "converted": "1"},
        {"journey_id": "2", "channel": "a", "touched_at": "2026-10-01", "converted": "0"},
    ]
    for analysis in (FIRST, LAST, LINEAR, markov.ANALYSIS, shapley.ANALYSIS):
        as_paths = calculated(analysis, paths(("a > b", 1, 0), ("a", 0, 1)))
        assert conversions(calculated(analysis, touches)) == pytest.approx(conversions(as_paths))
    assert conversions(calculated(DECAY, touches)) == pytest.approx({"a": 1 / 3, "b": 2 / 3})


def touch(journey: str, day: int, channel: str, *, converted: bool = False, **more: Any) -> dict[str, Any]:
    at = datetime(2026, 10, 1, 12) + timedelta(days=day)
    return {"journey_id": journey, "touched_at": at, "channel": channel, "converted": converted, **more}


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_journeys_of_a_project_are_those_that_ended_in_the_period(engine: Any) -> None:
    rows = [
        touch("early", -40, "mail", converted=True, value=70.0),
        touch("kept", -10, "search"),
        touch("kept", 3, "social", converted=True, value=100.0),
        touch("kept", 5, "mail"),
        touch("next month", 2, "search"),
        touch("next month", 35, "search", converted=True, value=9.0),
    ]
    table = LINEAR.table(make_data(engine, touchpoints=rows), OCTOBER)
    assert conversions(table) == {"search": 0.5, "social": 0.5, "mail": 0.0}
    assert {row[0]: row[5] for row in table.rows} == {"search": 50.0, "social": 50.0, "mail": None}
    assert table.notes[0] == "Conversions: 1. Journeys without one: 1."


def test_touches_before_the_window_get_nothing() -> None:
    rows = [touch("1", -120, "fair"), touch("1", 0, "mail", converted=True)]
    assert conversions(FIRST.table(make_data(touchpoints=rows), OCTOBER)) == {"mail": 1}


def test_a_journey_whose_every_touch_is_marked_is_one_conversion() -> None:
    rows = [touch("1", 1, "a", converted=True), touch("1", 2, "b", converted=True)]
    assert conversions(LAST.table(make_data(touchpoints=rows), OCTOBER)) == {"b": 1, "a": 0}


def test_nothing_to_credit_is_said() -> None:
    assert FIRST.table(make_data(), OCTOBER).missing
    none = FIRST.table(make_data(touchpoints=[touch("1", 1, "a")]), OCTOBER)
    assert none.missing
    assert none.missing.text == "No journey ended in a conversion."


def test_markov_tells_of_a_channel_that_the_last_touch_underrates() -> None:
    table = calculated(markov.ANALYSIS, paths(("social > search", 90, 60), ("social", 0, 40), ("search", 10, 300)))
    assert [finding.row for finding in table.findings] == [[row[0] for row in table.rows].index("social")]
    assert "social" in table.findings[0].text
    few = calculated(markov.ANALYSIS, paths(("social > search", 9, 6), ("search", 1, 30)))
    assert not few.findings
    assert "Fewer than 30" in few.notes[1]


def test_a_blank_count_is_none_and_no_column_of_counts_means_one_each() -> None:
    blank = [{"path": "a", "conversions": "", "null": "5"}, {"path": "b", "conversions": "2", "null": ""}]
    assert conversions(calculated(LINEAR, blank)) == {"b": 2, "a": 0}
    assert conversions(calculated(LINEAR, [{"Path": "a"}, {"Path": "a > b"}])) == {"a": 1.5, "b": 0.5}


def test_more_journeys_make_markov_surer() -> None:
    def widths(factor: int) -> list[float]:
        table = calculated(markov.ANALYSIS, paths(("a > b", 10 * factor, 9 * factor), ("b", 3 * factor, 12 * factor)))
        assert all(row[3] <= row[2] <= row[4] for row in table.rows)  # type: ignore[operator]
        return [row[4] - row[3] for row in table.rows]  # type: ignore[operator]

    assert max(widths(100)) < min(widths(1)) / 3


CHANNELS = st.sampled_from("abcd")
JOURNEYS = st.lists(
    st.builds(
        lambda path, yes, no: Journey(tuple(path), yes, no, 10.0 * yes, tuple(range(len(path)))[::-1]),
        st.lists(CHANNELS, min_size=1, max_size=5),
        st.integers(0, 5).map(float),
        st.integers(0, 5).map(float),
    ),
    min_size=1,
    max_size=8,
).filter(lambda journeys: sum(one.conversions for one in journeys) > 0)


@examples(JOURNEYS)
@settings(max_examples=40)
def test_every_model_gives_away_exactly_the_conversions_there_are(journeys: list[Journey]) -> None:
    total = sum(one.conversions for one in journeys)
    choice = {"ignore_direct": False, "half_life_days": 7.0, "ends": 0.4}
    rule = (rules.first, rules.last, rules.linear, rules.time_decay, rules.position)
    every = [rules.credits_of(journeys, one, choice) for one in rule]
    for credit in (*every, markov.markov(journeys, {}), shapley.shapley(journeys, {})):
        assert sum(credit.conversions.values()) == pytest.approx(total)
        assert sum(credit.value.values()) == pytest.approx(10 * total)
        assert min(credit.conversions.values()) >= 0


@examples(JOURNEYS)
@settings(max_examples=25)
def test_shapley_is_the_sum_over_all_teams(journeys: list[Journey]) -> None:
    """φ = Σ |S|! (n − |S| − 1)! / n! (v(S + i) − v(S)), straight from Shapley's definition."""
    channels = sorted({channel for one in journeys for channel in one.channels})
    count = len(channels)

    def worth(team: set[str]) -> float:
        return sum(one.conversions for one in journeys if set(one.channels) <= team)

    for channel, credited in shapley.shapley(journeys, {}).conversions.items():
        others = [one for one in channels if one != channel]
        teams = chain.from_iterable(combinations(others, size) for size in range(count))
        by_definition = sum(
            factorial(len(team)) * factorial(count - len(team) - 1) / factorial(count)
            * (worth({*team, channel}) - worth(set(team)))
            for team in teams
        )  # fmt: skip
        assert credited == pytest.approx(by_definition)
