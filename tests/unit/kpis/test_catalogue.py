from __future__ import annotations

import pytest

from kpi_xl.errors import DefinitionError, UsageError
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.kpi import Kpi, KpiUnit


def kpi(name: str, formula: str, unit: KpiUnit = "percent") -> Kpi:
    return Kpi(id=name, formula=formula, unit=unit, better="higher", area="test", label={"en": name}, source="here")


def findings(*kpis: Kpi) -> list[str]:
    return [finding.text for finding in Catalogue(kpis, strict=False).findings]


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    example = "for example unique(posts.reach) or sum(posts.reach)"
    with pytest.raises(DefinitionError) as caught:
        Catalogue([kpi("a", "post.likes / posts.reach + foo"), kpi("b", "1 + * 2"), kpi("c", "posts.likse")])
    assert str(caught.value).splitlines() == [
        "5 things are wrong with the KPI definitions:",
        "  b, character 5: A number, a field or a KPI was expected instead of “*”.",
        "  a, character 1: There is no table “post”. Did you mean posts?",
        f"  a, character 14: posts.reach does not add up by itself: write how, {example}.",
        "  a, character 28: There is no KPI “foo”.",
        "  c, character 1: The table posts has no field “likse”. Did you mean likes?",
    ]


@pytest.mark.parametrize(
    ("formula", "unit", "says"),
    [
        ("ads.spend / ads.clicks", "percent", "The unit is percent, but the formula comes to money per a count."),
        ("ads.spend + ads.clicks", "money", "A count cannot be added to or taken from money."),
        ("web.engagement_time else web.sessions", "seconds", "cannot be chosen instead of time"),
        ("posts.likes", "ratio", ""),
        ("sum(posts.reach)", "people", "Unique people are never added up"),
        ("unique(posts.likes)", "people", "takes one figure of unique people"),
        ("last(posts.likes)", "count", "takes one stock"),
        ("change(posts.likes)", "count", "takes one stock"),
        ("sum(posts.caption)", "count", "takes figures"),
        ("sum(1 + 2)", "count", "needs a field with its table"),
        ("sum(sum(posts.likes))", "count", "cannot stand inside another"),
        ("sum(posts.likes, device = phone)", "count", "has no field “device”"),
        ("sum(posts.likes, likes = many)", "count", "likes holds numbers, and “many” is none of that"),
        ("sum(posts.likes, is_boosted = maybe)", "count", "is_boosted holds yes or no"),
        ("sum(posts.likes, format between 1 and 2)", "count", "format is no number"),
        ("sum(posts.likes, ads.spend = 1)", "count", "A filter looks at rows of posts, not of ads."),
        ("mean(posts.engagements / ads.spend)", "percent", "can only give a stock to divide by"),
        ("mean(posts.engagements * account_daily.followers)", "count", "can only give a stock to divide by"),
        ("count(leads.lead_id, by source)", "count", "source is no day or time"),
        ("audience.people", "people", "repeat each other: name one"),
        ("sum(search.clicks)", "count", "repeat each other: name one"),
    ],
)
def test_each_fault_of_a_definition_is_told(formula: str, unit: KpiUnit, says: str) -> None:
    found = findings(kpi("k", formula, unit))
    assert says in found[0] if says else not found, found


def test_a_dimension_that_is_named_may_be_read() -> None:
    assert not findings(kpi("clicks", "sum(search.clicks, dimension = date)", "count"))


def test_circles_are_found_at_every_kpi_on_them() -> None:
    found = findings(kpi("a", "b + 1"), kpi("b", "c + 1"), kpi("c", "b + 1"))
    assert found == [
        "The definition goes round in a circle: b → c → b.",
        "The definition goes round in a circle: c → b → c.",
    ]


def test_wrong_kpis_and_those_that_lean_on_them_are_left_out() -> None:
    catalogue = Catalogue(
        [kpi("bad", "posts.likse"), kpi("leans", "bad / 2"), kpi("good", "posts.likes", "count")], strict=False
    )
    assert [one.id for one in catalogue] == ["good"]


def test_two_kpis_with_one_id_are_refused() -> None:
    with pytest.raises(DefinitionError, match="Two KPIs have this id"):
        Catalogue([kpi("k", "posts.likes", "count"), kpi("k", "posts.likes", "count")])


def test_a_kpi_has_a_formula_or_a_calculation() -> None:
    neither = Kpi(id="k", unit="count", better="higher", area="a", label={"en": "K"}, source="s")
    assert "either a formula or a calculation" in findings(neither)[0]


@pytest.mark.parametrize(
    "text", ["bounce_rate", "Bounce rate", "FLUKTFREKVENS", "avvisningsfrekvens", "fluktfrekvens  (avvisningsrate)"]
)
def test_a_kpi_is_found_by_any_of_its_names(catalogue: Catalogue, text: str) -> None:
    assert catalogue.find(text).id == "bounce_rate"


def test_an_unknown_name_gets_suggestions(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="engagement rate"):
        catalogue.find("engagment rate")
    with pytest.raises(UsageError, match="There is no KPI “bouncerate”"):
        catalogue.get("bouncerate")


def test_search_wants_every_word(catalogue: Catalogue) -> None:
    assert catalogue.search("kostnad lead")[0].id == "cost_per_lead"
    assert not catalogue.search("kostnad måneskinn")
