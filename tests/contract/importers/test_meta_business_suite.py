"""Meta Business Suite: every header variant, language and trap, in made-up files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.staged import Answers, StagedImport

Import = Callable[..., StagedImport]
Rows = Callable[..., list[dict[str, Any]]]

INSTAGRAM = {
    "Post ID": "17900000000000001",
    "Account ID": "17841000000000001",
    "Account username": "madeup.no",
    "Account name": "Made-up",
    "Description": "Hei,\n\nvelkommen",
    "Duration (sec)": "30",
    "Publish time": "03/31/2025 20:15",
    "Permalink": "https://www.instagram.com/reel/AAAAAAAAAAA/",
    "Post type": "IG reel",
    "Data comment": "",
    "Date": "Lifetime",
    "Views": "100",
    "Reach": "80",
    "Likes": "9",
    "Shares": "2",
    "Follows": "",
    "Comments": "3",
    "Saves": "1",
}
FACEBOOK = {
    "Post ID": "122000000000001",
    "Page ID": "100000000000001",
    "Page name": "Made-up",
    "Title": "Title",
    "Description": "",
    "Duration (sec)": "0",
    "Publish time": "02/16/2025 05:14",
    "Caption type": "N/A",
    "Permalink": "https://www.facebook.com/madeup/posts/122000000000001",
    "Is crosspost": "0",
    "Is share": "0",
    "Post type": "Photos",
    "Languages": "",
    "Custom labels": "spring",
    "Funded content status": "",
    "Data comment": "",
    "Date": "Lifetime",
}
FIGURES = {
    "A": {
        "IMPRESSION:UNIQUE_USERS": 70,
        "Reach": 70,
        "Impressions": 90,
        "Reactions, Comments and Shares": 9,
        "Reactions": 6,
        "Comments": 2,
        "Shares": 1,
        "Total clicks": 5,
        "Matched Audience Targeting Consumption (Photo Click)": 1,
        "Other Clicks": 1,
        "Link Clicks": 3,
        "Negative feedback from users: Hide all": 0,
    },
    "B": {
        "Views": 90,
        "Reach": 70,
        "Reactions, Comments and Shares": 9,
        "Reactions": 6,
        "Comments": 2,
        "Shares": 1,
        "Total clicks": 5,
        "Link Clicks": 3,
        "Other Clicks": 1,
        "Matched Audience Targeting Consumption (Photo Click)": 1,
        "Seconds viewed": "12.5",
        "Average Seconds viewed": "2.5",
        "Estimated earnings (USD)": "",
        "Ad impressions": "",
    },
    "D": {
        "Views": 90,
        "Reach": 70,
        "Reactions, comments and shares": 9,
        "Reactions": 6,
        "Comments": 2,
        "Shares": 1,
        "Total clicks": 5,
        "Reach from Organic posts": 60,
        "Reach from Boosted posts": 10,
        "3-second video views": 4,
        "3-second viewers": 4,
        "Engaged users": 5,
        "Seconds viewed": "12.5",
        "Ad CPM (USD)": "",
        "Other clicks": 2,
    },
}
NORWEGIAN = {
    "Post ID": "Innleggs-ID",
    "Account ID": "Konto-ID",
    "Account username": "Kontobrukernavn",
    "Account name": "Kontonavn",
    "Description": "Beskrivelse",
    "Duration (sec)": "Varighet (sek.)",
    "Publish time": "Publiseringstidspunkt",
    "Permalink": "Permalenke",
    "Post type": "Innleggstype",
    "Data comment": "Datakommentar",
    "Date": "Dato",
    "Views": "Visninger",
    "Reach": "Rekkevidde",
    "Likes": "Likerklikk",
    "Shares": "Delinger",
    "Follows": "Følger",
    "Comments": "Kommentarer",
    "Saves": "Lagringer",
}
SWEDISH = {
    "Post ID": "Publicerings-id",
    "Account ID": "Konto-id",
    "Account username": "Kontots användarnamn",
    "Account name": "Kontonamn",
    "Description": "Beskrivning",
    "Duration (sec)": "Varaktighet (sek)",
    "Publish time": "Publiceringstid",
    "Permalink": "Permalänk",
    "Post type": "Inläggstyp",
    "Data comment": "Datakommentar",
    "Date": "Datum",
    "Views": "Visningar",
    "Reach": "Räckvidd",
    "Likes": "Gilla-markeringar",
    "Shares": "Delningar",
    "Follows": "Följer",
    "Comments": "Kommentarer",
    "Saves": "Sparade objekt",
}
SPANISH = {
    "Post ID": "identificador de la publicación",
    "Account ID": "Identificador de la cuenta",
    "Account username": "Nombre de usuario de la cuenta",
    "Account name": "Nombre de la cuenta",
    "Description": "Descripción",
    "Duration (sec)": "Duración (segundos)",
    "Publish time": "Hora de publicación",
    "Permalink": "Enlace permanente",
    "Post type": "Tipo de publicación",
    "Data comment": "Comentario sobre los datos",
    "Date": "Fecha",
    "Views": "Visualizaciones",
    "Reach": "Alcance",
    "Likes": "Me gusta",
    "Shares": "Veces que se ha compartido",
    "Follows": "Seguidores",
    "Comments": "Comentarios",
    "Saves": "Veces guardado",
}


def csv(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str] | None = None, delimiter: str = ",") -> str:
    def cell(value: Any) -> str:
        return '"' + str(value).replace('"', '""') + '"'

    header = [(names or {}).get(name, name) for name in rows[0]]
    lines = [header, *(list(row.values()) for row in rows)]
    return "\n".join(delimiter.join(cell(value) for value in line) for line in lines) + "\n"


def post(number: int, **changed: Any) -> dict[str, Any]:
    return {**INSTAGRAM, "Post ID": f"1790000000000000{number}", **changed}


def totals(found: StagedImport, table: str = "posts") -> Mapping[str, float]:
    return next(one.totals for one in found.tables if one.name == table)


def told(found: StagedImport) -> str:
    return "\n".join(warning.text for warning in found.warnings)


@pytest.mark.parametrize("names", [{}, NORWEGIAN, SWEDISH, SPANISH], ids=["en", "nb", "sv", "es"])
def test_instagram_posts_are_read_in_every_language(take: Import, rows: Rows, names: dict[str, str]) -> None:
    found = take(csv([post(1), post(2)], names))
    assert (found.format, found.platform, found.account) == ("meta_posts_instagram", "instagram", "madeup.no")
    assert totals(found) == {"views": 200, "likes": 18, "shares": 4, "comments": 6, "saves": 2}
    first = rows(found)[0]
    assert first["published_at"] == datetime(2025, 4, 1, 3, 15, tzinfo=UTC)
    assert (first["format"], first["reach"], first["caption"]) == ("reel", 80, "Hei,\n\nvelkommen")
    assert not [warning for warning in found.warnings if "not known" in warning.text]


def test_columns_may_be_in_any_order(take: Import) -> None:
    turned = dict(reversed(post(1).items()))
    assert totals(take(csv([turned]))) == {"views": 100, "likes": 9, "shares": 2, "comments": 3, "saves": 1}


def test_a_spreadsheet_may_have_saved_it_with_semicolons_and_nordic_days(take: Import, rows: Rows) -> None:
    changed = post(1, **{"Publish time": "31.03.2025 20:15", "Views": "12 345", "Reach": "1.234"})
    found = take(csv([changed], NORWEGIAN, delimiter=";"))
    (row,) = rows(found)
    assert (row["views"], row["reach"]) == (12345, 1234)
    assert row["published_at"] == datetime(2025, 4, 1, 3, 15, tzinfo=UTC)


def test_pacific_time_follows_daylight_saving(take: Import, rows: Rows) -> None:
    times = (
        {"Publish time": "03/08/2026 00:30"},
        {"Publish time": "03/09/2026 00:30"},
        {"Publish time": "12/24/2025 20:00"},
    )
    found = take(csv([post(number, **time) for number, time in enumerate(times)]))
    assert [row["published_at"].hour for row in rows(found)] == [8, 7, 4]
    assert found.tables[0].last_date == date(2026, 3, 9)
    assert found.settings["time zone"] == "America/Los_Angeles"


def test_rows_that_meta_could_not_compute_are_rejected_with_its_words(take: Import) -> None:
    error = "An error occurred while computing metadata for content with ID 1."
    broken = {**post(2), "Post ID": "", "Publish time": "", "Permalink": "", "Data comment": error}
    found = take(csv([post(1), broken]))
    assert (found.rows_kept, found.rows_rejected) == (1, 1)
    assert error in found.rejected[0].reason


def test_swedish_and_english_account_columns_are_one(take: Import, rows: Rows) -> None:
    names = [SWEDISH[name] for name in INSTAGRAM] + ["Account ID", "Account username", "Account name"]
    swedish = list(post(1).values())
    english = [*swedish[:1], "", "", "", *swedish[4:], "17841000000000001", "madeup.no", "Made-up"]
    other = [*swedish, "", "", ""]
    text = csv([dict(enumerate(values)) for values in (names, english, other)]).split("\n", 1)[1]  # type: ignore[arg-type]
    assert [row["account"] for row in rows(take(text))] == ["madeup.no", "madeup.no"]


def test_posts_shared_with_other_accounts_keep_theirs(take: Import, rows: Rows) -> None:
    found = take(csv([post(1), post(2), post(3, **{"Account username": "partner"})]))
    assert [row["account"] for row in rows(found)] == ["madeup.no", "madeup.no", "partner"]
    assert found.account == "madeup.no"
    assert "2 accounts" in told(found)


def test_impressions_of_old_exports_are_not_views(take: Import) -> None:
    old = {("Impressions" if name == "Views" else name): value for name, value in post(1).items()}
    found = take(csv([old]))
    assert totals(found)["impressions"] == 100
    assert "views" not in totals(found)
    assert "never joined onto views" in told(found)


def test_one_row_a_post_and_day_is_refused(take: Import) -> None:
    with pytest.raises(ExportRefusedError, match="one row for each post and day"):
        take(csv([post(1) for _ in range(10)]))
    with pytest.raises(ExportRefusedError, match="days instead of the word Lifetime"):
        take(csv([post(1, Date="03/18/2025"), post(2, Date="03/19/2025")]))


def test_stories_have_replies_and_no_saves(take: Import, rows: Rows) -> None:
    story = {
        **{name: value for name, value in post(1).items() if name not in {"Comments", "Saves"}},
        "Permalink": "https://www.instagram.com/stories/madeup.no/3100000000000000001/",
        "Post type": "IG story",
        "Profile visits": 4,
        "Replies": 2,
        "Link clicks": 1,
        "Sticker taps": 0,
        "Navigation": 70,
    }
    found = take(csv([story]))
    assert found.format == "meta_stories_instagram"
    assert (totals(found)["replies"], totals(found)["profile_visits"], totals(found)["link_clicks"]) == (2, 4, 1)
    assert rows(found)[0]["format"] == "story"


@pytest.mark.parametrize("variant", FIGURES)
def test_facebook_posts_are_read_in_every_variant(take: Import, rows: Rows, variant: str) -> None:
    found = take(csv([{**FACEBOOK, **FIGURES[variant]}]))
    assert (found.format, found.platform, found.account) == ("meta_posts_facebook", "facebook", "Made-up")
    shown = {"likes": 6, "comments": 2, "shares": 1, "engagements_reported": 9, "clicks": 5}
    assert shown.items() <= totals(found).items()
    assert ("impressions" in totals(found)) == (variant == "A")
    assert ("views" in totals(found)) == (variant != "A")
    (row,) = rows(found)
    assert (row["caption"], row["tag"], row["format"], row["reach"]) == ("Title", "spring", "image", 70)
    assert row.get("is_boosted") is (True if variant == "D" else None)
    assert "not known" not in told(found)


def test_views_that_are_all_zero_while_people_were_reached_are_missing(take: Import) -> None:
    names = [*FACEBOOK, "Views", "Reach", "Reactions", "Views"]
    lines = [names, *([*FACEBOOK.values(), 0, reach, 1, 0] for reach in (5, 0))]
    lines[2][0] = "122000000000002"
    found = take("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines))
    assert "views" not in totals(found)
    assert "views is 0 in every row although reach is not" in told(found)
    assert "stands twice in the file, with equal values" in told(found)


def test_minutes_that_are_the_month_give_the_hour_only(take: Import, rows: Rows) -> None:
    times = ("02/28/2024 06:02", "12/12/2023 01:12", "01/03/2024 23:01")
    posts = [
        {**FACEBOOK, "Post ID": f"12200000000000{i}", "Publish time": time, **FIGURES["A"]}
        for i, time in enumerate(times)
    ]
    found = take(csv(posts))
    assert [(row["published_at"].hour, row["published_at"].minute) for row in rows(found)] == [(14, 0), (9, 0), (7, 0)]


def test_a_mangled_facebook_id_comes_from_the_link(take: Import, rows: Rows) -> None:
    found = take(csv([{**FACEBOOK, **FIGURES["B"], "Post ID": "1.22E+14"}]))
    assert [row["post_id"] for row in rows(found)] == ["122000000000001"]


def test_videos_have_ids_of_their_own_and_no_link(take: Import, rows: Rows) -> None:
    video = {
        "Video asset ID": "1000000000000001",
        "Universal video ID": "",
        "Page ID": "100000000000001",
        "Page name": "Made-up",
        "Title": "T",
        "Duration (sec)": 10,
        "Publish time": "11/02/2025 10:07",
        "Custom labels": "",
        "Data comment": "",
        "Date": "Lifetime",
        "Reach": 70,
        "3-second video views": 40,
        "1-minute video views": 0,
        "Seconds viewed": "250.5",
        "Average Seconds viewed": "6.25",
        "Reactions, comments and shares": 9,
        "Reactions": 6,
        "Comments": 2,
        "Shares": 1,
        "Percentage of total views at interval 1": "1",
        "3-second video views by top audience (M, 45-54)": 7,
        "3-second video views by country (Norway (NO))": 9,
    }
    found = take(csv([video]))
    assert found.format == "meta_videos_facebook"
    assert totals(found)["watch_time"] == pytest.approx(250.5)
    assert totals(found)["video_views_3s"] == 40
    assert rows(found)[0]["format"] == "video"
    assert "not known" not in told(found)


def daily(*blocks: tuple[str, Mapping[str, Any]], head: str = "sep=,\n", names: str = '"Date","Primary"') -> bytes:
    texts = [
        f'"{title}"\n{names}\n' + "".join(f'"{day}T00:00:00","{value}"\n' for day, value in values.items())
        for title, values in blocks
    ]
    return ("\ufeff" + head + "\n".join(texts)).encode("utf-16-le")


def test_daily_blocks_name_their_platform(take: Import, rows: Rows) -> None:
    days = {"2025-01-01": 5, "2025-01-02": 0}
    found = take(daily(("Facebook reach", days), ("Instagram reach", {"2025-01-01": 7})), name="Reach.csv")
    assert (found.format, found.platform, found.questions) == ("meta_daily", "facebook, instagram", ())
    assert [(row["platform"], row["date"].day, row["reach"]) for row in rows(found, "account_daily")] == [
        ("facebook", 1, 5), ("facebook", 2, 0), ("instagram", 1, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "names", "field"),
    [
        ("Views", '"Date","Primary"', "views"),
        ("Content interactions", '"Date","Primary"', "engagements_reported"),
        ("Alcance", '"Fecha","Primary"', "reach"),
        ("Visninger", '"Dato","Primary"', "views"),
        ("Rekkevidde", '"Dato","Primary","Secondary"', "reach"),
    ],
)
def test_titles_without_a_platform_ask_for_it(take: Import, rows: Rows, title: str, names: str, field: str) -> None:
    content = daily((title, {"2025-01-01": 5}), names=names)
    found = take(content)
    assert [(one.kind, one.tables) for one in found.questions] == [("platform", ("account_daily",))]
    answered = take(content, name="b.csv", answers=Answers(platform="instagram"))
    assert [(row["platform"], row[field]) for row in rows(answered, "account_daily")] == [("instagram", 5)]


def test_the_bare_word_follows_is_facebooks(take: Import, rows: Rows) -> None:
    found = take(daily(("Follows", {"2025-01-01": 5}), ("Instagram follows", {"2025-01-01": 2})))
    assert [row["platform"] for row in rows(found, "account_daily")] == ["facebook", "instagram"]
    assert totals(found, "account_daily") == {"follows": 7}


def test_a_day_stays_as_it_is_written_whatever_its_clock(take: Import, rows: Rows) -> None:
    text = "sep=,\nFacebook reach\nDate,Primary\n2025-01-01T01:00:00,5\n2025-03-10T00:00:00,6\n"
    assert [row["date"] for row in rows(take(text), "account_daily")] == [date(2025, 1, 1), date(2025, 3, 10)]


def test_daily_files_saved_again_by_a_spreadsheet_are_read(take: Import) -> None:
    text = "Facebook visits;\nDate;Primary\n01.02.2025 00:00;5\n02.02.2025 00:00;6\n;\nInstagram profile visits;\nDate;Primary\n01.02.2025 00:00;7\n"
    found = take(text)
    assert totals(found, "account_daily") == {"profile_visits": 18}
    assert found.tables[0].last_date == date(2025, 2, 2)


def test_a_title_that_nobody_knows_is_told_and_the_rest_imported(take: Import) -> None:
    found = take(daily(("Facebook reach", {"2025-01-01": 5}), ("Facebook tåkesyn", {"2025-01-01": 5})))
    assert found.tables[0].rows == 1
    assert "“Facebook tåkesyn” is not known" in told(found)
    with pytest.raises(ExportRefusedError, match="“Facebook tåkesyn” is not known"):
        take(daily(("Facebook tåkesyn", {"2025-01-01": 5})), name="b.csv")


AUDIENCE = """sep=,
"Age & gender"
"","Women","Men"
"18-24","60.5","30.5"
"65+","5","4"

