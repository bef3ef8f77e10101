"""KPIs against their past, their targets and what others publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from unit.kpis.frames import covered

from kpi_xl import AnalysisTable, Given, Period, Scope, UsageError, agreement
from kpi_xl.warehouse.data import Coverage, Data
from kpi_xl_analyses.tracking._calendar import occasion
from kpi_xl_analyses.tracking.anomaly_flag import ANALYSIS as ANOMALY
from kpi_xl_analyses.tracking.benchmark_index import ANALYSIS as BENCHMARK
from kpi_xl_analyses.tracking.forecast import ANALYSIS as FORECAST
from kpi_xl_analyses.tracking.target_pacing import ANALYSIS as PACING
from kpi_xl_analyses.tracking.trend_change import ANALYSIS as TREND

from .busy import busy_rows, catalogue, data_of

OCTOBER = Scope(Period.parse("2026-10"))
Row = dict[str, Any]


def shown(table: AnalysisTable, column: str, kpi: str = "") -> Any:
    """The cell of a column, in the row of a KPI or in the last one."""
    keys = [one.key for one in table.columns]
    rows = [row for row in table.rows if not kpi or row[keys.index("kpi")] == kpi]
    return rows[-1][keys.index(column)]


def daily(first: str, last: str, usual: float = 100, **odd: float) -> list[Row]:
    """Impressions of each day; more on weekends, and odd days by their ISO date with _ for -."""
    start = date.fromisoformat(first)
    days = [start + timedelta(days=at) for at in range((date.fromisoformat(last) - start).days + 1)]

    def shown_on(day: date) -> int:
        weekend = usual if day.isoweekday() > 5 else 0
        return round(odd.get(f"d{day.isoformat().replace('-', '_')}", usual + weekend + day.day % 3))

    own = {"platform": "instagram", "account": "shop"}
    return [{**own, "date": day, "impressions": shown_on(day)} for day in days]


def data(rows: Sequence[Row], first: str, last: str, **tables: Sequence[Row]) -> Data:
    """Covered on these days, whatever days there are rows of."""
    spans: tuple[Coverage, ...] = (covered("account_daily", "instagram", first, last, "shop"),)
    return replace(data_of({"account_daily": rows, **tables}), coverage=spans)


def target(value: float, first: str, last: str, kpi: str = "impressions") -> Row:
    days = {"period_start": date.fromisoformat(first), "period_end": date.fromisoformat(last)}
    return {"kpi": kpi, "scope": "", "value": value, "owner": "", **days}


class TestTrend:
    def test_a_steady_rise_is_told_with_its_slope(self) -> None:
        rows = [
            row for month in range(5, 11) for row in daily(f"2026-{month:02}-01", f"2026-{month:02}-28", month * 20)
        ]
        table = TREND.table(data(rows, "2026-05-01", "2026-10-31"), OCTOBER, {"kpis": "impressions"})
        assert shown(table, "trend") == "rising"
        assert "risen steadily over 6 periods" in table.findings[0].text

    def test_months_of_different_lengths_are_compared_by_the_day(self) -> None:
        rows = [{**row, "impressions": 100} for row in daily("2026-02-01", "2026-03-31")]
        table = TREND.table(
            data(rows, "2026-01-01", "2026-03-31"), Scope(Period.parse("2026-03")), {"kpis": "impressions"}
        )
        assert shown(table, "change") == pytest.approx(31 / 28 - 1)
        assert shown(table, "change_per_day") == pytest.approx(0)

    def test_an_incomplete_month_is_no_finding(self) -> None:
        rows = [
            row for month in range(5, 11) for row in daily(f"2026-{month:02}-01", f"2026-{month:02}-20", month * 20)
        ]
        table = TREND.table(data(rows, "2026-05-01", "2026-10-20"), OCTOBER, {"kpis": "impressions"})
        assert shown(table, "complete") == 0
        assert not table.findings

    def test_rates_change_in_percentage_points_too(self) -> None:
        own = {"platform": "instagram", "account": "shop", "impressions": 1000}
        rows = [
            {**own, "date": date(2026, 9, 10), "link_clicks": 20},
            {**own, "date": date(2026, 10, 10), "link_clicks": 30},
        ]
        table = TREND.table(data(rows, "2026-09-01", "2026-10-31"), OCTOBER, {"kpis": "ctr"})
        assert shown(table, "change") == pytest.approx(0.5)
        assert shown(table, "change_points") == pytest.approx(0.01)

    def test_a_base_of_nothing_gives_no_change(self) -> None:
        rows = daily("2026-09-01", "2026-10-31", **{f"d2026_09_{day:02}": 0 for day in range(1, 31)})
        assert (
            shown(TREND.table(data(rows, "2026-09-01", "2026-10-31"), OCTOBER, {"kpis": "impressions"}), "change")
            is None
        )

    def test_figures_that_are_worked_out_otherwise_are_no_trend(self) -> None:
        """Daily figures since September, before that only those of posts."""
        posts = [
            {"platform": "instagram", "account": "shop", "post_id": f"{month}", "published_on": date(2026, month, 5),
             "impressions": 100 * month} for month in range(4, 9)
        ]  # fmt: skip
        rows = daily("2026-09-01", "2026-10-31", 900)
        made = data(rows, "2026-04-01", "2026-10-31", posts=posts)
        table = TREND.table(made, OCTOBER, {"kpis": "impressions"})
        assert shown(table, "periods") == 2
        assert shown(table, "trend") == "definition changed"
        assert not table.findings

    def test_values_are_given_by_hand(self) -> None:
        assert TREND.by_hand
        table = TREND.by_hand.calculate(Given({"values": (1.0, 2, 3, 5, 6, 7)}), {}, "nb")
        assert shown(table, "trend") == "stigende"
        assert shown(table, "slope") == pytest.approx(1.25)
        with pytest.raises(UsageError, match="at least two"):
            TREND.by_hand.calculate(Given({"values": (1.0,)}), {}, "en")


class TestAnomaly:
    def table(self, **odd: float) -> AnalysisTable:
        rows = daily("2026-07-01", "2026-10-31", **odd)
        return ANOMALY.table(data(rows, "2026-07-01", "2026-10-31"), OCTOBER, {"kpi": "impressions"})

    def test_an_odd_day_is_flagged_and_told(self) -> None:
        table = self.table(d2026_10_15=900)
        flagged = [row[0] for row in table.rows if row[7]]
        assert flagged == [date(2026, 10, 15)]
        assert "900 on 15 October, far above the expected 10" in table.findings[0].text

    def test_a_jump_that_lasts_is_told_once(self) -> None:
        days = [date(2026, 10, 12) + timedelta(days=at) for at in range(20)]
        higher = {f"d{day:%Y_%m_%d}": 300 + 100 * (day.isoweekday() > 5) + day.day % 3 for day in days}
        table = self.table(**higher)
        assert [row[0] for row in table.rows if row[7]] == [days[0]]
        assert len(table.findings) == 1
        assert "on 12 October from an expected 10" in table.findings[0].text
        assert "stayed there" in table.findings[0].text
        expected = [row[3] for row in table.rows if row[0] in days[1:]]
        assert expected == pytest.approx([*higher.values()][1:], abs=20)

    def test_weekends_are_not_odd(self) -> None:
        assert not [row for row in self.table().rows if row[7]]

    def test_a_series_that_hardly_varies_has_no_anomalies(self) -> None:
        same = {f"d2026_{day:%m_%d}": 100.0 for day in (date(2026, 7, 1) + timedelta(days=at) for at in range(123))}
        assert not [row for row in self.table(**{**same, "d2026_10_15": 103}).rows if row[7]]

    def test_the_last_two_days_may_still_be_counted_up(self) -> None:
        table = self.table(d2026_10_31=1)
        assert not table.rows[-1][7]
        assert any("last 2 days" in note for note in table.notes)

    def test_three_weeks_are_needed(self) -> None:
        made = data(daily("2026-10-01", "2026-10-20"), "2026-10-01", "2026-10-20")
        table = ANOMALY.table(made, OCTOBER, {"kpi": "impressions"})
        assert table.missing
        assert table.missing.kind == "too_few"

    @pytest.mark.parametrize(
        ("day", "name"),
        [
            ("2026-05-17", "17. mai"),
            ("2026-04-05", "påske"),
            ("2026-06-19", "midtsommer"),
            ("2026-11-27", "Black Friday"),
        ],
    )
    def test_holidays_are_named(self, day: str, name: str) -> None:
        assert occasion(date.fromisoformat(day), "nb") == name
        assert not occasion(date(2026, 10, 15), "nb")


class TestForecast:
    def test_what_there_is_and_what_will_come_make_the_total(self) -> None:
        rows = daily("2026-07-01", "2026-10-20")
        table = FORECAST.table(data(rows, "2026-07-01", "2026-10-20"), OCTOBER, {"kpi": "impressions"})
        assert len(table.rows) == 31
        so_far = sum(row["impressions"] for row in rows if row["date"].month == 10)
        ahead = sum(row[3] for row in table.rows if row[3] is not None)  # type: ignore[misc]
        assert shown(table, "total") == pytest.approx(so_far + ahead)
        assert shown(table, "total_low") < shown(table, "total") < shown(table, "total_high")
        assert shown(table, "total") == pytest.approx(31 * 101 + 9 * 100, rel=0.02)

    def test_a_complete_period_is_followed_by_the_next(self) -> None:
        table = FORECAST.table(data(daily("2026-07-01", "2026-10-31"), "2026-07-01", "2026-10-31"), OCTOBER)
        assert table.rows[0][0] == date(2026, 11, 1)

    def test_a_rate_has_no_total(self) -> None:
        made = data(daily("2026-07-01", "2026-10-20"), "2026-07-01", "2026-10-20")
        missing = FORECAST.table(made, OCTOBER, {"kpi": "ctr"}).missing
        assert missing
        assert missing.kind == "not_additive"


class TestPacing:
    def test_weekends_that_are_still_to_come_are_counted_in(self) -> None:
        """To Friday 16 October there are 4 of 9 weekend days, which bring twice as much."""
        rows = [{**row, "impressions": 200 if row["date"].isoweekday() > 5 else 100}
                for row in daily("2026-07-01", "2026-10-16")]  # fmt: skip
        made = data(rows, "2026-07-01", "2026-10-16", targets=[target(4000, "2026-10-01", "2026-10-31")])
        table = PACING.table(made, OCTOBER)
        assert shown(table, "elapsed") == pytest.approx(20 / 40)
        assert shown(table, "projected") == pytest.approx(4000)
        assert shown(table, "status") == "on track"
        assert shown(table, "weights") == "weekdays"

    def test_a_pace_far_below_is_told(self) -> None:
        rows = daily("2026-07-01", "2026-10-16")
        made = data(rows, "2026-07-01", "2026-10-16", targets=[target(9000, "2026-10-01", "2026-10-31")])
        table = PACING.table(made, OCTOBER)
        assert shown(table, "status") == "behind"
        assert "short of its target of 9,000 for October 2026" in table.findings[0].text

    @pytest.mark.parametrize(
        ("last", "language", "told"),
        [
            ("2026-10-31", "en", "missed its target for October 2026:"),
            ("2026-10-31", "nb", "nådde ikke målet for oktober 2026:"),
            ("2026-10-31", "sv", "nådde inte målet för oktober 2026:"),
            ("2026-10-20", "en", "missed its target for 1 Oct 2026 – 20 Oct 2026:"),
        ],
    )
    def test_the_sentence_names_the_days_of_the_target(self, last: str, language: Any, told: str) -> None:
        rows = daily("2026-07-01", "2026-10-31")
        made = data(rows, "2026-07-01", "2026-10-31", targets=[target(9000, "2026-10-01", last)])
        text = PACING.table(made, OCTOBER, language=language).findings[0].text
        assert told in text.replace("\N{NO-BREAK SPACE}", " ")

    def test_days_that_are_not_covered_are_no_finding(self) -> None:
        rows = daily("2026-09-01", "2026-10-16")
        made = data(rows, "2026-09-01", "2026-10-16", targets=[target(90_000, "2026-01-01", "2026-12-31")])
        table = PACING.table(made, OCTOBER)
        assert not table.findings
        assert any("do not cover all days" in note for note in table.notes)

    def test_a_rate_has_a_level_and_no_pace(self) -> None:
        made = data_of({"posts": busy_rows()["posts"], "targets": busy_rows()["targets"][1:2]})
        table = PACING.table(made, OCTOBER)
        assert shown(table, "pace") is None
        assert shown(table, "status") == "reached"

    def test_what_is_to_be_low_is_reached_from_above(self) -> None:
        ads = [{**row, "link_clicks": 100} for row in busy_rows()["ads"] if not row["breakdown"]]
        made = data_of({"ads": ads, "targets": [target(2.0, "2026-10-01", "2026-10-31", "cpc")]})
        table = PACING.table(made, OCTOBER)
        assert shown(table, "actual") < 2
        assert shown(table, "attainment") > 1
        assert shown(table, "status") == "reached"

    def test_numbers_are_given_by_hand(self) -> None:
        assert PACING.by_hand
        table = PACING.by_hand.calculate(Given({"actual": 420.0, "target": 1000.0, "elapsed": 0.5}), {}, "en")
        assert (shown(table, "pace"), shown(table, "projected")) == (pytest.approx(0.84), pytest.approx(840))


class TestBenchmark:
    def test_another_definition_is_refused(self) -> None:
        table = BENCHMARK.table(data_of(busy_rows()), OCTOBER)
        told = {row[9]: (row[7], row[8]) for row in table.rows}
        index, verdict = told["engagements per post / followers, median of brands"]
        assert index is None
        assert verdict == "refused: other definition"
        assert told["engagements / reach"][0] == pytest.approx(100 * shown(table, "value") / 0.03)
        assert len(table.findings) == 2

    @pytest.mark.parametrize(
        ("kpi", "definition", "expected"),
        [
            ("engagement_rate_reach", "engagement rate by reach", "same"),
            ("engagement_rate_reach", "Engasjement / følgere", "other"),
            ("engagement_rate_followers", "interactions / followers, median of brands", "same"),
            ("engagement_rate_followers", "median of (engagements per post / followers)", "same"),
            ("engagement_rate_impressions", "engagements / impressions", "same"),
            ("engagement_rate_views", "engagements / impressions", "other"),
            ("engagement_rate_reach", "engagement_rate_followers", "other"),
            ("ctr", "clicks per delivered e-mail", "other"),
            ("engagement_rate_reach", "", "unsaid"),
            ("engagement_rate_reach", "our own method", "unsaid"),
        ],
    )
    def test_definitions_are_read(self, kpi: str, definition: str, expected: str) -> None:
        assert agreement(data_of({}), catalogue().get(kpi), definition) == expected

    def test_an_old_benchmark_is_marked(self) -> None:
        rows = [{**busy_rows()["benchmarks"][0], "year": 2019}]
        table = BENCHMARK.table(data_of({**busy_rows(), "benchmarks": rows}), OCTOBER)
        assert any("2019" in note for note in table.notes)

    def test_numbers_are_given_by_hand(self) -> None:
        assert BENCHMARK.by_hand
        values = {"value": 0.05, "benchmark": 0.04}
        assert shown(BENCHMARK.by_hand.calculate(Given(values), {}, "en"), "index") == pytest.approx(125)
        others = {"definition": "by reach", "benchmark_definition": "by followers"}
        with pytest.raises(UsageError, match="different definitions"):
            BENCHMARK.by_hand.calculate(Given({**values, **others}), {}, "en")
