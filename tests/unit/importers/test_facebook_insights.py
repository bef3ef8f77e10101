from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Post ID,Permalink,Post Message,Type,Posted,Lifetime Post Total Reach,Lifetime Post Total Impressions,"
    "Lifetime Post Stories by action type - comment,Lifetime Post Stories by action type - like,"
    "Lifetime Talking About This (Post) by action type - like,Lifetime Post Consumptions"
)
_DESCRIBED = (
    ",,,,,Lifetime: People (Unique Users),Lifetime: Times (Total Count),Lifetime: Stories (Total Count),,"
    "Lifetime: People (Unique Users),Lifetime: Clicks (Total Count)"
)
_POST = "12_34,https://www.facebook.com/x/posts/34,Hei,Photo,02/19/2014 11:29:18 PM,50,90,,7,6,3"


def _xml(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    def row(cells: Sequence[str]) -> str:
        return (
            "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(cell)}</Data></Cell>' for cell in cells) + "</Row>"
        )

    tables = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{"".join(map(row, rows))}</Table></Worksheet>'
        for name, rows in sheets.items()
    )
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}">{tables}</Workbook>'.encode()


def test_posts_without_their_row_of_descriptions(read: ReadExport) -> None:
    found = read(
        "Facebook Insights Data Export (Post Level) - Made up - 2014-01-01 - 2014-06-29.csv",
        f"{_HEADER}\n{_DESCRIBED}\n{_POST}\n",
    )
    (row,) = found.rows("posts")
    assert row["published_at"] == datetime(2014, 2, 20, 7, 29, 18, tzinfo=UTC)
    assert (row["post_id"], row["format"], row["account"]) == ("12_34", "image", "Made up")
    assert found.table("posts").totals == {"impressions": 90, "likes": 7, "clicks": 3}
    assert found.staged.rows_footer == 1


@pytest.mark.parametrize("people_first", [True, False])
def test_views_are_the_ones_described_as_a_total_count(read: ReadExport, *, people_first: bool) -> None:
    names = ["Lifetime Organic Video Views"] * 2 + ["Lifetime Paid Video Views"] * 2
    described = ["Lifetime: Viewed (Unique Users)", "Lifetime: Viewed (Total Count)"] * 2
    figures = ["1", "10", "2", "20"]
    if not people_first:
        described, figures = described[::-1], figures[::-1]
    found = read(
        "posts.csv",
        "\n".join(
            ",".join([text, *more]) for text, more in ((_HEADER, names), (_DESCRIBED, described), (_POST, figures))
        ),
    )
    assert found.table("posts").totals["video_views_3s"] == 30


def test_videos_have_their_own_total(read: ReadExport) -> None:
    found = read(
        "videos.csv",
        "Post ID,Permalink,Type,Posted,Lifetime Post Total Impressions,Lifetime Total Video Views,"
        "Lifetime Paid Video Views,Lifetime Organic Video Views\n"
        "1_2,https://www.facebook.com/x/videos/2,Video,09/28/2014 04:00:00 AM,100,25,5,21\n",
    )
    assert found.table("posts").totals["video_views_3s"] == 25


def test_a_workbook_of_xml_has_figures_by_type_on_other_sheets(read: ReadExport) -> None:
    about = ["Post ID", "Permalink", "Posted"]
    post = ["1_2", "https://www.facebook.com/x/posts/2", "2019-03-01T10:00:00"]
    found = read(
        "Facebook Insights Data Export - Made up - 2019-04-01.xls",
        _xml(
            {
                "Key Metrics": [
                    [*about, "post_impressions_unique:lifetime", "post_impressions:lifetime"],
                    ["", "", "", "Lifetime: people", "Lifetime: times"],
                    [*post, "50", "90"],
                ],
                "Lifetime Post Stories by act...": [[*about, "share", "like", "comment"], [*post, "1", "7", "2"]],
                "Lifetime Post Consumptions b...": [[*about, "other clicks", "link clicks"], [*post, "4", "3"]],
            }
        ),
    )
    (row,) = found.rows("posts")
    assert (row["impressions"], row["likes"], row["comments"], row["shares"], row["link_clicks"]) == (90, 7, 2, 1, 3)
    assert row["snapshot_at"] == datetime(2019, 4, 1, tzinfo=UTC)


def test_days_of_the_page_leave_rolling_windows_out_of_the_totals(read: ReadExport) -> None:
    found = read(
        "Facebook Insights Data Export - Made up - 2015-02-20 - 2015-08-18.csv",
        "Date,Lifetime Total Likes,Daily New Likes,Daily Unlikes,Daily Total Reach,Weekly Total Reach,"
        "28 Days Total Reach,Daily Total Impressions,Weekly Total Impressions,Daily Logged-in Page Views,"
        "Daily Logged-in Page Views,Daily Page consumptions\n"
        ",Lifetime: (Unique Users),Daily: (Unique Users),,,,,,,Daily: (Unique Users),Daily: (Total Count),\n"
        "2/28/2015,128,3,1,40,70,90,60,300,4,9,5\n3/1/2015,130,2,0,41,71,91,61,301,5,10,6\n",
    )
    table = found.table("account_daily")
    assert table.totals == {"follows": 5, "unfollows": 1, "impressions": 121, "profile_visits": 19, "clicks": 11}
    assert [(row["date"], row["followers"], row["reach_28d"]) for row in found.rows("account_daily")] == [
        (date(2015, 2, 28), 128, 90),
        (date(2015, 3, 1), 130, 91),
    ]


def test_a_data_set_about_posts_is_no_export(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("dataset.csv", "Page total likes;Type;Category;Lifetime Post Total Reach\n139441;Photo;2;2752\n")