"Top cities"
"Oslo, Norway","Bergen, Norway"
"40","2.5"

"Top countries"
"Norway","Sweden"
"90","3"
"""


def test_audience_lists_become_one_row_a_value(take: Import, rows: Rows) -> None:
    found = take(AUDIENCE.encode("utf-16"), name="Audience.csv")
    assert found.format == "meta_audience"
    assert {one.kind for one in found.questions} == {"platform", "date"}
    shares = {(row["dimension"], row["value"]): row["share"] for row in rows(found, "audience")}
    assert shares[("age_gender", "18-24 Women")] == pytest.approx(0.605)
    assert shares[("age_gender", "65+ Men")] == pytest.approx(0.04)
    assert shares[("city", "Bergen, Norway")] == pytest.approx(0.025)
    assert shares[("country", "Norway")] == pytest.approx(0.9)
    assert len(shares) == 8


def test_audience_answers_date_and_platform(take: Import, rows: Rows) -> None:
    answers = Answers(platform="instagram", date=date(2025, 4, 15))
    found = take(AUDIENCE, name="Audience.csv", answers=answers)
    assert found.questions == ()
    assert {(row["platform"], row["date"]) for row in rows(found, "audience")} == {("instagram", date(2025, 4, 15))}


def test_percentages_that_became_days_are_missing_and_told(take: Import, rows: Rows) -> None:
    text = "Age & gender;;\n;Women;Men\n18-24;3.mai;30,5\n65+;15;4\n"
    found = take(text, name="Audience.csv")
    shares = {row["value"]: row["share"] for row in rows(found, "audience")}
    assert shares == {"18-24 Women": None, "18-24 Men": pytest.approx(0.305), "65+ Women": 0.15, "65+ Men": 0.04}
    assert "“3.mai”" in told(found)


def test_followers_under_raw_key_names_are_a_stock_that_needs_its_day(take: Import, rows: Rows) -> None:
    text = (
        "sep=\t\nFacebook followers\t\t\t\nFB_PAGE\tFOLLOW\tUNIQUE_USERS\t\n41870\t\t\t\n\t\t\t\n"
        "Instagram followers\t\t\t\nIG_ACCOUNT\tFOLLOW\tUNIQUE_USERS\t\n2755\t\t\t\n\t\t\t\n"
        "Instagram followers by top cities\t\t\t\nTop cities\tValue\t\t\nOslo\t Oslo fylke\t Norway\t20.1%\nBergen\t Norway\t9%\t\n"
    )
    found = take(text, name="Audience.csv")
    stocks = {row["platform"]: row["followers"] for row in rows(found, "account_daily")}
    assert stocks == {"facebook": 41870, "instagram": 2755}
    assert [(one.kind, set(one.tables)) for one in found.questions] == [("date", {"account_daily", "audience"})]
    assert [(row["value"], row["share"]) for row in rows(found, "audience")] == [
        ("Oslo, Oslo fylke, Norway", pytest.approx(0.201)),
        ("Bergen, Norway", pytest.approx(0.09)),
    ]


def test_sums_a_content_format_are_recognised_and_not_imported(take: Import) -> None:
    found = take("Views;;\nReels;Photos;Links\n610;240;95\n;;\nPublished content;;\nReels;Photos;Stories\n52;27;11\n")
    assert (found.format, found.tables) == ("meta_top_formats", ())
    assert "recognised, and nothing is imported" in found.note


@pytest.mark.parametrize(
    "text",
    [
        "Beitrags-ID;Seiten-ID;Seitenname;Datum;Permalink;Impressionen;Klicks\n123456;;Seite;27.10.23 01:10;Link;3432;3\n",
        "Date,Account,Views,Reach\n2025-01-01,Made-up,5,3\n",
        "Post ID,Views\n1,2\n",
    ],
)
def test_tables_made_by_hand_are_refused(take: Import, text: str) -> None:
    with pytest.raises(ExportRefusedError, match="no export that an importer knows"):
        take(text)
