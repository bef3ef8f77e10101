"""Brandwatch, Mention and Brand24: one mention a row, people as pseudonyms."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.importers.conftest import ReadExport

BRANDWATCH = (
    "Report:,Bulk Mentions Download\nBrand:,Made-up\nFrom:,Thu Oct 01 00:00:00 UTC 2026\n"
    "To:,Sat Oct 31 23:59:59 UTC 2026\n"
    "Label:,\n,\n"
    "Query Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Author,Full Name,Reach (new),"
    "Resource Id,X Likes,Impressions\n"
    "1,Oss,2026-10-05 10:11:12.0,Hei,Hei,http://twitter.com/kari/statuses/1,twitter.com,positive,twitter,nb,kari,"
    "Kari Norsk,500,r1,2,10\n"
    "1,Oss,2026-10-05 10:11:12.0,Hei,Hei,http://twitter.com/kari/statuses/1,twitter.com,positive,twitter,nb,kari,"
    "Kari Norsk,500,r1,2,10\n"
    "2,Dem,2026-10-05 10:11:12.0,Hei,Hei,http://twitter.com/kari/statuses/1,twitter.com,neutral,twitter,nb,kari,"
    "Kari Norsk,500,r1,2,10\n"
    "1,Oss,2026-10-06 23:59:00.0,Nytt,Nytt,https://made-up.example/a,made-up.example,,news,nb,,,,r2,,\n"
)


def test_a_mention_of_brandwatch_counts_once_for_each_brand(read: ReadExport) -> None:
    found = read("mentions.csv", BRANDWATCH)
    assert found.staged.importer == "brandwatch"
    fields = ("date", "brand", "platform", "sentiment", "reach")
    assert [tuple(row.get(field) for field in fields) for row in found.rows("mentions")] == [
        (date(2026, 10, 5), "Oss", "x", "positive", 500),
        (date(2026, 10, 5), "Dem", "x", "neutral", 500),
        (date(2026, 10, 6), "Oss", None, None, None),
    ]
    assert len({row["mention_id"] for row in found.rows("mentions")}) == 3
    assert "Kari" not in str(found.rows("mentions"))
    assert "kari" not in str([row["author"] for row in found.rows("mentions")])
    assert "1 of 3" in found.warnings or "mentions have no sentiment" in found.warnings


def test_brandwatch_without_its_lines_above_or_its_ids(read: ReadExport) -> None:
    content = BRANDWATCH.split(",\n", 1)[1].replace("Resource Id", "Other Id").split("Label:,\n,\n")[-1]
    found = read("mentions.csv", content)
    assert found.table("mentions").rows == 3


@pytest.mark.parametrize(
    ("header", "tone"),
    [
        ("Title,Published at,Source name,Source type,URL,Author name,Tone,Cumulative reach,Alert,Language", "positive"),
        ("Titre,Date de publication,Source,Type de source,URL,Auteur,Tonalité,Portée cumulée,Alerte,Langue", "Positif"),
        ("Titel,Veröffentlicht am,Quelle,Quellentyp,URL,Autor,Ton,Kumulierte Reichweite,Alert,Sprache", "Positiv"),
    ],
)
def test_mentions_of_mention(read: ReadExport, header: str, tone: str) -> None:
    row = f'Hei,2026-10-05 10:11,Kari,facebook,https://facebook.com/made.up/posts/1,Kari Norsk,{tone},"1,200",Oss,nb'
    found = read("export.csv", f"{header}\n{row}\n")
    assert found.staged.importer == "mention"
    (mention,) = found.rows("mentions")
    assert (mention["date"], mention["brand"], mention["platform"]) == (date(2026, 10, 5), "Oss", "facebook")
    assert (mention["sentiment"], mention["reach"]) == ("positive", 1200)
    assert "Kari" not in str(mention)


def test_mentions_of_brand24_are_of_the_brand_in_the_files_name(read: ReadExport) -> None:
    content = (
        "Date,Hour,Title,Content,Source,Category,URL,Author,Sentiment,Influence score,Reach,Interactions\n"
        "2026-10-05,10:11,Hei,Hei,tiktok.com,Videos,https://www.tiktok.com/@kari/video/1,Kari Norsk,negative,3,900,4\n"
    )
    (mention,) = read("Brand24_Oss_mentions_2026-10-01.csv", content).rows("mentions")
    assert (mention["brand"], mention["platform"], mention["sentiment"]) == ("Oss", "tiktok", "negative")
    assert (mention["date"], mention["reach"]) == (date(2026, 10, 5), 900)
    assert "Kari" not in str(mention)
    nameless = read("mentions.csv", content)
    assert nameless.rows("mentions")[0]["mention_id"] == "https://www.tiktok.com/@kari/video/1"
    assert "are of no brand" in nameless.warnings
