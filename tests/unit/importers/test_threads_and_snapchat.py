"""Threads and Snapchat, as far as their exports are known."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.unit.importers.conftest import ReadExport


def test_posts_of_threads_with_the_names_of_its_interface(read: ReadExport) -> None:
    content = (
        "id,username,timestamp,permalink,text,media_type,views,likes,replies,reposts,quotes,shares\n"
        "18001,madeup.no,2026-10-05T08:00:00+0000,https://www.threads.com/@madeup.no/post/DA_made,Hei,TEXT_POST,90,5,2,1,1,0\n"
    )
    found = read("threads.csv", content)
    assert (found.staged.importer, found.staged.platform) == ("threads", "threads")
    (post,) = found.rows("posts")
    assert (post["post_id"], post["account"], post["format"]) == ("18001", "madeup.no", "text")
    assert [post[field] for field in ("views", "likes", "comments", "shares")] == [90, 5, 2, 1]
    assert post["published_at"] == datetime(2026, 10, 5, 8, tzinfo=UTC)


def test_posts_of_snapchat_are_told_by_their_links(read: ReadExport) -> None:
    content = (
        "Published,Title,Type,Share URL,Views,Viewers,Shares,Replies,View time\n"
        "2026-10-05 08:00,Hei,Story,https://www.snapchat.com/p/aaa-bbb/123,900,700,3,2,01:00:30\n"
    )
    found = read("content.csv", content)
    assert found.staged.importer == "snapchat"
    (post,) = found.rows("posts")
    assert (post["post_id"], post["format"]) == ("123", "story")
    assert [post[field] for field in ("views", "reach", "shares", "replies", "watch_time")] == [900, 700, 3, 2, 3630.0]


def test_days_of_snapchat(read: ReadExport) -> None:
    content = "Date,Story views,Spotlight views,Viewers,Subscribers,Profile views\n2026-10-05,900,100,700,5000,30\n"
    (day,) = read("insights.csv", content).rows("account_daily")
    assert (day["date"], day["views"], day["reach"]) == (date(2026, 10, 5), 1000, 700)
    assert (day["followers"], day["profile_visits"]) == (5000, 30)
