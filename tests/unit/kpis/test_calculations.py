"""KPIs that no formula can express."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

from .frames import Engine, day, make_data

Row = dict[str, Any]


@pytest.fixture
def ask(catalogue: Catalogue) -> Any:
    def asked(kpi_id: str, data: Data, period: str = "2026-10", **scope: str) -> Result:
        return evaluate(catalogue, [(kpi_id, Scope(Period.parse(period), **scope))], data)[0]

    return asked


def kind(result: Result) -> str | None:
    return result.missing.kind if result.missing else None


def order(on: str, customer: str | None, **more: Any) -> Row:
    moment = datetime.fromisoformat(f"{on}T12:00")
    return {"order_id": f"{on}{customer}{more}", "ordered_at": moment, "customer": customer, "revenue": 100, **more}


ORDERS = (
    order("2026-08-01", "a"),
    order("2026-10-02", "a"),
    order("2026-10-12", "a"),
    order("2026-10-12", "a", revenue=50),
    order("2026-10-05", "b"),
    order("2026-10-06", None),
    order("2026-11-05", "b", revenue=300),
)


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_customers_are_new_with_their_first_order(ask: Any, engine: Engine) -> None:
    data = make_data(engine, orders=ORDERS, costs=[{"date": day("2026-10-01"), "category": "ads", "amount": 80}])
    assert ask("returning_customer_rate", data).value == 0.5
    assert ask("new_customers", data).value == 1
    assert ask("cac", data).value == 80
    assert ask("time_between_purchases", data).value == (62 + 10) / 2
    assert ask("clv_historic", data).value == 400
    assert ask("revenue_per_customer", data).value == pytest.approx(350 / 2 / (31 / (365.25 / 12)))
    assert kind(ask("clv_bgnbd", data)) == "too_few"
    assert kind(ask("advocacy_rate", data)) == "no_data"


def test_a_number_that_is_calculated_names_its_files(ask: Any) -> None:
    result = ask("returning_customer_rate", make_data(orders=ORDERS))
    assert [(source.file, source.rows) for source in result.sources] == [("file1.csv", 4)]


def test_customers_without_orders_are_missing(ask: Any) -> None:
    data = make_data(orders=[order("2026-09-01", "a")])
    assert {kind(ask(name, data)) for name in ("returning_customer_rate", "revenue_per_customer")} == {"no_data"}
    assert kind(ask("new_customers", make_data())) == "no_data"


def test_referred_customers_are_a_part_of_all(ask: Any) -> None:
    data = make_data(orders=[*ORDERS, order("2026-10-20", "c", referral_code="FRIEND")])
    assert ask("advocacy_rate", data).value == pytest.approx(1 / 3)


def test_churn_is_who_has_not_bought_for_three_times_the_usual_gap(ask: Any) -> None:
    start = datetime(2026, 1, 1, 12)
    stays = [order((start + timedelta(days=10 * at)).date().isoformat(), "stays") for at in range(31)]
    stopped = [order((start + timedelta(days=10 * at)).date().isoformat(), "stopped") for at in range(27)]
    assert ask("churn_rate", make_data(orders=[*stays, *stopped])).value == 0.5
    rates = [{"name": "churn_days", "value": 60}]
    assert ask("churn_rate", make_data(orders=[*stays, *stopped], rates=rates)).value == 0


def test_the_model_of_buying_gives_a_value_for_the_coming_year(ask: Any) -> None:
    first = datetime(2026, 1, 5, 12)
    rows = [
        order(
            (first + timedelta(days=7 * (number % 9) + 21 * at)).date().isoformat(), f"c{number}", revenue=90 + number
        )
        for number in range(60)
        for at in range(1 + number % 4)
    ]
    result = ask("clv_bgnbd", make_data(orders=rows))
    assert result.value is not None
    assert 0 < result.value < 5000
    assert result.flags == ("By revenue: the inputs workbook has no rate “margin”.",)


def test_lifetime_value_by_formula_asks_for_what_it_needs(ask: Any) -> None:
    rates = [{"name": "margin", "value": 0.5}, {"name": "discount_rate", "value": 0.1}]
    missing = ask("clv_predictive", make_data(orders=ORDERS, rates=rates))
    assert kind(missing) == "needs_input"
    assert "“retention”" in (missing.missing.text if missing.missing else "")
    whole = make_data(orders=ORDERS, rates=[*rates, {"name": "retention", "value": 0.8}])
    assert ask("clv_predictive", whole).value == pytest.approx(350 / 2 * 0.5 * 0.8 / 0.3)


def lead(name: str, created: str, **moments: str) -> Row:
    dates = {key: datetime.fromisoformat(f"{value}T12:00") for key, value in moments.items()}
    return {"lead_id": name, "created_at": datetime.fromisoformat(f"{created}T12:00"), **dates}


def test_open_leads_are_a_stock(ask: Any) -> None:
    leads = [
        lead("1", "2026-08-01", won_at="2026-10-05"),
        lead("2", "2026-09-01", won_at="2026-11-05", last_activity_at="2026-10-30"),
        lead("3", "2026-10-01", lost_at="2026-10-09"),
        lead("4", "2026-10-02", last_activity_at="2026-10-03"),
        lead("5", "2026-11-02"),
    ]
    data = make_data(leads=leads)
    assert ask("unconverted_leads", data).value == 2
    assert ask("lead_nurture_rate", data).value == 0.5
    assert kind(ask("unconverted_leads", make_data(leads=[lead("1", "2026-10-01")]))) == "not_exported"


def test_share_of_voice_needs_the_list_of_brands(ask: Any) -> None:
    mentions = [
        {"mention_id": str(at), "date": day("2026-10-03"), "brand": brand}
        for at, brand in enumerate(["Ours", "ours", "Theirs", "Someone else"])
    ]
    brands = [{"brand": "Ours", "is_own": True}, {"brand": "Theirs", "is_own": False}]
    assert ask("share_of_voice", make_data(mentions=mentions, brands=brands)).value == pytest.approx(2 / 3)
    assert kind(ask("share_of_voice", make_data(mentions=mentions))) == "needs_input"


def test_goals_come_from_the_inputs_workbook(ask: Any) -> None:
    web = [
        {"property": "shop", "part": "event", "date": day("2026-10-03"), "event": event, "events": count}
        for event, count in (("sign_up", 5), ("demo_form", 2), ("purchase", 9))
    ]
    goals = [
        {"event": "sign_up", "goal": "newsletter", "has_revenue": False},
        {"event": "demo_form", "goal": "demo", "has_revenue": False},
        {"event": "purchase", "goal": "purchase", "has_revenue": True},
    ]
    data = make_data(web=web, goals=goals)
    assert ask("non_revenue_conversions", data).value == 7
    assert ask("demo_requests", data).value == 2
    assert kind(ask("downloads", data)) == "needs_input"


def test_assisted_conversions_touched_social_media_before_the_end(ask: Any) -> None:
    def journey(name: str, *channels: str, converted: bool = True) -> list[Row]:
        return [
            {"journey_id": name, "touched_at": datetime(2026, 10, at + 1), "channel": channel, "converted": converted}
            for at, channel in enumerate(channels)
        ]

    touches = [
        *journey("helped", "Organic Social", "Email"),
        *journey("direct", "Email", "Paid Social"),
        *journey("without", "Email", "Direct"),
        *journey("nothing", "Instagram", "Direct", converted=False),
    ]
    assert ask("assisted_conversions", make_data(touchpoints=touches)).value == 1


def test_brand_awareness_names_its_parts(ask: Any) -> None:
    def daily(on: str, impressions: int) -> Row:
        return {"platform": "x", "account": "A", "date": day(on), "impressions": impressions}

    result = ask("brand_awareness_index", make_data(account_daily=[daily("2026-09-05", 100), daily("2026-10-05", 150)]))
    assert result.value == 150
    assert result.flags == ("2026-09 = 100: impressions 150.",)


def test_impressions_and_visitors_that_rise_together(ask: Any) -> None:
    days = [day("2026-10-31") - timedelta(weeks=back) for back in range(10)]
    seen = [{"platform": "x", "account": "A", "date": on, "impressions": 100 - at} for at, on in enumerate(days)]
    came = [{"venue": "V", "date": on, "visitors": 50 - at} for at, on in enumerate(days)]
    assert ask("awareness_footfall_proxy", make_data(account_daily=seen, visits=came)).value == pytest.approx(1)
    assert kind(ask("awareness_footfall_proxy", make_data(account_daily=seen[:3], visits=came))) == "too_few"
