from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

_OVERVIEW = (
    '\ufeff"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    '"December 31","10","2","3","undefined","0"\n"January 1","20","4","5","1","1"'
)


def _zipped(member: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, text)
    return buffer.getvalue()


def _video(moment: datetime) -> str:
    return f"https://www.tiktok.com/@made.up/video/{int(moment.timestamp()) << 32}"


def test_days_without_a_year_wait_for_the_last_day(read: ReadExport) -> None:
    asked = read("Overview.csv", _OVERVIEW)
    assert [question.kind for question in asked.staged.questions] == ["last_day"]
    assert "cannot be read" not in asked.warnings
    assert asked.table("account_daily").totals == {
        "views": 30,
        "profile_visits": 6,
        "likes": 8,
        "comments": 1,
        "shares": 1,
    }
    told = read("Overview.csv", _OVERVIEW, Answers(last_day=date(2026, 1, 1)))
    assert [row["date"] for row in told.rows("account_daily")] == [date(2025, 12, 31), date(2026, 1, 1)]


def test_the_name_of_the_archive_tells_year_and_account(read: ReadExport) -> None:
    stamp = int(datetime(2026, 1, 2, 9, tzinfo=UTC).timestamp())
    found = read(f"Overview_2025-12-31_{stamp}_made.up.zip", _zipped("Overview.csv", _OVERVIEW))
    assert [(row["date"], row["account"]) for row in found.rows("account_daily")] == [
        (date(2025, 12, 31), "made.up"),
        (date(2026, 1, 1), "made.up"),
    ]
    assert found.staged.questions == ()


@pytest.mark.parametrize("time", ["January 3", "3 de enero"])
def test_videos_take_their_time_from_their_number(read: ReadExport, time: str) -> None:
    sent = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    found = read(
        "Content.csv",
        '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
        f'"{time}","Hei\nhei","{_video(sent)}","December 31","5","1","2","1,030"\n'
        f'"{time}","","{_video(sent.replace(month=3)).replace("/video/", "/photo/")}","March 31","5","1","2","30"',
    )
    first, second = found.rows("posts")
    assert (first["published_at"], first["account"], first["views"]) == (sent, "made.up", 1030)
    assert first["snapshot_at"] == datetime(2026, 1, 3, tzinfo=UTC)
    assert (first["format"], second["format"]) == ("video", "image")


def test_a_video_without_a_link_is_rejected(read: ReadExport) -> None:
    found = read(
        "Content.csv",
        '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
        f'"May 3","A","{_video(datetime(2026, 5, 1, tzinfo=UTC))}","May 1","5","1","2","30"\n'
        '"May 3","B","","May 1","5","1","2","30"',
    )
    assert [rejection.reason for rejection in found.staged.rejected] == ["it has no post id"]


def test_undefined_followers_are_missing(read: ReadExport) -> None:
    found = read(
        "FollowerHistory.csv",
        '"Date","Followers","Difference in followers from previous day"\n"May 1","undefined","0"\n"May 2","50","-1"',
        Answers(last_day=date(2026, 5, 2)),
    )
    assert [(row["followers"], row["net_follows"]) for row in found.rows("account_daily")] == [(None, 0), (50, -1)]


def test_viewers_are_people_of_a_day(read: ReadExport) -> None:
    found = read(
        "Viewers.csv",
        '"Date","Total Viewers","New Viewers","Returning Viewers"\n"May 1","7","4","3"',
        Answers(last_day=date(2026, 5, 1)),
    )
    assert (found.rows("account_daily")[0]["reach"], found.table("account_daily").totals) == (7, {})


@pytest.mark.parametrize(
    ("name", "text", "dimension", "value", "field", "amount"),
    [
        ("FollowerGender", '"Gender","Distribution"\n"Female","0.59"', "gender", "Female", "share", 0.59),
        ("FollowerTopTerritories", '"Top territories","Distribution"\n"NO","59%"', "country", "NO", "share", 0.59),
        ("FollowerActivity", '"Date","Hour","Active followers"\n"May 1","7","491"', "hour", "7", "people", 491),
    ],
)
def test_lists_of_followers(  # noqa: PLR0913, PLR0917 - a table of cases
    read: ReadExport, name: str, text: str, dimension: str, value: str, field: str, amount: float
) -> None:
    (row,) = read(f"{name}.csv", text).rows("audience")
    assert (row["dimension"], row["value"], row[field]) == (dimension, value, pytest.approx(amount))


def test_a_business_overview_in_swedish(read: ReadExport) -> None:
    found = read(
        "Översikt.csv",
        "Datum,Videovisningar,Målgrupp som nåtts,Profilvisningar,Gilla-markeringar,Delningar,Kommentarer,"
        "Webbplatsklickar,Telefonnummerklickar ,Nettotillväxt,Nya följare,Tappade följare\n"
        "2026/05/01,715,NAN,25,26,4,7,3,0,9,10,1\n",
    )
    (row,) = found.rows("account_daily")
    assert (row["date"], row["views"], row["link_clicks"], row["unfollows"]) == (date(2026, 5, 1), 715, 3, 1)
    assert row.get("reach") is None
    assert found.staged.questions == ()


def test_videos_and_audience_of_a_business_account(read: ReadExport) -> None:
    sent = datetime(2026, 5, 1, 12, 30, 5, tzinfo=UTC)
    videos = read(
        "Video.csv",
        "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites\n"
        f"A,{_video(sent)},{sent:%Y/%m/%d %H:%M:%S},50,4,3,2,1\n",
    )
    (row,) = videos.rows("posts")
    assert (row["published_at"], row["views"], row["saves"]) == (sent, 50, 1)
    audience = read(
        "Audience.csv",
        "Date,New followers,Total followers,Reached audience,Engaged audience\n2026/05/01,10,--,75134,1801\n",
    )
    (day,) = audience.rows("account_daily")
    assert (day["follows"], day["reach"], day.get("followers")) == (10, 75134, None)
