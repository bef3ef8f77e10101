"""Posts, orders and other rows with a native id: the newest snapshot wins, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

P = {"platform": "instagram"}
OLD, NEW = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


def test_the_newer_export_wins_whatever_the_order_of_imports(shelf: Any) -> None:
    shelf.add("new.csv", {"posts": [{**P, "post_id": "1", "likes": 9}]}, exported_at=NEW)
    shelf.add("old.csv", {"posts": [{**P, "post_id": "1", "likes": 3}]}, exported_at=OLD)
    assert shelf.rows("posts", "likes") == [9]


def test_the_snapshot_time_of_a_row_says_more_than_that_of_its_file(shelf: Any) -> None:
    taken = {"snapshot_at": "2026-12-01T00:00:00"}
    shelf.add("old.csv", {"posts": [{**P, "post_id": "1", "likes": 3, **taken}]}, exported_at=OLD)
    shelf.add("new.csv", {"posts": [{**P, "post_id": "1", "likes": 9}]}, exported_at=NEW)
    assert shelf.rows("posts", "likes") == [3]


def test_of_unknown_age_the_one_imported_last_wins(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "likes": 3}]}, exported_at=NEW)
    shelf.add("b.csv", {"posts": [{**P, "post_id": "1", "likes": 9}]})
    assert shelf.rows("posts", "likes") == [9]
    shelf.add("c.csv", {"posts": [{**P, "post_id": "1", "likes": 5}]}, exported_at=NEW)
    assert shelf.rows("posts", "likes") == [5]


def test_a_file_that_lacks_a_figure_erases_none_and_the_row_tells_where_each_came_from(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "likes": 3, "views": 70}]})
    shelf.add("b.csv", {"posts": [{**P, "post_id": "1", "likes": 9, "views": None}]})
    assert shelf.rows("posts", "likes", "views", "_batch", "views_batch") == [(9, 70, "0002", "0001")]


def test_the_same_post_under_another_name_of_the_account_is_the_same_post(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "account": "fjord", "likes": 3}]})
    shelf.add("b.csv", {"posts": [{**P, "post_id": "1", "likes": 9}]})
    assert shelf.rows("posts", "account", "likes") == [("fjord", 9)]


def test_the_same_post_twice_in_one_file_counts_once(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "likes": 3}, {**P, "post_id": "1", "likes": 9}]})
    assert shelf.rows("posts", "likes") == [9]


def test_posts_of_two_platforms_may_have_one_id(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{**P, "post_id": "1", "likes": 3}, {"platform": "x", "post_id": "1", "likes": 4}]})
    assert shelf.rows("posts", "likes") == [3, 4]


def test_rows_without_a_platform_take_that_of_their_file(shelf: Any) -> None:
    shelf.add("a.csv", {"posts": [{"post_id": "1", "likes": 3}]}, platform="facebook", account="fjord")
    assert shelf.rows("posts", "platform", "account") == [("facebook", "fjord")]


def test_two_newsletters_of_one_name_in_one_file_both_count_and_a_newer_file_replaces_both(shelf: Any) -> None:
    sends = [{"campaign": "News", "sent_at": "2026-10-01T08:00:00", "sent": 10}] * 2
    shelf.add("a.csv", {"email_campaigns": sends}, platform="mailchimp")
    assert shelf.rows("email_campaigns", "sent") == [10, 10]
    shelf.add("b.csv", {"email_campaigns": [{**one, "sent": 11} for one in sends]}, platform="mailchimp")
    assert shelf.rows("email_campaigns", "sent") == [11, 11]


def test_the_same_order_in_two_exports_counts_once_and_two_shops_may_share_a_number(shelf: Any) -> None:
    order = {"order_id": "#1001", "ordered_at": "2026-10-01T08:00:00", "revenue": 100.0, "currency": "EUR"}
    other = {**order, "ordered_at": "2026-10-02T09:30:00", "revenue": 50.0}
    shelf.add("a.csv", {"orders": [order]}, platform="shopify")
    shelf.add("b.csv", {"orders": [{**order, "refunded": 20.0}, other]}, platform="shopify")
    assert shelf.rows("orders", "revenue", "refunded") == [(100.0, 20.0), (50.0, None)]


def test_leads_of_two_systems_may_share_an_id(shelf: Any) -> None:
    lead = {"lead_id": "7", "created_at": "2026-10-01T08:00:00"}
    shelf.add("a.csv", {"leads": [lead]}, platform="hubspot")
    shelf.add("b.csv", {"leads": [lead]}, platform="salesforce")
    assert shelf.rows("leads", "lead_id") == ["7", "7"]
