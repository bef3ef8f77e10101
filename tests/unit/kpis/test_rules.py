"""The rules that numbers stand on, each with the smallest data that shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.kpi import Kpi
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data, Pending

from .frames import covered, day, make_data

Row = dict[str, Any]

SESSIONS = Kpi("sessions", "count", "higher", "traffic", {"en": "Sessions"}, "here", formula="web.sessions")


@pytest.fixture
def ask(catalogue: Catalogue) -> Any:
    """Ask for one KPI, by default for October 2026."""

    def asked(kpi_id: str, data: Data, period: str = "2026-10", **scope: str) -> Result:
        return evaluate(catalogue, [(kpi_id, Scope(Period.parse(period), **scope))], data)[0]

    return asked


def post(on: str, platform: str = "facebook", account: str = "A", **figures: Any) -> Row:
    name = f"{platform}{account}{on}{sorted(figures.items())}"
    return {"platform": platform, "account": account, "post_id": name, "published_on": day(on), **figures}


def daily(on: str, platform: str = "facebook", account: str = "A", **figures: Any) -> Row:
    return {"platform": platform, "account": account, "date": day(on), **figures}


def ad(on: str, until: str = "", platform: str = "meta_ads", level: str = "campaign", **figures: Any) -> Row:
    days = {"date_start": day(on), "date_end": day(until or on)}
    return {"platform": platform, "account": "ads", "level": level, "currency": "NOK", **days, **figures}


def kind(result: Result) -> str | None:
    return result.missing.kind if result.missing else None


class TestMissing:
    def test_blank_is_not_zero(self, ask: Any) -> None:
        data = make_data(posts=[post("2026-10-01", likes=3), post("2026-10-02", likes=None)])
        assert ask("likes", data).value == 3
        assert "From 1 of 2 rows: the others lack a figure." in ask("likes", data).flags
        assert kind(ask("comments", data)) == "not_exported"

    def test_a_true_zero_is_zero(self, ask: Any) -> None:
        assert ask("likes", make_data(posts=[post("2026-10-01", likes=0)])).value == 0

    def test_no_rows_are_no_data(self, ask: Any) -> None:
        data = make_data(posts=[post("2026-09-01", likes=3)])
        assert kind(ask("likes", data)) == "no_data"
        assert kind(ask("spend", data)) == "no_data"

    def test_no_posts_are_zero_only_where_an_export_covers_the_period(self, ask: Any) -> None:
        posts = [post("2026-09-01", likes=3)]
        whole = make_data(posts=posts, coverage=[covered("posts", "facebook", "2026-09-01", "2026-10-31", "A")])
        part = make_data(posts=posts, coverage=[covered("posts", "facebook", "2026-09-01", "2026-10-20", "A")])
        assert ask("posts_published", whole).value == 0
        assert ask("likes", whole).value == 0
        assert kind(ask("saves", whole)) == "not_exported" or kind(ask("saves", whole)) == "no_data"
        assert kind(ask("posts_published", part)) == "no_data"

    def test_a_partly_covered_period_says_so(self, ask: Any) -> None:
        data = make_data(
            posts=[post("2026-10-02", likes=3)],
            coverage=[covered("posts", "facebook", "2026-10-01", "2026-10-20", "A")],
        )
        assert "Facebook: the imported files cover 20 of 31 days." in ask("likes", data).flags

    def test_nothing_below_the_line_is_missing(self, ask: Any) -> None:
        data = make_data(ads=[ad("2026-10-01", spend=5, impressions=0)])
        assert kind(ask("cpm", data)) == "zero_denominator"
        assert "There is something to divide, but nothing to divide it by." in ask("cpm", data).flags

    def test_nothing_above_the_line_is_zero(self, ask: Any) -> None:
        data = make_data(posts=[post("2026-10-01", engagements=0, reach=50)])
        assert ask("engagement_rate_reach", data).value == 0

    @pytest.mark.parametrize(("asked", "reason"), [("period", "needs_period"), ("platform", "needs_answer")])
    def test_a_file_that_waits_for_an_answer_is_named(self, ask: Any, asked: str, reason: str) -> None:
        data = make_data(pending=[Pending("ads", "report.csv", asked)])
        result = ask("spend", data)
        assert kind(result) == reason
        told = result.missing.text if result.missing else ""
        assert "report.csv" in told
        assert f"--{asked}" in told

    def test_a_waiting_file_does_not_matter_where_there_are_figures(self, ask: Any) -> None:
        data = make_data(ads=[ad("2026-10-01", spend=5)], pending=[Pending("ads", "report.csv", "period")])
        assert ask("spend", data).value == 5

    def test_a_waiting_file_of_another_platform_does_not_matter(self, ask: Any) -> None:
        data = make_data(pending=[Pending("ads", "report.csv", "period", platform="google_ads")])
        assert kind(ask("spend", data, platform="meta_ads")) == "no_data"

    def test_a_scope_that_a_table_lacks_is_missing_never_unfiltered(self, ask: Any) -> None:
        data = make_data(account_daily=[daily("2026-10-01", followers=9)])
        assert kind(ask("followers", data, campaign="Spring")) == "not_exported"


class TestPosts:
    def test_ratios_are_ratios_of_sums_over_posts_that_have_both(self, ask: Any) -> None:
        posts = [
            post("2026-10-01", engagements=10, reach=100),
            post("2026-10-02", engagements=1, reach=1000),
            post("2026-10-03", engagements=500),
            post("2026-10-04", reach=500),
        ]
        assert ask("engagement_rate_reach", make_data(posts=posts)).value == pytest.approx(11 / 1100)

    def test_a_platform_without_the_figure_stays_out_of_the_base(self, ask: Any) -> None:
        posts = [
            post("2026-10-01", "instagram", saves=4, reach=100),
            post("2026-10-01", "facebook", reach=900),
        ]
        result = ask("save_rate", make_data(posts=posts))
        assert result.value == pytest.approx(0.04)
        assert "Not exported for Facebook, which therefore is not in it." in result.flags

    def test_engagement_by_followers_is_a_mean_over_posts_of_the_day_s_followers(self, ask: Any) -> None:
        data = make_data(
            posts=[
                post("2026-09-30", engagements=9),
                post("2026-10-02", engagements=10),
                post("2026-10-06", engagements=12),
            ],
            account_daily=[daily("2026-10-01", followers=100), daily("2026-10-05", followers=200)],
        )
        result = ask("engagement_rate_followers", data)
        assert result.value == pytest.approx((10 / 100 + 12 / 200) / 2)
        assert result.rows == 2
        assert kind(ask("engagement_rate_followers", data, "2026-09")) == "not_exported"

    def test_daily_figures_come_before_posts_for_activity_and_after_them_for_content(self, ask: Any) -> None:
        data = make_data(
            posts=[post("2026-10-01", impressions=70, likes=7)],
            account_daily=[daily(f"2026-10-{number:02}", impressions=10, likes=1) for number in range(1, 32)],
        )
        impressions, likes = ask("impressions", data), ask("likes", data)
        assert (impressions.value, likes.value) == (310, 7)
        assert impressions.flags == ("From daily account figures.",)
        assert likes.flags == ("From posts published in the period.",)

    def test_posts_are_read_where_daily_figures_do_not_reach(self, ask: Any) -> None:
        data = make_data(
            posts=[post("2026-10-01", impressions=70)],
            account_daily=[daily("2026-10-31", impressions=10)],
            coverage=[
                covered("posts", "facebook", "2026-10-01", "2026-10-31", "A"),
                covered("account_daily", "facebook", "2026-10-31", "2026-10-31", "A"),
            ],
        )
        assert ask("impressions", data).value == 70

    def test_each_platform_has_its_own_basis(self, ask: Any) -> None:
        data = make_data(
            posts=[post("2026-10-01", "x", impressions=70), post("2026-10-01", "facebook", impressions=1)],
            account_daily=[daily("2026-10-01", "facebook", impressions=10)],
        )
        result = ask("impressions", data)
        assert result.value == 80
        assert set(result.flags) == {"Facebook: from daily account figures.", "X: from posts published in the period."}

    def test_an_account_that_only_the_other_table_names_is_added_if_names_agree(self, ask: Any) -> None:
        rows = [post("2026-10-01", account="A", impressions=1), post("2026-10-01", account="B", impressions=5)]
        alike = make_data(posts=rows, account_daily=[daily("2026-10-01", account="A", impressions=10)])
        unlike = make_data(posts=rows, account_daily=[daily("2026-10-01", account="Page", impressions=10)])
        assert ask("impressions", alike).value == 15
        assert ask("impressions", unlike).value == 10

    def test_both_sides_of_a_ratio_come_from_one_table(self, ask: Any) -> None:
        data = make_data(
            posts=[post("2026-10-01", link_clicks=4, impressions=100)],
            account_daily=[daily("2026-10-01", impressions=1000)],
        )
        assert ask("ctr", data).value == pytest.approx(0.04)


class TestStocks:
    FOLLOWERS = (
        daily("2026-09-28", followers=0),
        daily("2026-09-29", followers=90),
        daily("2026-10-10", followers=130),
        daily("2026-10-20", followers=120),
        daily("2026-10-15", "x", followers=50),
    )

    def test_the_last_known_day_counts_added_over_accounts(self, ask: Any) -> None:
        assert ask("followers", make_data(account_daily=self.FOLLOWERS)).value == 170

    def test_growth_is_from_the_last_day_before_and_flagged_if_there_is_none(self, ask: Any) -> None:
        data = make_data(account_daily=self.FOLLOWERS)
        assert ask("audience_growth_rate", data, platform="facebook").value == pytest.approx(30 / 90)
        partial = ask("audience_growth_rate", data, platform="x")
        assert partial.value == 0
        assert "Counted from the first known day in the period: no earlier one is imported." in partial.flags

    def test_zeros_before_the_first_count_are_missing(self, ask: Any) -> None:
        data = make_data(account_daily=self.FOLLOWERS)
        assert kind(ask("followers", data, "2026-09-28")) == "not_exported"
        assert ask("net_new_followers", data, "2026-09").value == 0

    def test_flows_come_before_the_difference_of_stocks(self, ask: Any) -> None:
        rows = [
            daily("2026-10-01", follows=9, unfollows=2, followers=100),
            daily("2026-10-02", follows=1, unfollows=1, followers=300),
        ]
        assert ask("net_new_followers", make_data(account_daily=rows)).value == 7

    def test_gross_follows_are_never_net(self, ask: Any) -> None:
        gross = make_data(account_daily=[daily("2026-10-01", follows=9)])
        assert kind(ask("net_new_followers", gross)) == "not_exported"
        assert ask("new_follows", gross).value == 9

    def test_accounts_may_differ_in_what_they_export(self, ask: Any) -> None:
        rows = [daily("2026-10-01", net_follows=5), daily("2026-10-01", "x", follows=3, unfollows=1)]
        assert ask("net_new_followers", make_data(account_daily=rows)).value == 7


class TestPeople:
    def test_several_days_give_bounds_never_a_sum(self, ask: Any) -> None:
        data = make_data(account_daily=[daily("2026-10-01", reach=40), daily("2026-10-02", reach=70)])
        result = ask("reach", data)
        assert (result.value, result.bounds, kind(result)) == (None, (70, 110), "not_additive")

    def test_one_day_of_one_platform_is_the_platform_s_own_figure(self, ask: Any) -> None:
        data = make_data(account_daily=[daily("2026-10-01", reach=40), daily("2026-10-01", "x", reach=15)])
        assert ask("reach", data, "2026-10-01", platform="x").value == 15
        assert ask("reach", data, "2026-10-01").bounds == (40, 55)

    def test_the_platform_s_weekly_figure_is_right_for_exactly_that_week(self, ask: Any) -> None:
        rows = [daily(f"2026-10-{number:02}", reach=10, reach_7d=55) for number in range(5, 12)]
        assert ask("reach", make_data(account_daily=rows), "2026-10-05..2026-10-11").value == 55
        assert ask("reach", make_data(account_daily=rows), "2026-10-05..2026-10-10").bounds == (10, 60)

    def test_posts_give_bounds(self, ask: Any) -> None:
        data = make_data(posts=[post("2026-10-01", reach=30), post("2026-10-02", reach=20)])
        assert ask("reach", data).bounds == (30, 50)

    def test_an_account_row_for_exactly_the_period_beats_bounds(self, ask: Any) -> None:
        rows = [
            ad("2026-10-01", "2026-10-31", level="account", reach=100, impressions=250),
            ad("2026-10-01", "2026-10-31", level="ad", reach=80, impressions=200),
        ]
        assert ask("reach", make_data(ads=rows)).value == 100
        assert ask("frequency", make_data(ads=rows)).value == 2.5
        assert kind(ask("frequency", make_data(ads=[ad("2026-10-01", reach=5), ad("2026-10-02", reach=5)]))) is not None


class TestAds:
    def test_breakdowns_never_enter(self, ask: Any) -> None:
        data = make_data(ads=[ad("2026-10-01", spend=5), ad("2026-10-01", spend=5, breakdown="age")])
        assert ask("spend", data).value == 5

    def test_of_levels_that_share_days_the_highest_counts(self, ask: Any) -> None:
        rows = [
            ad("2026-10-01", "2026-10-10", level="account", spend=100),
            ad("2026-10-05", level="campaign", spend=40, campaign="Spring"),
            ad("2026-10-20", level="campaign", spend=7, campaign="Spring"),
            ad("2026-10-05", level="ad", spend=40, campaign="Spring"),
        ]
        data = make_data(ads=rows)
        assert ask("spend", data).value == 107
        assert ask("spend", data, campaign="Spring").value == 47

    def test_a_row_of_more_days_counts_only_in_a_period_that_holds_them_all(self, ask: Any) -> None:
        data = make_data(ads=[ad("2026-09-26", "2026-10-05", spend=50), ad("2026-10-08", spend=3)])
        result = ask("spend", data)
        assert result.value == 3
        assert "1 rows that cover more days than the period are left out, as such rows are never split." in result.flags
        assert ask("spend", data, "2026-09-01..2026-10-31").value == 53
        assert kind(ask("spend", data, "2026-10-01..2026-10-05")) == "no_data"

    def test_a_blank_result_is_none_where_the_file_has_the_column(self, ask: Any) -> None:
        rows = [ad("2026-10-01", spend=10, conversion_value=30), ad("2026-10-02", spend=10)]
        assert ask("roas", make_data(ads=rows)).value == 1.5
        assert kind(ask("roas", make_data(ads=[ad("2026-10-01", spend=10)]))) == "not_exported"

    def test_the_column_may_have_its_values_in_another_month(self, ask: Any) -> None:
        rows = [ad("2026-10-01", spend=10), ad("2026-11-02", spend=10, conversion_value=5)]
        assert ask("roas", make_data(ads=rows)).value == 0

    def test_clicks_stand_in_for_link_clicks_and_it_is_said(self, ask: Any) -> None:
        rows = [
            ad("2026-10-01", platform="google_ads", spend=10, clicks=5),
            ad("2026-10-01", spend=10, link_clicks=5, clicks=9),
        ]
        result = ask("cpc", make_data(ads=rows))
        assert result.value == 2
        assert "Google Ads: clicks (all) stand in for link clicks, which the platform does not export." in result.flags

    def test_claims_are_never_added_over_platforms(self, ask: Any) -> None:
        rows = [ad("2026-10-01", conversions=3), ad("2026-10-01", platform="google_ads", conversions=4)]
        data = make_data(ads=rows)
        assert kind(ask("conversions", data)) == "not_additive"
        assert ask("conversions", data, platform="google_ads").value == 4

    def test_results_of_several_kinds_are_not_added(self, ask: Any) -> None:
        rows = [ad("2026-10-01", results=3, result_type="leads"), ad("2026-10-01", results=4, result_type="visits")]
        assert kind(ask("conversions", make_data(ads=rows))) == "not_additive"
        assert ask("conversions", make_data(ads=rows[:1])).value == 3

    def test_paid_delivery_is_left_out_beside_organic_figures_that_hold_it(self, ask: Any) -> None:
        data = make_data(
            account_daily=[daily("2026-10-01", impressions=100), daily("2026-10-01", "x", impressions=1)],
            ads=[ad("2026-10-01", impressions=40), ad("2026-10-01", platform="google_ads", impressions=7)],
        )
        result = ask("impressions", data)
        assert result.value == 108
        assert "Meta Ads is left out: the figures of Facebook already hold paid delivery." in result.flags
        assert ask("impressions", data, platform="meta_ads").value == 40

    def test_a_social_platform_pays_its_ads_platform(self, ask: Any) -> None:
        data = make_data(posts=[post("2026-10-01", engagements=20)], ads=[ad("2026-10-01", spend=50)])
        result = ask("cost_per_engagement", data, platform="facebook")
        assert result.value == 2.5
        assert "The costs are those of Meta Ads, which runs on Facebook and Instagram." in result.flags


class TestMoney:
    def test_amounts_without_a_rate_are_never_added(self, ask: Any) -> None:
        rows = [ad("2026-10-01", spend=10), ad("2026-10-01", spend=None, spend_native=5, currency="EUR")]
        assert kind(ask("spend", make_data(ads=rows))) == "needs_currency"

    def test_a_ratio_in_one_currency_needs_no_rate(self, ask: Any) -> None:
        row = ad(
            "2026-10-01", spend=None, spend_native=5, conversion_value=None, conversion_value_native=20, currency="EUR"
        )
        result = ask("roas", make_data(ads=[row]))
        assert result.value == 4
        assert "Worked out in EUR, the currency of the files." in result.flags
        assert kind(ask("cpc", make_data(ads=[{**row, "link_clicks": 2}]))) == "needs_currency"

    def test_no_denominator_comes_before_no_rate(self, ask: Any) -> None:
        row = ad("2026-10-01", spend=None, spend_native=5, currency="EUR", impressions=0)
        assert kind(ask("cpm", make_data(ads=[row]))) == "zero_denominator"

    def test_margin_is_asked_for_and_revenue_stands_in(self, ask: Any) -> None:
        orders = [{"order_id": "1", "ordered_at": datetime(2026, 10, 2, 9), "platform": "instagram", "revenue": 300}]
        costs = [{"date": day("2026-10-01"), "category": "content", "amount": 100}]
        rates = [{"name": "margin", "value": 0.5}, {"name": "margin", "value": 0.9, "valid_from": day("2027-01-01")}]
        by_revenue = ask("social_roi", make_data(orders=orders, costs=costs))
        assert by_revenue.value == 2
        assert any("margin" in flag for flag in by_revenue.flags)
        assert ask("social_roi", make_data(orders=orders, costs=costs, rates=rates)).value == 0.5
        assert kind(ask("breakeven_roas", make_data(orders=orders))) == "needs_input"


class TestWeb:
    DAILY = ({"property": "shop", "part": "date", "date": day("2026-10-03"), "sessions": 100},)
    CHANNELS = tuple(
        {
            "property": "shop",
            "part": "channel",
            "date_start": day("2026-10-01"),
            "date_end": day("2026-10-31"),
            "channel_group": channel,
            "sessions": sessions,
            "page_views": sessions * 2,
        }
        for channel, sessions in (("Organic Social", 20), ("Paid Social", 5), ("Direct", 70))
    )

    def test_parts_of_one_report_are_never_added_but_properties_are(self) -> None:
        data = make_data(web=[*self.DAILY, *self.CHANNELS, {**self.DAILY[0], "property": "blog", "sessions": 11}])
        assert evaluate(Catalogue([SESSIONS]), [("sessions", Scope(Period.parse("2026-10")))], data)[0].value == 111

    def test_the_part_that_counts_has_what_is_asked_for(self, ask: Any) -> None:
        data = make_data(web=[*self.DAILY, *self.CHANNELS])
        assert ask("page_views", data).value == 190
        assert ask("social_sessions", data).value == 25
        assert ask("social_traffic_share", data).value == pytest.approx(25 / 95)

    def test_no_social_visits_are_a_true_zero_but_unknown_without_channels(self, ask: Any) -> None:
        assert ask("social_sessions", make_data(web=self.CHANNELS[2:])).value == 0
        assert kind(ask("social_sessions", make_data(web=self.DAILY))) == "not_exported"

    def test_a_platform_is_read_from_the_part_that_tells_it(self, ask: Any) -> None:
        source = {**self.CHANNELS[0], "part": "source", "channel_group": None, "platform": "instagram", "sessions": 9}
        data = make_data(web=[*self.DAILY, source, {**source, "platform": "(other)", "sessions": 90}])
        assert ask("social_sessions", data, platform="instagram").value == 9
        assert ask("social_sessions", data, platform="tiktok").value == 0


class TestCohorts:
    LEADS = (
        {"lead_id": "1", "created_at": datetime(2026, 10, 2), "won_at": datetime(2026, 12, 1), "platform": "x"},
        {"lead_id": "2", "created_at": datetime(2026, 10, 3), "qualified_at": datetime(2026, 11, 1)},
        {"lead_id": "3", "created_at": datetime(2026, 9, 3), "qualified_at": datetime(2026, 10, 9)},
    )

    def test_wins_are_those_of_the_leads_that_came_in_the_period(self, ask: Any) -> None:
        assert ask("lead_conversion_rate", make_data(leads=self.LEADS)).value == 0.5

    def test_another_day_may_decide(self, ask: Any) -> None:
        data = make_data(leads=self.LEADS)
        assert ask("qualified_leads", data).value == 1
        assert ask("qualified_leads", data, "2026-11").value == 1

    def test_a_milestone_that_no_row_has_is_unknown(self, ask: Any) -> None:
        leads = [{"lead_id": "1", "created_at": datetime(2026, 10, 2)}]
        assert kind(ask("lead_conversion_rate", make_data(leads=leads))) == "not_exported"
        assert ask("leads", make_data(leads=leads)).value == 1

    def test_response_times_are_those_of_answered_conversations(self, ask: Any) -> None:
        def conversation(name: str, minutes: int | None) -> Row:
            received = datetime(2026, 10, 5, 10)
            reply = None if minutes is None else received.replace(hour=10 + minutes // 60, minute=minutes % 60)
            return {"conversation_id": name, "received_at": received, "first_reply_at": reply, "needs_answer": True}

        rows = [conversation("a", 10), conversation("b", 60), conversation("c", 200), conversation("d", None)]
        data = make_data(conversations=[*rows, {**rows[0], "conversation_id": "e", "needs_answer": False}])
        assert ask("answered_within_1h", data).value == 0.5
        assert ask("response_rate", data).value == 0.75
        assert ask("first_response_time", data).value == 3600


class TestSources:
    def test_a_number_names_the_files_and_rows_it_stands_on(self, ask: Any) -> None:
        posts = [
            post("2026-10-01", engagements=1, reach=9, _batch="a"),
            post("2026-10-02", engagements=1, reach=9, _batch="b"),
            post("2026-10-03", engagements=1, _batch="b"),
        ]
        result = ask("engagement_rate_reach", make_data(posts=posts))
        assert result.rows == 2
        assert [(source.file, source.rows) for source in result.sources] == [("a.csv", 1), ("b.csv", 1)]
