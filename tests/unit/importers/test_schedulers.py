"""Sprout Social, Hootsuite, Buffer and Metricool: what they tell of other platforms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import Read, ReadExport

SPROUT = (
    "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Linked Content,Impressions,"
    "Organic Impressions,Reach,Engagement Rate (per Impression),Engagements,Reactions,Likes,Comments,Shares,Saves,"
    "Post Link Clicks,Post Clicks (All),Video Views,Video View Time (Seconds),Tags\n"
    "03/15/2026 10:05 am,17900000000000001,Instagram,Post,Reel,madeup.no,Kari Norsk,"
    'https://www.instagram.com/reel/Cmade_up/,"Nytt, og\nbra",'
    ',"2,000",,1500,6.5%,130,100,90,20,5,5,-,,"1,800",3600,Spring\n'
    "03/31/2026 11:50 pm,urn:li:share:7001,LinkedIn,Post,Text,Made-up AS,Kari Norsk,"
    "https://www.linkedin.com/feed/update/urn:li:share:7001,Hei,,500,500,,2%,10,,9,1,0,,3,4,,,\n"
    "04/01/2026 9:00 am,,X,Post,Text,madeup,Kari Norsk,https://x.com/madeup/status/1775000000000000001,Hei,,5,,,,1,,1,,,,,,,,\n"
)


def only(found: Read, table: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(field) for field in fields) for row in found.rows(table)]


def test_a_row_of_sprout_is_a_post_of_its_network(read: ReadExport) -> None:
    found = read("Post Performance (Made-up) March 1, 2026 - April 30, 2026.csv", SPROUT)
    assert (found.staged.importer, found.staged.second_hand) == ("sprout_social", True)
    assert only(found, "posts", "platform", "post_id", "account", "format") == [
        ("instagram", "17900000000000001", "madeup.no", "reel"),
        ("linkedin", "urn:li:share:7001", "Made-up AS", "text"),
        ("x", "1775000000000000001", "madeup", "text"),
    ]
    figures = (
        "impressions",
        "reach",
        "likes",
        "comments",
        "saves",
        "link_clicks",
        "clicks",
        "video_views",
        "watch_time",
    )
    assert only(found, "posts", *figures)[:2] == [
        (2000, 1500, 100, 20, 5, None, None, 1800, 3600.0),
        (500, None, 9, 1, None, 3, 4, None, None),
    ]
    assert found.rows("posts")[0]["published_at"] == datetime(2026, 3, 15, 10, 5, tzinfo=UTC)
    assert found.rows("posts")[1]["published_at"] == datetime(2026, 3, 31, 23, 50, tzinfo=UTC)
    assert found.staged.settings["period"] == "2026-03-01..2026-04-30"
    assert "Kari" not in str(found.rows("posts"))


def test_times_of_sprout_are_those_of_the_project_or_of_the_answer(read: ReadExport) -> None:
    found = read("posts.csv", SPROUT, Answers(timezone="Europe/Oslo"))
    assert found.rows("posts")[1]["published_at"] == datetime(2026, 3, 31, 21, 50, tzinfo=UTC)


def test_an_id_that_a_spreadsheet_has_destroyed_comes_from_the_link(read: ReadExport) -> None:
    found = read("posts.csv", SPROUT.replace("17900000000000001", "1.79E+16"))
    assert only(found, "posts", "post_id")[0] == ("Cmade_up",)


def test_days_of_sprout(read: ReadExport) -> None:
    content = (
        "Date,Network,Profile,Audience,Net Audience Growth,Audience Gained,Audience Lost,Impressions,Engagements,"
        "Post Link Clicks,Published Posts\n"
        "Reporting Period,,,,17,21,4,8400,390,62,3\n"
        '03-01-2026,LinkedIn,Made-up AS,"10,000",12,15,3,"4,500",210,40,2\n'
        "03-14-2026,LinkedIn,Made-up AS,10012,5,6,1,3900,180,22,1\n"
    )
    found = read("Profile Performance (Made-up) March 1, 2026 - March 31, 2026.csv", content)
    fields = ("date", "platform", "account", "followers", "net_follows", "follows", "unfollows", "link_clicks")
    assert only(found, "account_daily", *fields) == [
        (date(2026, 3, 1), "linkedin", "Made-up AS", 10000, 12, 15, 3, 40),
        (date(2026, 3, 14), "linkedin", "Made-up AS", 10012, 5, 6, 1, 22),
    ]
    assert found.table("account_daily").control["impressions"] == 8400
    assert "the file itself states" not in found.warnings


def test_messages_of_sprouts_inbox_keep_no_person(read: ReadExport) -> None:
    content = (
        "Message ID,Network,Profile,Message Type,Received,From,Message,First Reply Time (Seconds),Completed,Tags\n"
        "m1,Facebook,Made-up,Private Message,03/01/2026 10:00 am,Kari Norsk,Hei,90,03/01/2026 10:05 am,Support\n"
        "m2,X,Made-up,Mention,03/13/2026 11:00 pm,@kari,Hei,,,\n"
    )
    found = read("inbox.csv", content)
    assert (found.staged.platform, found.staged.second_hand) == ("sprout_social", False)
    fields = ("conversation_id", "platform", "first_reply_at", "resolved_at", "tag")
    assert only(found, "conversations", *fields) == [
        (
            "m1",
            "facebook",
            datetime(2026, 3, 1, 10, 1, 30, tzinfo=UTC),
            datetime(2026, 3, 1, 10, 5, tzinfo=UTC),
            "Support",
        ),
        ("m2", "x", None, None, None),
    ]
    assert "Kari" not in str(found.rows("conversations"))


def test_posts_of_hootsuite_below_their_preamble(read: ReadExport) -> None:
    content = (
        'Post performance,,,\n"Mar 1, 2026 - Mar 31, 2026",,,\n'
        "Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Reach,Engagement,Likes,"
        "Comments,Shares,Post Link Clicks,Video Views\n"
        '2026-03-01 14:30,111_222,Vår,https://facebook.com/111/posts/222,Photo,Facebook,"1,200",900,85,60,15,10,30,\n'
        "2026-03-02 09:00,333,Bak,https://instagram.com/p/abc,Reel,Instagram,5000,4000,300,250,40,10,,4800\n"
    )
    found = read("posts.csv", content, Answers(timezone="Europe/Oslo"))
    assert (found.staged.importer, found.staged.settings["period"]) == ("hootsuite", "2026-03-01..2026-03-31")
    assert only(found, "posts", "platform", "post_id", "format", "impressions", "link_clicks") == [
        ("facebook", "111_222", "image", 1200, 30),
        ("instagram", "333", "reel", 5000, None),
    ]
    assert found.rows("posts")[0]["published_at"] == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def test_conversations_of_hootsuites_inbox(read: ReadExport) -> None:
    content = (
        "Conversation ID,Medium,Channel,Channel Display Name,Contact Profile ID,Status,Created at,Resolved at,"
        "Last Status Change Agent ID\n"
        "c1,direct_message,Instagram,Made-up,12345,RESOLVED,2026-03-01T10:00:00Z,2026-03-01T11:00:00Z,9\n"
    )
    found = read("inbox.csv", content)
    assert found.staged.platform == "hootsuite"
    assert only(found, "conversations", "conversation_id", "platform", "resolved_at") == [
        ("c1", "instagram", datetime(2026, 3, 1, 11, tzinfo=UTC))
    ]


def test_posts_of_buffer_are_told_by_their_links(read: ReadExport) -> None:
    content = (
        "Date,Update,Service,Service Link,Type,Impressions,Reach,Engagements,Likes,Comments,Shares,Clicks\n"
        "2026-04-02T08:00:00Z,Les mer,twitter,https://x.com/madeup/status/1775000000000000000,text,800,,25,15,4,6,12\n"
    )
    found = read("posts.csv", content)
    assert found.staged.importer == "buffer"
    assert only(found, "posts", "platform", "post_id", "published_at", "impressions", "reach", "clicks") == [
        ("x", "1775000000000000000", datetime(2026, 4, 2, 8, tzinfo=UTC), 800, None, 12)
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Date;Text;URL;Type;Impressions;Reach;Likes;Saved;Comments;Shares;Interactions;Engagement",
        "Fecha;Texto;URL;Tipo;Impresiones;Alcance;Me gusta;Guardados;Comentarios;Compartidos;Interacciones;Engagement",
        "Dato;Tekst;Lenke;Type;Eksponeringer;Rekkevidde;Liker;Lagringer;Kommentarer;Delinger;Interaksjoner;Engasjement",
    ],
)
def test_posts_of_metricool_tell_their_platform_by_the_link(read: ReadExport, header: str) -> None:
    row = "13/04/2026 08:30;Hei;https://www.instagram.com/p/Cmade/;Carousel;1.200;900;45;3;2;1;51;5,67"
    found = read("posts.csv", f"{header}\n{row}\n")
    assert found.staged.importer == "metricool"
    fields = ("platform", "post_id", "format", "impressions", "reach", "likes", "saves", "comments", "shares")
    assert only(found, "posts", *fields) == [("instagram", "Cmade", "carousel", 1200, 900, 45, 3, 2, 1)]
    assert found.rows("posts")[0]["published_at"] == datetime(2026, 4, 13, 8, 30, tzinfo=UTC)


def test_days_of_metricool_wait_for_their_platform(read: ReadExport) -> None:
    content = (
        "Date;Followers;Gained followers;Lost followers;Posts;Impressions;Reach;Interactions\n"
        "01/04/2026;2.345;12;-3;1;1.200;900;45\n13/04/2026;2.360;20;-5;0;800;600;30\n"
    )
    found = read("days.csv", content)
    assert [question.kind for question in found.staged.questions] == ["platform"]
    found = read("days.csv", content, Answers(platform="instagram", account="madeup.no"))
    assert only(found, "account_daily", "date", "platform", "account", "followers", "follows", "unfollows") == [
        (date(2026, 4, 1), "instagram", "madeup.no", 2345, 12, 3),
        (date(2026, 4, 13), "instagram", "madeup.no", 2360, 20, 5),
    ]
