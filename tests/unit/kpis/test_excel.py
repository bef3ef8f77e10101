from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.criteria import escaped
from kpi_xl.kpis.excel import Cell, Criteria, excel, lookup
from kpi_xl.kpis.facts import facts
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period

from .frames import day, make_data
from .workbooks import Workbook

CELLS = Criteria(Cell("C$4"), platform=Cell("$A7"))


def test_a_ratio_is_a_sum_over_a_sum_and_empty_where_it_fails(catalogue: Catalogue) -> None:
    criteria = 'kpi_facts[month],C$4,kpi_facts[platform],IF($A7="","*",$A7)'
    assert excel(catalogue, "engagement_rate_reach", CELLS) == (
        f"IFERROR(SUMIFS(kpi_facts[post_engagements_with_reach],{criteria})"
        f'/SUMIFS(kpi_facts[post_reach_with_engagements],{criteria}),"")'
    )


def test_a_sum_is_empty_where_there_are_no_figures(catalogue: Catalogue) -> None:
    formula = excel(catalogue, "spend", Criteria(date(2026, 10, 1)))
    month = "kpi_facts[month],DATE(2026,10,1)"
    assert formula == f'IF(COUNTIFS(kpi_facts[ads_spend],"<>",{month})=0,"",SUMIFS(kpi_facts[ads_spend],{month}))'


def test_months_from_and_to(catalogue: Catalogue) -> None:
    span = Criteria(Cell("C4"), Cell("C5"))
    assert '">="&C4,kpi_facts[month],"<="&C5' in (excel(catalogue, "spend", span) or "")
    assert "kpi_facts[month],EOMONTH(C5,-1)+1" in (excel(catalogue, "followers", span) or "")
    assert "[followers_at_start],kpi_facts[month],C4)" in (excel(catalogue, "audience_growth_rate", span) or "")


@pytest.mark.parametrize("kpi_id", ["reach", "frequency", "first_response_time", "breakeven_roas", "social_roi"])
def test_what_no_sums_give_is_looked_up(catalogue: Catalogue, kpi_id: str) -> None:
    assert excel(catalogue, kpi_id, CELLS) is None
    assert f'kpi_values[kpi],"{kpi_id}"' in lookup(kpi_id, CELLS)
    assert 'kpi_values[platform],IF($A7="","(all)",$A7),kpi_values[account],"(all)"' in lookup(kpi_id, CELLS)


@pytest.mark.parametrize(
    ("key", "criterion"),
    [("Spring", "Spring"), ("50% off?*", "50% off~?~*"), ("a~b", "a~~b"), (">Sale", "=>Sale"), ("=1+1", "==1+1")],
)
def test_names_match_themselves_only(key: str, criterion: str) -> None:
    assert escaped(key) == criterion


@pytest.mark.parametrize("name", ["Spring", "50% off*?", ">Sale", "<>", "=1+1", "a~*b", "(none)", '"quoted"'])
def test_a_campaign_is_found_by_its_own_name_whatever_it_is(catalogue: Catalogue, name: str) -> None:
    def row(campaign: str, spend: int) -> dict[str, object]:
        days = {"date_start": day("2026-10-01"), "date_end": day("2026-10-01")}
        return {
            "platform": "meta_ads",
            "account": "A",
            "level": "campaign",
            "campaign": campaign,
            "spend": spend,
        } | days

    month = Period.parse("2026-10")
    data = make_data(ads=[row(name, 5), row("50% off, now", 7), row("other", 11)])
    workbook = Workbook(catalogue, facts(catalogue, ["spend"], [month], data))
    assert workbook.value("spend", Scope(month, campaign=name)) == 5
    assert workbook.value("spend", Scope(month)) == 23


def test_paid_delivery_that_organic_figures_hold_counts_only_when_asked_for(catalogue: Catalogue) -> None:
    month = Period.parse("2026-10")
    data = make_data(
        account_daily=[{"platform": "facebook", "account": "F", "date": day("2026-10-01"), "impressions": 100}],
        ads=[
            {
                "platform": "meta_ads",
                "account": "M",
                "level": "account",
                "date_start": day("2026-10-01"),
                "date_end": day("2026-10-01"),
                "impressions": 40,
            }
        ],
    )
    table = facts(catalogue, ["impressions"], [month], data)
    workbook = Workbook(catalogue, table)
    asked = [Scope(month), Scope(month, "facebook"), Scope(month, "meta_ads"), Scope(month, account="M")]
    assert [workbook.value("impressions", scope) for scope in asked] == [100, 100, 40, 40]
    text = excel(catalogue, "impressions", CELLS, table)
    assert 'kpi_facts[in_total],IF($A7="","yes","*")' in (text or "")
