from __future__ import annotations

from datetime import date

from kpi_xl.report.choice import base_of, leading, platform_cards, rate_of, summary_cards
from kpi_xl.report.clipping import clipped
from kpi_xl.report.keys import note_key, rank_key, serial
from kpi_xl.report.scorecard import rows, with_figures, without_figures
from kpi_xl.report.slots import slots
from kpi_xl.report.tables.bars import bars
from kpi_xl.report.tables.best import best
from kpi_xl.report.tables.lists import notes
from kpi_xl.workbook.filling import Column

from .made import MONTHS, OCTOBER, business, material, posts


def values(columns: object, header: str) -> list[object]:
    return next(list(column.values) for column in columns if column.header == header)  # type: ignore[attr-defined]


def test_cards_show_what_the_data_have_and_one_of_each_kind() -> None:
    cards = summary_cards(material())
    assert len(cards) == 6
    assert "sales_revenue" not in cards
    assert len({"engagement_rate_reach", "engagement_rate_impressions", "engagement_rate_views"} & set(cards)) == 1


def test_cards_that_the_user_asked_for_come_first() -> None:
    assert summary_cards(material(cards=("posts_published",)))[0] == "posts_published"


def test_a_platform_s_page_follows_the_rate_that_it_exports() -> None:
    found = material()
    assert rate_of(found, "instagram") == "engagement_rate_reach"
    assert base_of(found, "instagram") == "reach"
    assert platform_cards(found, "instagram")[0] == "followers"


def test_platforms_are_compared_by_what_all_of_them_have() -> None:
    assert leading(material()) == "link_clicks"


def test_the_scorecard_groups_kpis_and_leaves_out_those_without_figures() -> None:
    found = material()
    shown = list(rows(found))
    assert [row.heading for row in shown if row.kpi is None] == ["Reach and visibility", "Content and engagement"]
    assert not {kpi.id for kpi in with_figures(found)} & {kpi.id for kpi in without_figures(found)}
    assert "spend" in {kpi.id for kpi in without_figures(found)}


def test_the_best_posts_are_ranked_by_engagements_within_platform_and_month() -> None:
    found = best(material(), {"instagram": "reach", "facebook": "reach"})
    keys = values(found, "key")
    at = keys.index(rank_key("instagram", OCTOBER.first, 1))
    assert values(found, "title")[at] == "Post 0 of 2026-10"
    assert values(found, "m2")[at] == 100
    assert values(found, "m3")[at] == 0.05
    assert rank_key("instagram", OCTOBER.first, 5) not in keys


def test_equal_posts_keep_an_order_of_their_own() -> None:
    same = [{**row, "engagements": 7} for month in MONTHS for row in posts("x", month, count=9)]
    found = best(material(business(published=same)), {"x": "reach"})
    october = [key for key in values(found, "key") if str(key).startswith(f"x|{serial(OCTOBER.first)}")]
    assert october == [rank_key("x", OCTOBER.first, rank) for rank in range(1, 7)]


def test_rates_by_format_are_sums_over_sums_and_say_how_many_posts() -> None:
    found = bars(material(), {"instagram": "reach", "facebook": "reach"}, best(material(), {}))
    at = values(found, "key").index(rank_key("instagram", OCTOBER.first, 1))
    assert values(found, "label")[at] == "Image (n=2)"
    assert values(found, "value")[at] == (100 + 98) / 4_000
    assert values(found, "sure")[at] == 0


def test_a_platform_without_formats_is_split_by_weekday() -> None:
    plain = [{**row, "format": None} for month in MONTHS for row in posts("x", month)]
    found = bars(material(business(published=plain)), {"x": "reach"}, best(material(), {}))
    assert any(str(label).startswith("Thursday") for label in values(found, "label"))


def test_a_missing_figure_has_a_note_for_its_month_and_platform() -> None:
    found = notes(material(), [Column(head, []) for head in ("key", "day", "change")])
    written = dict(zip(values(found, "key"), values(found, "note"), strict=True))
    assert written[note_key("spend", None, OCTOBER.first)] == "No data"
    assert str(written[note_key("reach", "instagram", OCTOBER.first)]) == "2,000 – 8,000"


def test_days_are_joined_to_keys_as_excel_counts_them() -> None:
    assert serial(date(2026, 10, 1)) == 46296


def test_a_platform_keeps_its_colour_and_others_take_what_is_free() -> None:
    assert slots(("facebook", "pinterest"))[:3] == ("pinterest", "facebook", None)
    assert slots(("meta_ads",))[1] == "meta_ads"


def test_texts_are_cut_at_a_word() -> None:
    assert clipped("One two three four", 12) == "One two…"
    assert clipped("Short\n and  sweet", 20) == "Short and sweet"
