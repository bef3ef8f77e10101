from __future__ import annotations

from typing import Any

import duckdb
import pytest

from kpi_xl.warehouse.data import TaggingRule
from kpi_xl.warehouse.tagging import pattern_of


@pytest.mark.parametrize(
    ("words", "text", "fits"),
    [
        ("bærekraft, miljø*", "Vår MILJØVENNLIGE kopp", True),
        ("miljø", "Vår miljøvennlige kopp", False),
        ("salg", "Alt på #salg!", True),
        ("#høst", "høst er her", False),
        ("#høst", "ny #HØST", True),
        ("svart fredag", "Svart  fredag nå", True),
        ("å", "A\u030a", True),
        ("c++; (nytt)", "I love C++ so", True),
        ("a.b", "aXb", False),
    ],
)
def test_whole_words_are_found_in_any_case_and_language(words: str, text: str, *, fits: bool) -> None:
    query = "SELECT regexp_matches(nfc_normalize(?), nfc_normalize(?), 'i')"
    assert duckdb.execute(query, [text, pattern_of(words)]).fetchone() == (fits,)


def posts(*captions: str, **more: Any) -> dict[str, Any]:
    return {
        "posts": [
            {"platform": "x", "post_id": str(at), "caption": text, "topic": None, **more}
            for at, text in enumerate(captions)
        ]
    }


def test_the_first_rule_that_fits_decides_and_comes_before_the_exports_own_label(shelf: Any) -> None:
    shelf.add("a.csv", posts("green coffee", "coffee", "tea", topic="old"))
    rules = (TaggingRule("topic", "Green", "green"), TaggingRule("topic", "Coffee", "coffee"))
    assert shelf.rows("posts", "post_id", "topic", tagging=rules) == [("0", "Green"), ("1", "Coffee"), ("2", "old")]


def test_a_rule_may_look_in_the_link_and_at_one_platform_alone(shelf: Any) -> None:
    shelf.add("a.csv", posts("sale", destination="https://shop.example/?utm_campaign=sale_7"))
    link = TaggingRule("campaign", "Sale", r"utm_campaign=sale_\d", "link", "x")
    assert shelf.rows("posts", "campaign", tagging=(link,)) == ["Sale"]
    elsewhere = TaggingRule("campaign", "Sale", "sale", "", "facebook")
    text = TaggingRule("campaign", "Sale", "utm_campaign", "text")
    assert shelf.rows("posts", "campaign", tagging=(elsewhere, text)) == [None]


def test_posts_with_the_mark_of_an_advertisement_are_paid(shelf: Any) -> None:
    shelf.add("a.csv", posts("our new cup #ad", "our new cup", is_boosted=None))
    paid = TaggingRule("is_boosted", "true", pattern_of("#ad"))
    assert shelf.rows("posts", "post_id", "is_boosted", tagging=(paid,)) == [("0", True), ("1", None)]


def test_a_brand_has_one_name_however_exports_spell_it(shelf: Any) -> None:
    mentions = [{"mention_id": str(at), "brand": name} for at, name in enumerate(["OUR BRAND as", "Other"])]
    shelf.add("a.csv", {"mentions": mentions})
    brands = {"our brand as": "Our Brand"}
    assert shelf.rows("mentions", "mention_id", "brand", brands=brands) == [("0", "Our Brand"), ("1", "Other")]
    rivals = {"brands": {**brands, "other": "Other"}, "competitors": frozenset({"Other"})}
    assert shelf.rows("mentions", "brand", "about_competitor", **rivals) == [("Other", True), ("Our Brand", False)]
    assert shelf.rows("mentions", "about_competitor") == [False, False]
