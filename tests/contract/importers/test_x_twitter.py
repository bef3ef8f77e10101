"""X: exports of X Premium and of analytics.twitter.com, in made-up files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.staged import StagedImport

Import = Callable[..., StagedImport]
Rows = Callable[..., list[dict[str, Any]]]

# A made-up id: 2025-02-18 09:00:00 UTC in all but its last 22 bits.
POST_ID = str((1739869200000 - 1288834974657) << 22)
LINK = f"https://x.com/madeup/status/{POST_ID}"
OLD = "Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Replies,Reposts,Profile visits,Detail expands,Url clicks,Hashtag clicks,Permalink clicks"
NEW = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
FIGURES = "70,3,9,1,8,2,4,5,6,0,7,0,0"
TOTALS = {
    "impressions": 70, "likes": 3, "engagements_reported": 9, "saves": 1, "follows": 2, "comments": 4, "shares": 5, "profile_visits": 6, "link_clicks": 7,
}  # fmt: skip
LEGACY = ",".join(
    f'"{name}"'
    for name in (
        "impressions", "engagements", "engagement rate", "retweets", "replies", "likes", "user profile clicks", "url clicks", "hashtag clicks",
        "detail expands", "permalink clicks", "app opens", "app installs", "follows", "email tweet", "dial phone", "media views", "media engagements",
        "promoted impressions", "promoted likes",
    )
)  # fmt: skip
LEGACY_FIGURES = (
    '"376.0","15.0","0.0398","1.0","2.0","3.0","4.0","5.0","0.0","6.0","0.0","0","0","7","0","0","8","9","-","-"'
)


@pytest.mark.parametrize(("header", "day"), [(OLD, "Mon Feb 17 2025"), (NEW, '"Mon, Feb 17, 2025"')])
def test_both_spellings_of_posts_are_read(take: Import, rows: Rows, header: str, day: str) -> None:
    found = take(f"{header}\n{POST_ID},{day},@you hello,{LINK},{FIGURES}\n")
    assert (found.format, found.platform, found.account) == ("x_posts", "x", "madeup")
    assert found.tables[0].totals == TOTALS
    (row,) = rows(found)
    assert row["published_at"] == datetime(
        2025, 2, 18, 9, 0, tzinfo=UTC
    )  # the id knows better than the account's own day
    assert "published_on" not in row
    notes = " ".join(warning.text for warning in found.warnings)
    assert "1 of 1 posts are replies" in notes
    assert "share menu, not reposts" in notes


def test_posts_from_before_snowflakes_keep_the_day_that_is_written(take: Import, rows: Rows) -> None:
    found = take(f"{OLD}\n12345,Mon Feb 17 2025,hello,https://x.com/madeup/status/12345,{FIGURES}\n")
    assert [(row.get("published_at"), row["published_on"]) for row in rows(found)] == [(None, date(2025, 2, 17))]


def test_a_mangled_id_comes_from_the_link_or_the_row_is_refused(take: Import, rows: Rows) -> None:
    text = f"{OLD}\n1.89E+18,Mon Feb 17 2025,a,{LINK},{FIGURES}\n1.89E+18,Mon Feb 17 2025,b,,{FIGURES}\n"
    found = take(text)
    assert [row["post_id"] for row in rows(found)] == [POST_ID]
    assert found.rejected[0].reason == "the spreadsheet has destroyed its post id: 1.89E+18"


def test_days_newest_first_are_read(take: Import) -> None:
    header = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views"
    text = (
        f'{header}\n"Tue, Aug 26, 2025",310,7,21,0,8,1,2,4,3,6,5,0,11\n"Mon, Aug 25, 2025",1,0,0,0,0,0,0,0,0,0,1,0,0\n'
    )
    found = take(text, name="account_overview_analytics.csv")
    assert found.format == "x_daily"
    assert (found.tables[0].first_date, found.tables[0].last_date) == (date(2025, 8, 25), date(2025, 8, 26))
    shown = {"follows": 1, "unfollows": 2, "shares": 3, "posts_published": 6, "video_views": 0}
    assert shown.items() <= found.tables[0].totals.items()


def test_legacy_posts_are_in_utc_and_without_promoted_figures(take: Import, rows: Rows) -> None:
    text = f'"Tweet id","Tweet permalink","Tweet text","time",{LEGACY}\n"{POST_ID}","https://twitter.com/madeup/status/{POST_ID}","Hello","2022-02-28 17:39 +0000",{LEGACY_FIGURES}\n'
    found = take(text, name="tweet_activity_metrics_madeup_20220201_20220301_en.csv")
    assert (found.format, found.account) == ("x_posts_legacy", "madeup")
    assert rows(found)[0]["published_at"] == datetime(2022, 2, 28, 17, 39, tzinfo=UTC)
    assert (found.tables[0].totals["impressions"], found.tables[0].totals["shares"]) == (376, 1)
    assert "video_views" not in found.tables[0].totals


def test_favorites_of_before_2016_are_likes(take: Import) -> None:
    header = LEGACY.replace('"likes"', '"favorites"')
    text = f'"Tweet id","Tweet permalink","Tweet text","time",{header}\n"{POST_ID}","https://twitter.com/madeup/status/{POST_ID}","Hello","2015-02-28 17:39 +0000",{LEGACY_FIGURES}\n'
    assert take(text).tables[0].totals["likes"] == 3


def test_legacy_days_take_the_account_from_the_name(take: Import) -> None:
    text = f'"Date","Tweets published",{LEGACY}\n"2021-08-01","4",{LEGACY_FIGURES}\n'
    found = take(text, name="daily_tweet_activity_metrics_made_up_20210801_20210901_en.csv")
    assert (found.format, found.account) == ("x_daily_legacy", "made_up")
    shown = {"posts_published": 4, "impressions": 376, "link_clicks": 5, "follows": 7}
    assert shown.items() <= found.tables[0].totals.items()


def test_links_to_elsewhere_are_no_posts_on_x(take: Import) -> None:
    with pytest.raises(ExportRefusedError, match="the column for permalink holds something else"):
        take(f"{OLD}\n{POST_ID},Mon Feb 17 2025,a,https://example.com/1,{FIGURES}\n")
