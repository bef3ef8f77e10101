from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

Cells = Sequence[Sequence[str | int | float]]

_STAMP = int(datetime(2026, 11, 2, 8, tzinfo=UTC).timestamp() * 1000)
_METRICS = "Date|Impressions (organic)|Impressions (sponsored)|Impressions (total)|Unique impressions (organic)"
_KINDS = ("Clicks", "Reactions", "Comments", "Reposts", "Engagement rate")
_HEADER = [
    *_METRICS.split("|"),
    *(f"{kind} ({which})" for kind in _KINDS for which in ("organic", "sponsored", "total")),
]
_DAY = ["10/13/2026", 90, 10, 100, 60, 4, 1, 5, 6, 1, 7, 2, 0, 2, 1, 0, 1, 0.1, 0.2, 0.15]
_POSTS = [
    "Post title",
    "Post link",
    "Post type",
    "Campaign name",
    "Posted by",
    "Created date",
    "Campaign start date",
    "Campaign end date",
    "Audience",
    "Impressions",
    "Views",
    "Offsite Views",
    "Clicks",
    "Click through rate (CTR)",
    "Likes",
    "Comments",
    "Reposts",
    "Follows",
    "Engagement rate",
    "Content Type",
]


def _workbook(sheets: Mapping[str, Cells]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def _activity(moment: datetime) -> int:
    return int(moment.timestamp() * 1000) << 22


def _post(moment: datetime, created: str) -> list[str | int | float]:
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{_activity(moment)}"
    return ["Hei", link, "Organic", "", "Kari", created, "", "", "All", 50, "", "", 3, 0.06, 4, 1, 2, "", 0.2, "Video"]


def _strange(header: Sequence[str]) -> list[str]:
    return [f"Ämne {number}" for number in range(len(header))]


@pytest.mark.parametrize("known", [True, False], ids=["in English", "in an unknown language"])
@pytest.mark.parametrize("prose", [True, False], ids=["prose above", "header first"])
def test_content_in_any_language(read: ReadExport, *, known: bool, prose: bool) -> None:
    above = [["These are the figures of your page."]] if prose else []
    metrics, posts = (_HEADER, _POSTS) if known else (_strange(_HEADER), _strange(_POSTS))
    sent = datetime(2026, 10, 13, 12, 30, tzinfo=UTC)
    found = read(
        f"made-up_content_{_STAMP}.xlsx",
        _workbook({"A": [*above, metrics, _DAY], "B": [*above, posts, _post(sent, "10/09/2026")]}),
    )
    (day,) = found.rows("account_daily")
    assert (day["date"], day["impressions"], day["reach"], day["clicks"], day["likes"], day["shares"]) == (
        date(2026, 10, 13),
        100,
        60,
        5,
        7,
        1,
    )
    (post,) = found.rows("posts")
    assert (post["post_id"], post["published_at"], post["format"]) == (str(_activity(sent)), sent, "video")
    assert found.staged.account == "made-up"
    assert "1 of 1 posts went out later than the day they were created" in found.warnings


def test_total_followers_of_a_day_is_its_net_gain(read: ReadExport) -> None:
    lists = ("Location", "Job function", "Seniority", "Industry", "Company size")
    days = [["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]]
    found = read(
        f"made-up_followers_{_STAMP}.xlsx",
        _workbook(
            {"New followers": [*days, ["10/30/2026", 0, 5, 0, 5], ["10/31/2026", 0, -2, 0, -2]]}
            | {name: [[name, "Total followers"], ["A", 3]] for name in lists}
        ),
    )
    assert found.table("account_daily").totals == {"net_follows": 3}
    assert [(row["dimension"], row["people"], row["date"]) for row in found.rows("audience")] == [
        (dimension, 3.0, date(2026, 11, 2))
        for dimension in ("city", "job_function", "seniority", "industry", "company_size")
    ]


def test_followers_of_competitors_wait_until_the_user_says_which_page_is_theirs(read: ReadExport) -> None:
    book = _workbook(
        {
            "COMPETITORS": [
                ["10/1/2026", "10/31/2026"],
                ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"],
                ["Ours", 400, 5, 6, 7],
                ["Theirs", 900, 8, 9, 10],
            ]
        }
    )
    name = f"Ours_competitor_analytics_{_STAMP}.xlsx"
    asked = read(name, book)
    assert [(question.kind, question.tables) for question in asked.staged.questions] == [
        ("account", ("account_daily",))
    ]
    told = read(name, book, Answers(account="Ours"))
    assert [(row["account"], row["followers"], row["date"]) for row in told.rows("account_daily")] == [
        ("Ours", 400, date(2026, 10, 31))
    ]
    assert [rejection.reason for rejection in told.staged.rejected] == [
        "it is about “Theirs”, which is not the account given"
    ]
    assert told.staged.questions == ()


def test_page_views_of_visitors_are_profile_visits(read: ReadExport) -> None:
    header = ["Date", *(f"Column {number}" for number in range(1, 25))]
    row = ["10/13/2026", *range(1, 25)]
    found = read(f"made-up_visitors_{_STAMP}.xlsx", _workbook({"Visitor metrics": [header, row]}))
    assert found.table("account_daily").totals == {"profile_visits": 21}
