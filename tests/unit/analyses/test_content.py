"""Posts compared: by format, topic and hour, and by what they bring to the site."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

import pytest
from unit.kpis.frames import covered, make_data

from kpi_xl import AnalysisTable, Given, Period, Scope, UsageError
from kpi_xl_analyses.content._groups import compared
from kpi_xl_analyses.content._posts import Post, posts_with_rates
from kpi_xl_analyses.content._types import type_of
from kpi_xl_analyses.content.format_comparison import ANALYSIS as FORMATS
from kpi_xl_analyses.content.peak_engagement_time import ANALYSIS as PEAK
from kpi_xl_analyses.content.post_type_conversion import ANALYSIS as TYPES
from kpi_xl_analyses.content.story_vs_post_traffic import ANALYSIS as STORIES
from kpi_xl_analyses.content.top_content import ANALYSIS as TOP

OCTOBER = Scope(Period.parse("2026-10"))
COVERAGE = [
    covered("posts", "instagram", "2026-09-01", "2026-10-31", "A"),
    covered("web", None, "2026-09-01", "2026-10-31"),
]
Row = dict[str, Any]


def post(at: int, form: str = "image", rate: float = 0.04, platform: str = "instagram", **others: Any) -> Row:
    spread = 1 + ((at * 7) % 11 - 5) / 25
    return {
        "platform": platform, "account": "A", "post_id": f"{form}{platform}{at}", "format": form,
        "published_on": date(2026, 10, 1 + at % 28), "reach": 1000, "engagements": round(1000 * rate * spread),
        **others,
    }  # fmt: skip


def table(analysis: Any, posts: list[Row], language: str = "en", **settings: Any) -> AnalysisTable:
    return analysis.table(make_data(coverage=COVERAGE, posts=posts), OCTOBER, settings, language)


def cells(answer: AnalysisTable, column: str) -> dict[Any, Any]:
    at = [one.key for one in answer.columns].index(column)
    return {row[0]: row[at] for row in answer.rows}


class TestFormats:
    def test_a_format_that_engages_twice_as_much_is_told(self) -> None:
        answer = table(FORMATS, [post(at) for at in range(15)] + [post(at, "reel", 0.08) for at in range(15)])
        assert cells(answer, "verdict") == {"image": "lower", "reel": "higher"}
        assert cells(answer, "ratio")["reel"] == pytest.approx(2, rel=0.05)
        assert len(answer.findings) == 1

    def test_fewer_than_ten_posts_get_no_verdict(self) -> None:
        answer = table(FORMATS, [post(at) for at in range(15)] + [post(at, "reel", 0.08) for at in range(9)])
        assert set(cells(answer, "verdict").values()) == {"too few to tell"}
        assert cells(answer, "p")["reel"] < 0.05
        assert not answer.findings

    def test_a_format_does_not_win_because_one_platform_has_it(self) -> None:
        """Reels are on the platform with the higher rates, and are usual there."""
        tiktok = [post(at, form, 0.12, "tiktok") for at in range(15) for form in ("reel", "reel", "image")]
        answer = table(FORMATS, [post(at) for at in range(30)] + tiktok)
        assert cells(answer, "ratio")["reel"] == pytest.approx(1, rel=0.03)
        assert not answer.findings

    def test_a_month_that_is_not_covered_is_no_finding(self) -> None:
        posts = [post(at) for at in range(15)] + [post(at, "reel", 0.08) for at in range(15)]
        short = [covered("posts", "instagram", "2026-10-01", "2026-10-15", "A")]
        answer = FORMATS.table(make_data(coverage=short, posts=posts), OCTOBER)
        assert answer.rows
        assert not answer.findings

    def test_pairs_of_formats(self) -> None:
        posts = [post(at, form) for at in range(12) for form in ("image", "reel", "text")]
        answer = table(FORMATS, posts, against="pairs")
        assert [row[:2] for row in answer.rows] == [("image", "reel"), ("image", "text"), ("reel", "text")]

    def test_each_platform_is_seen_by_what_it_exports(self) -> None:
        views = {"reach": None, "views": 500}
        found = posts_with_rates(make_data(posts=[post(1), post(2, platform="tiktok", **views)]), OCTOBER)
        assert found
        assert {(one.platform, one.seen) for one in found} == {("instagram", 1000), ("tiktok", 500)}

    def test_no_difference_is_seldom_called_one(self) -> None:
        """Of 60 months without any difference three may seem to have one at 5 %, and both tests have to agree."""
        false = 0
        for seed in range(60):
            chance = random.Random(seed)  # noqa: S311 - the same months each time
            groups = {
                name: [Post("x", name, None, 1, 10, chance.gauss(0, 0.3)) for _ in range(12)]
                for name in ("a", "b", "c")
            }
            false += any(pair.verdict in {"higher", "lower"} for pair in compared(groups, pairs=True))
        assert false <= 5

    def test_by_hand_a_rate_has_to_be_above_nothing(self) -> None:
        assert FORMATS.by_hand
        with pytest.raises(UsageError, match="above 0"):
            FORMATS.by_hand.calculate(Given({"a": (0.0, 0.1), "b": (0.1, 0.2)}), {}, "en")


class TestPeak:
    def posts(self, hour: int, rate: float, count: int = 14) -> list[Row]:
        return [post(at, f"f{hour}", rate, published_at=datetime(2026, 10, 5, hour), published_on=date(2026, 10, 5))
                for at in range(count)]  # fmt: skip

    def test_the_hour_is_one_of_the_projects_own_clock(self) -> None:
        answer = table(PEAK, self.posts(10, 0.04))
        assert answer.rows[0][:4] == (1, "Monday", 12, 14)

    def test_an_hour_that_engages_more_is_told(self) -> None:
        answer = table(PEAK, [*self.posts(10, 0.04, 30), *self.posts(16, 0.09)], "nb")
        assert "mandager klokken 18:00" in answer.findings[0].text
        assert answer.rows[1][5] > 120  # type: ignore[operator]

    def test_hours_that_differ_by_chance_alone_are_all_usual(self) -> None:
        answer = table(PEAK, [*self.posts(10, 0.04), *self.posts(16, 0.04)])
        assert [row[5] for row in answer.rows] == pytest.approx([100, 100])
        assert not answer.findings

    def test_few_posts_are_marked(self) -> None:
        assert [row[6] for row in table(PEAK, [*self.posts(10, 0.04), *self.posts(16, 0.09, 4)]).rows] == [1, 0]


class TestStories:
    def test_clicks_of_each_story_and_post(self) -> None:
        posts = [post(at, "story", link_clicks=20 + at % 5) for at in range(12)]
        posts += [post(at, link_clicks=5 + at % 3) for at in range(20)]
        answer = table(STORIES, posts)
        assert answer.rows[0][2:4] == (12, 261)
        assert cells(answer, "ratio")["Stories"] == pytest.approx((261 / 12) / (119 / 20))
        assert "3.7 times as many visits" in answer.findings[0].text

    def test_sessions_give_a_ratio_but_no_verdict(self) -> None:
        web = [
            {"date": date(2026, 10, 5), "date_start": date(2026, 10, 5), "date_end": date(2026, 10, 5), "property": "p",
             "part": "content", "content": content, "sessions": count}
            for content, count in (("story_1", 300), ("bilde-2", 100), ("newsletter", 999))
        ]  # fmt: skip
        posts = [post(at, "story") for at in range(10)] + [post(at) for at in range(10)]
        answer = STORIES.table(make_data(coverage=COVERAGE, posts=posts, web=web), OCTOBER)
        assert cells(answer, "ratio")["Stories"] == pytest.approx(3)
        assert cells(answer, "p")["Stories"] is None
        assert not answer.findings


class TestTypes:
    def test_the_posts_themselves_say_what_a_link_belongs_to(self) -> None:
        days = {"date": date(2026, 10, 5), "date_start": date(2026, 10, 5), "date_end": date(2026, 10, 5)}
        web = [
            {**days, "property": "p", "part": "content", "content": content, "sessions": 500, "key_events": count}
            for content, count in (("autumn", 50.0), ("reel", 20.0), ("(not set)", 9.0))
        ]
        posts = [post(1, "carousel", destination="https://shop.example/x?utm_content=Autumn&utm_source=ig")]
        answer = TYPES.table(make_data(coverage=COVERAGE, posts=posts, web=web), OCTOBER)
        assert cells(answer, "rate") == {"carousel": pytest.approx(0.1), "reel": pytest.approx(0.04)}
        assert cells(answer, "verdict")["carousel"] == "higher"
        assert "33%" in answer.notes[0]

    @pytest.mark.parametrize(("content", "kind"), [("story-3", "story"), ("BILDE_a", "image"), ("nyhetsbrev", "")])
    def test_words_name_a_type(self, content: str, kind: str) -> None:
        assert type_of(content, {}) == kind


def test_top_content_by_hand_draws_small_posts_to_the_mean() -> None:
    assert TOP.by_hand
    rows = [{"post": f"p{at}", "engagements": str(40 + at), "seen": "1000"} for at in range(10)]
    rows += [
        {"post": "small", "engagements": "3", "seen": "10"},
        {"post": "big", "engagements": "900", "seen": "10000"},
    ]
    chosen = {one.name: one.default for one in TOP.settings}
    answer = TOP.by_hand.calculate(Given({}, rows), chosen, "en")
    assert answer.rows[0][5] == "big"
