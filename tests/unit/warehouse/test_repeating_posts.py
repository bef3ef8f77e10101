"""Posts that a scheduler's export repeats: counted once, the platform's own row, in whatever order files come."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.conftest import Shelf

IG_LINK = "https://www.instagram.com/reel/C-made_up1/"
NATIVE = {"platform": "instagram", "post_id": "17900000000000001", "permalink": IG_LINK, "likes": 9, "saves": 2}
FILES: dict[str, tuple[dict[str, Any], ...]] = {
    "native.csv": (NATIVE, {"platform": "instagram", "post_id": "17900000000000002", "likes": 1}),
    "sprout.csv": (
        {"platform": "instagram", "post_id": "17900000000000001", "likes": 8, "shares": 5},
        {
            "platform": "instagram",
            "post_id": "17900000000000003",
            "permalink": "https://instagram.com/p/other",
            "likes": 30,
        },
    ),
    "metricool.csv": (
        {
            "platform": "instagram",
            "post_id": "C-made_up1",
            "permalink": "https://instagram.com/p/C-made_up1",
            "likes": 7,
        },
        {
            "platform": "instagram",
            "post_id": "other",
            "permalink": "http://www.instagram.com/p/other/?x=1",
            "likes": 31,
        },
    ),
}


@pytest.mark.parametrize("order", list(permutations(FILES)))
def test_a_post_counts_once_in_every_order_of_imports(tmp_path: Path, order: tuple[str, ...]) -> None:
    shelf = Shelf(tmp_path)
    for name in order:
        shelf.add(name, {"posts": FILES[name]}, platform=None, second_hand=name != "native.csv")
    newest = 31 if order.index("metricool.csv") > order.index("sprout.csv") else 30
    assert shelf.rows("posts", "likes", "shares") == [(1, None), (newest, None), (9, None)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("platform", "native", "told"),
    [
        ("facebook", ("222", "https://www.facebook.com/made.up/posts/222"), ("111_222", None)),
        ("facebook", ("222", None), ("x", "https://facebook.com/111/posts/222")),
        ("facebook", ("222", None), ("x", "https://www.facebook.com/permalink.php?story_fbid=222&id=111")),
        ("facebook", ("222", None), ("x", "https://www.facebook.com/watch/?v=222")),
        (
            "facebook",
            ("222", "https://www.facebook.com/a/posts/pfbid0Ab1"),
            ("x", "https://facebook.com/b/posts/pfbid0Ab1"),
        ),
        ("x", ("1775000000000000000", None), ("b1", "https://twitter.com/made_up/status/1775000000000000000?s=20")),
        ("tiktok", ("735", None), ("b1", "https://www.tiktok.com/@made.up/video/735")),
        ("youtube", ("a-b_c3d4e5F", None), ("b1", "https://youtu.be/a-b_c3d4e5F?t=3")),
        ("linkedin", ("7001", None), ("urn:li:activity:7001", None)),
        ("pinterest", ("99", None), ("b1", "https://pinterest.com/pin/a-title--99/")),
        ("snapchat", ("s1", "https://snapchat.com/p/1/2/"), ("b1", "http://www.snapchat.com/p/1/2")),
    ],
)
def test_a_post_is_known_by_its_id_or_its_link(
    shelf: Shelf, order: tuple[int, ...], platform: str, native: tuple[Any, Any], told: tuple[Any, Any]
) -> None:
    for at in order:
        post_id, link = (native, told)[at]
        row = {"platform": platform, "post_id": post_id, "permalink": link, "likes": 5 + at}
        shelf.add(f"{at}.csv", {"posts": [row]}, second_hand=bool(at))
    assert shelf.rows("posts", "post_id", "likes") == [(native[0], 5)]


def test_linkedin_gives_one_post_several_ids_and_its_day_and_text_tell_it(shelf: Shelf) -> None:
    caption = "We are hiring in Bergen this autumn"
    row = {"platform": "linkedin", "caption": caption}
    shelf.add("own.xls", {"posts": [{**row, "post_id": "70", "published_on": "2026-10-05", "likes": 3}]})
    shelf.add(
        "sprout.csv",
        {
            "posts": [
                {**row, "post_id": "urn:li:share:71", "published_at": "2026-10-05T07:00:00", "likes": 4},
                {**row, "post_id": "urn:li:share:72", "published_at": "2026-10-06T07:00:00", "likes": 5},
            ]
        },
        second_hand=True,
    )
    assert shelf.rows("posts", "post_id", "likes") == [("70", 3), ("urn:li:share:72", 5)]


def test_the_same_id_on_another_platform_is_another_post(shelf: Shelf) -> None:
    shelf.add("own.csv", {"posts": [NATIVE]})
    shelf.add("sprout.csv", {"posts": [{**NATIVE, "platform": "threads", "likes": 4}]}, second_hand=True)
    assert shelf.rows("posts", "likes") == [4, 9]


def test_undoing_the_platforms_own_export_lets_the_schedulers_row_count(shelf: Shelf) -> None:
    own = shelf.add("own.csv", {"posts": [NATIVE]})
    shelf.add("sprout.csv", {"posts": [{**NATIVE, "likes": 8}]}, second_hand=True)
    shelf.warehouse.undo(own.id)
    assert shelf.rows("posts", "likes") == [8]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_days_of_a_platforms_own_export_go_before_a_schedulers(shelf: Shelf, order: tuple[int, ...]) -> None:
    day = {"platform": "instagram", "date": "2026-10-01"}
    rows = (
        [{**day, "account": "madeup.no", "follows": 3}],
        [
            {**day, "account": "Made-up", "follows": 4, "impressions": 90},
            {**day, "account": "Made-up", "date": "2026-10-02", "follows": 6},
        ],
    )
    for at in order:
        shelf.add(f"{at}.csv", {"account_daily": rows[at]}, second_hand=bool(at))
    found = shelf.rows("account_daily", "account", "follows", "impressions")
    assert found == [("madeup.no", 3, 90), ("madeup.no", 6, None)]


def test_a_scheduler_of_several_accounts_keeps_their_names(shelf: Shelf) -> None:
    day = {"platform": "instagram", "date": "2026-10-01"}
    shelf.add("own.csv", {"account_daily": [{**day, "account": "madeup.no", "follows": 3}]})
    told = [{**day, "account": name, "follows": 4} for name in ("madeup.no", "madeup.se")]
    shelf.add("sprout.csv", {"account_daily": told}, second_hand=True)
    assert shelf.rows("account_daily", "account", "follows") == [("madeup.no", 3), ("madeup.se", 4)]
