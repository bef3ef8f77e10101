"""One rate in parts of the business."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.kpis.frames import covered, make_data

from kpi_xl import AnalysisTable, Given, Period, Scope
from kpi_xl_analyses._shares import against_rest
from kpi_xl_analyses._web import web_sums
from kpi_xl_analyses.segments.campaign_conversion_compare import ANALYSIS as CAMPAIGNS
from kpi_xl_analyses.segments.email_segment_response import ANALYSIS as MAIL
from kpi_xl_analyses.segments.geo_breakdown import ANALYSIS as PLACES
from kpi_xl_analyses.segments.segment_breakdown import ANALYSIS as SEGMENTS
from kpi_xl_analyses.statistics.proportions import Part

OCTOBER = Scope(Period.parse("2026-10"))
DAY = date(2026, 10, 5)
COVERAGE = [
    covered("web", None, "2026-09-01", "2026-10-31"),
    covered("ads", "meta_ads", "2026-09-01", "2026-10-31", "A"),
]
Row = dict[str, Any]


def web(by: str, name: str, sessions: int | None, events: float | None = None, **others: Any) -> Row:
    days = {"date": DAY, "date_start": DAY, "date_end": DAY}
    return {**days, "property": "p", "part": by, by: name, "sessions": sessions, "key_events": events, **others}


def table(analysis: Any, **tables: list[Row]) -> AnalysisTable:
    return analysis.table(make_data(coverage=COVERAGE, **tables), OCTOBER)


def cells(answer: AnalysisTable, column: str, by: str = "") -> dict[Any, Any]:
    keys = [one.key for one in answer.columns]
    return {row[keys.index(by) if by else 0]: row[keys.index(column)] for row in answer.rows}


class TestCampaigns:
    def test_a_weak_campaign_is_told_with_its_rate_and_that_of_the_others(self) -> None:
        rows = [
            web("campaign", "Weak", 2000, 20),
            web("campaign", "Good", 2000, 80),
            web("campaign", "(not set)", 1000, 40),
        ]
        answer = table(CAMPAIGNS, web=rows)
        assert cells(answer, "verdict") == {"Weak": "lower", "Good": "higher", "(no campaign)": "higher"}
        text = next(one.text for one in answer.findings if "Weak" in one.text)
        assert "1.00% against 4.00%" in text
        assert not [one for one in answer.findings if "(no campaign)" in one.text]

    def test_few_conversions_get_no_verdict(self) -> None:
        answer = table(CAMPAIGNS, web=[web("campaign", "A", 40, 0), web("campaign", "B", 60, 6)])
        assert set(cells(answer, "verdict").values()) == {"too few to tell"}
        assert cells(answer, "high")["A"] > 0.05

    def test_several_conversions_a_visit_are_no_share(self) -> None:
        answer = table(CAMPAIGNS, web=[web("campaign", "A", 100, 300), web("campaign", "B", 100, 20)])
        assert cells(answer, "rate")["A"] == 3
        assert cells(answer, "low")["A"] is None

    def test_a_file_is_given_by_hand(self) -> None:
        assert CAMPAIGNS.by_hand
        rows = [
            {"campaign": "A", "sessions": "1 000", "conversions": "50"},
            {"campaign": "B", "sessions": "900", "conversions": "9"},
        ]
        assert cells(CAMPAIGNS.by_hand.calculate(Given({}, rows), {}, "en"), "verdict")["B"] == "lower"


def test_parts_that_repeat_the_traffic_count_once() -> None:
    """By country alone, and by country and device: the same visits."""
    rows = [web("country", "Norway", 100, 5), web("country", "Norway", 60, 3, part="country+device", device="mobile")]
    found = web_sums(make_data(web=rows), OCTOBER, ("country",))
    assert found
    assert sum(row["sessions"] for row in found) == 100


class TestPlaces:
    def test_the_index_is_the_share_of_conversions_over_that_of_sessions(self) -> None:
        rows = [web("country", "Norway", 1000, 60), web("country", "Sweden", 1000, 20)]
        assert cells(table(PLACES, web=rows), "index") == {"Norway": pytest.approx(150), "Sweden": pytest.approx(50)}

    def test_what_is_not_among_the_first_stands_together(self) -> None:
        rows = [web("country", f"C{at}", 100 - at, 5) for at in range(5)]
        answer = PLACES.table(make_data(web=rows), OCTOBER, {"count": 2})
        assert cells(answer, "sessions") == {"C0": 100, "C1": 99, "Other": 98 + 97 + 96}

    def test_a_country_is_one_place_however_exports_name_it(self) -> None:
        rows = [web("country", "Norway", 100, 5), web("country", "Norge", 50, 5), web("country", "Sweden", 90, 5)]
        own = {"platform": "instagram", "account": "A", "dimension": "country", "value": "NO"}
        data = make_data(web=rows, audience=[{**own, "date": date(2026, 10, 2), "people": 70.0}])
        answer = PLACES.table(data, OCTOBER, {}, "sv")
        assert cells(answer, "sessions") == {"Norge": 150, "Sverige": 90}
        assert cells(answer, "followers") == {"Norge": 70, "Sverige": None}

    def test_a_city_keeps_its_name(self) -> None:
        answer = PLACES.table(make_data(web=[web("city", "Georgia", 100, 5)]), OCTOBER, {"by": "city"}, "nb")
        assert cells(answer, "sessions") == {"Georgia": 100}

    def test_followers_are_those_of_the_last_list(self) -> None:
        own = {"platform": "instagram", "account": "A", "dimension": "country", "value": "Norway"}
        rows = [{**own, "date": date(2026, 9, 1), "people": 900.0}, {**own, "date": date(2026, 10, 2), "people": 950.0}]
        assert cells(table(PLACES, audience=rows), "followers") == {"Norway": 950}


def ad(age: str, campaign: str, clicks: int, shown: int, day: int = 1) -> Row:
    on = date(2026, 10, day)
    return {
        "platform": "meta_ads", "account": "A", "level": "campaign", "campaign": campaign, "date_start": on,
        "date_end": on, "breakdown": "age", "breakdown_value": age, "link_clicks": clicks, "impressions": shown,
    }  # fmt: skip


class TestSegments:
    def test_rows_of_ads_are_the_cases(self) -> None:
        """Ten thousands of impressions a day are no ten thousand trials."""
        rows = [ad("young", "C", 30 + 9 * (day % 5), 1000, day) for day in range(1, 13)]
        rows += [ad("old", "C", 25 + 9 * (day % 5), 1000, day) for day in range(1, 13)]
        answer = table(SEGMENTS, ads=rows)
        assert cells(answer, "cases", "segment") == {"young": 12, "old": 12}
        assert cells(answer, "verdict", "segment")["young"] == "no clear difference"

    def test_where_campaigns_say_the_opposite_nothing_is_said(self) -> None:
        """Simpson: the young see the campaign that works, and within each campaign click less."""
        rows: list[Row] = []
        for day in range(1, 15):
            wiggle = day % 3
            rows += [ad("young", "Good", 90 + wiggle, 1000, day), ad("old", "Good", 10, 100, day)]
            rows += [ad("young", "Bad", 1, 100, day), ad("old", "Bad", 20 + wiggle, 1000, day)]
        answer = table(SEGMENTS, ads=rows)
        assert cells(answer, "difference", "segment")["young"] > 0
        assert cells(answer, "verdict", "segment")["young"] == "no clear difference"
        assert any("goes the other way" in note for note in answer.notes)
        assert not answer.findings

    def test_totals_of_ads_are_no_segment(self) -> None:
        answer = table(SEGMENTS, ads=[{**ad("", "C", 5, 100), "breakdown": ""}])
        assert answer.missing

    def test_satisfaction_by_segment(self) -> None:
        answers = [
            {"response_id": str(at), "kind": "csat", "score": 5.0 if at % 10 < good else 2.0, "segment": name,
             "answered_at": datetime(2026, 10, 5)} for name, good in (("shop", 9), ("web", 5)) for at in range(60)
        ]  # fmt: skip
        answers = [{**one, "response_id": f"{one['segment']}{one['response_id']}"} for one in answers]
        found = table(SEGMENTS, survey_responses=answers)
        assert cells(found, "rate", "segment") == {"shop": pytest.approx(0.9), "web": pytest.approx(0.5)}
        assert cells(found, "verdict", "segment")["web"] == "lower"


class TestMail:
    def mailing(self, month: int, segment: str, unique: int | None, **others: Any) -> Row:
        sent = datetime(2026, month, 10)
        own = {"campaign": f"{segment}{month}", "sent_at": sent, "segment": segment, "delivered": 1000}
        return {**own, "unique_clicks": unique, **others}

    def test_a_segment_now_and_before(self) -> None:
        rows = [self.mailing(9, "new", 40), self.mailing(10, "new", 80), self.mailing(10, "old", 40)]
        answer = table(MAIL, email_campaigns=rows)
        assert cells(answer, "change")["new"] == pytest.approx(0.04)
        assert cells(answer, "change_verdict") == {"new": "higher", "old": ""}
        assert any("from 4.00% to 8.00%" in one.text for one in answer.findings)

    def test_all_clicks_stand_in_where_no_unique_ones_are_exported(self) -> None:
        rows = [self.mailing(10, name, None, clicks=50) for name in ("new", "old")]
        answer = table(MAIL, email_campaigns=rows)
        assert "one person may count several times" in answer.notes[0]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 60), st.integers(1, 400)), min_size=1))
def test_groups_are_judged_alike_in_any_order(drawn: dict[str, tuple[int, int]]) -> None:
    groups = {name: Part(min(hits, of), of) for name, (hits, of) in drawn.items()}
    turned = dict(reversed(groups.items()))
    assert against_rest(groups) == against_rest(turned)
    for one in against_rest(groups):
        assert one.interval
        assert one.interval.low <= one.part.share <= one.interval.high
        if one.against and one.p_adjusted is not None:
            assert one.p_adjusted >= one.against.p - 1e-12
            assert one.against.interval.low <= one.against.difference <= one.against.interval.high
