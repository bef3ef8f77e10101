"""Posts that a platform's own exports call by different ids: one post, its newest figures, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.warehouse.conftest import Shelf

FB, IG = {"platform": "facebook"}, {"platform": "instagram"}
REEL = "https://www.instagram.com/reel/C-made_up1/"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_facebook_post_of_legacy_insights_and_business_suite(shelf: Shelf, order: tuple[int, ...]) -> None:
    rows: list[dict[str, Any]] = [
        {**FB, "post_id": "111_222", "likes": 3, "clicks": 7},
        {**FB, "post_id": "222", "permalink": "https://www.facebook.com/made.up/posts/222", "likes": 9},
    ]
    taken = (datetime(2023, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC))
    for at in order:
        shelf.add(f"{at}.csv", {"posts": [rows[at]]}, exported_at=taken[at])
    assert shelf.rows("posts", "post_id", "likes", "clicks") == [("222", 9, 7)]


def test_an_id_that_came_back_from_the_link(shelf: Shelf) -> None:
    shelf.add("saved.csv", {"posts": [{**IG, "post_id": "C-made_up1", "permalink": REEL, "likes": 3}]})
    shelf.add("whole.csv", {"posts": [{**IG, "post_id": "17900000000000001", "permalink": REEL, "likes": 9}]})
    assert shelf.rows("posts", "post_id", "likes") == [("17900000000000001", 9)]


def test_posts_of_one_file_that_share_a_link_stay_apart(shelf: Shelf) -> None:
    album = "https://www.facebook.com/made.up/photos/555"
    shelf.add("a.csv", {"posts": [{**FB, "post_id": f"1_{one}", "permalink": album, "likes": 1} for one in "34"]})
    shelf.add("b.csv", {"posts": [{**FB, "post_id": "9", "permalink": album, "likes": 5}]})
    assert shelf.rows("posts", "likes") == [1, 1, 5]


def test_a_scheduler_still_gives_way_to_either_id(shelf: Shelf) -> None:
    shelf.add("legacy.csv", {"posts": [{**FB, "post_id": "111_222", "likes": 3}]})
    shelf.add("suite.csv", {"posts": [{**FB, "post_id": "222", "likes": 9}]})
    shelf.add("sprout.csv", {"posts": [{**FB, "post_id": "111_222", "likes": 4}]}, second_hand=True)
    assert shelf.rows("posts", "likes") == [9]
