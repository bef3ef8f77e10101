"""KPIs on numbers that somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.errors import UsageError
from kpi_xl.host.manager import Host
from kpi_xl.kpis.by_hand.answer import kpi_by_hand, ways_to_type
from kpi_xl.kpis.by_hand.inputs import input_node, inputs_of
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.formula.parser import parse
from kpi_xl.kpis.formula.resolve import resolve
from kpi_xl.kpis.kpi import Kpi
from kpi_xl.kpis.result import Result

CATALOGUE = Catalogue(Host().kpis())


def calc(kpi: str, **typed: str) -> Result:
    return kpi_by_hand(CATALOGUE, CATALOGUE.find(kpi), typed)


@pytest.mark.parametrize(
    "names",
    [
        ("link_clicks", "impressions"),
        ("Lenkeklikk", "visninger"),
        ("länkklick", "visningar (intryck)"),
        ("clicks", "imps"),
    ],
)
def test_inputs_answer_to_their_field_their_label_and_other_names(names: tuple[str, str]) -> None:
    assert calc("ctr", **dict(zip(names, ("1210", "100000"), strict=True))).value == pytest.approx(0.0121)


@pytest.mark.parametrize("text", ["1210", "1 210", "1\u00a0210", "1'210", "1210.0", "1.21e3", "+1210"])
def test_numbers_as_people_type_them(text: str) -> None:
    assert calc("ctr", link_clicks=text, impressions="100000").value == pytest.approx(0.0121)


def test_per_cent_is_a_fraction() -> None:
    assert calc("breakeven_roas", margin="25%").value == 4


def test_a_ratio_of_lists_is_a_ratio_of_sums_over_rows_that_have_both() -> None:
    rows = calc("engagement_rate_reach", engagements="10,20,5", reach="100,1000,")
    assert rows.value == pytest.approx(30 / 1100)


def test_over_ads_a_row_without_outcome_spends_all_the_same() -> None:
    assert calc("cpc", spend="10,20,30", link_clicks="1,,2").value == pytest.approx(20)


def test_the_mean_of_rates_is_another_kpi_than_the_rate_of_sums() -> None:
    typed = {"engagements": "10,20", "reach": "100,1000"}
    assert calc("engagement_rate_reach_mean", **typed).value == pytest.approx((0.1 + 0.02) / 2)


def test_medians_are_of_the_numbers_themselves() -> None:
    assert calc("first_response_time", seconds="60,120,600").value == 120


def test_unique_people_are_never_added() -> None:
    result = calc("reach", reach="100,25,25,25")
    assert result.value is None
    assert result.bounds == (100, 175)
    assert result.missing is not None
    assert result.missing.kind == "not_additive"


def test_a_zero_denominator_is_said_and_no_number_given() -> None:
    result = calc("ctr", link_clicks="5", impressions="0")
    assert result.value is None
    assert result.missing is not None
    assert result.missing.kind == "zero_denominator"
    assert calc("ctr", link_clicks="0", impressions="5").value == 0


def test_a_blank_is_missing_and_not_zero() -> None:
    result = calc("ctr", link_clicks="", impressions="5")
    assert result.value is None
    assert result.missing is not None
    assert "missing is not zero" in result.missing.text


@pytest.mark.parametrize(
    ("kpi", "typed", "said"),
    [
        ("ctr", {"impressions": "5"}, "ctr needs link_clicks, which is not given"),
        ("ctr", {"link_clicks": "1", "impressions": "5", "foo": "1"}, "ctr takes no “foo”"),
        ("ctr", {"link_clicks": "many", "impressions": "5"}, "“many” is no number"),
        ("ctr", {"link_clicks": "-1", "impressions": "5"}, "cannot be below 0"),
        ("ctr", {"link_clicks": "nan", "impressions": "5"}, "“nan” is no number"),
        ("ctr", {"link_clicks": "1e999", "impressions": "5"}, "too large"),
        ("spend", {"spend": "1210,50"}, "can be read in two ways"),
        ("ctr", {"link_clicks": "1,2", "impressions": "5,6,7"}, "The lists differ in length"),
        ("csat", {"counts_5_to_1": "1,2"}, "five counts"),
        ("nps", {"scores": "11"}, "11 is no score from 0 to 10"),
        ("nps", {"promoters": "60", "detractors": "15"}, "nps needs responses"),
        ("reach", {"placements": "100,25", "true": "500"}, "between the largest part and the sum"),
    ],
)
def test_what_cannot_be_right_is_one_clear_sentence(kpi: str, typed: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")) as caught:
        calc(kpi, **typed)
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_another_kpi_is_given_by_its_name_or_by_its_own_numbers() -> None:
    assert calc("cac", marketing_cost="500", new_customers="10").value == 50
    assert calc("cac", spend="400", amount="100", customers="10").value is not None


def test_numbers_that_the_formula_did_not_need_are_named() -> None:
    result = calc("conversions", key_events="5", purchases="7")
    assert result.value == 5
    assert result.flags == ("Not needed: purchases.",)


@given(
    clicks=st.lists(st.integers(0, 10**6) | st.none(), min_size=2, max_size=30),
    shown=st.integers(1, 10**7),
)
def test_rows_in_any_order_give_the_same(clicks: list[int | None], shown: int) -> None:
    def typed(values: list[int | None]) -> dict[str, str]:
        return {
            "engagements": ",".join("" if one is None else str(one) for one in values),
            "reach": ",".join([str(shown)] * len(values)),
        }

    forwards, backwards = (calc("engagement_rate_reach", **typed(one)) for one in (clicks, clicks[::-1]))
    assert forwards.value == pytest.approx(backwards.value) if forwards.value is not None else backwards.value is None


@pytest.mark.parametrize("kpi", [one for one in CATALOGUE if one.inputs], ids=lambda one: one.id)
def test_names_for_parts_are_of_parts_that_the_formula_has(kpi: Kpi) -> None:
    nodes = {one.node for one in inputs_of(CATALOGUE, kpi)}
    assert {input_node(resolve(parse(text), lambda _: None)) for text in kpi.inputs.values()} <= nodes


@pytest.mark.parametrize("kpi", [one for one in CATALOGUE if one.formula], ids=lambda one: one.id)
def test_every_formula_can_be_typed_by_the_names_of_its_hint(kpi: Kpi) -> None:
    names = [one.name for one in inputs_of(CATALOGUE, kpi)]
    result = kpi_by_hand(CATALOGUE, kpi, dict.fromkeys(names, "2"))
    assert result.value is not None


@pytest.mark.parametrize(
    ("kpi", "typed", "answer"),
    [
        ("engagement rate", {"likes": "50", "comments": "10", "shares": "5", "reach": "1000"}, 0.065),
        ("engagement_rate_impressions", {"likes": "50", "comments": "10", "saves": "0", "shares": "5",
                                         "impressions": "1000"}, 0.065),
        ("engagement_rate_followers", {"likes": "50", "comments": "15", "followers": "1000"}, 0.065),
        ("engagements", {"likes": "50", "comments": "10"}, 60),
        ("conversion_rate", {"conversions": "25", "visitors": "1000"}, 0.025),
        ("conversion_rate", {"conversions": "25", "sessions": "1000"}, 0.025),
    ],
)  # fmt: skip
def test_what_textbooks_divide_can_be_typed_as_they_write_it(kpi: str, typed: dict[str, str], answer: float) -> None:
    assert calc(kpi, **typed).value == pytest.approx(answer)


@pytest.mark.parametrize(
    ("kpi", "usage"),
    [
        ("mer", "revenue=… marketing_cost=…"),
        ("cost_per_lead", "spend=… leads=…"),
        ("add_to_carts", "add_to_carts=…"),
        ("amplification_rate", "shares=… followers=…"),
    ],
)
def test_the_hint_names_each_number_of_the_first_way_once(kpi: str, usage: str) -> None:
    assert ways_to_type(CATALOGUE, CATALOGUE.get(kpi))[0] == f"Write: kpi-xl calc {kpi} {usage}"


def test_a_hint_for_a_list_names_the_list() -> None:
    ways = ways_to_type(CATALOGUE, CATALOGUE.get("engagement_rate_followers"))
    assert "Write: kpi-xl calc engagement_rate_followers rates=…" in ways
