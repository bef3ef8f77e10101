from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Content,Video title,Video publish time,Duration,Likes,Subscribers gained,Views,Watch time (hours),Impressions"
)


def test_the_channels_total_is_no_video(read: ReadExport) -> None:
    found = read(
        "Table data.csv",
        f"{_HEADER}\nTotal,,,,9,3,100,2.5,1000\n"
        'abcdefghij1,"A, b","Aug 19, 2026",60,5,2,60,1.5,700\nabc-efghi_2,C,"Jul 1, 2026",30,3,1,30,0.5,200\n',
    )
    table = found.table("posts")
    assert (table.rows, found.staged.rows_total) == (2, 1)
    assert table.totals == {
        "likes": 8,
        "follows": 3,
        "views": 90,
        "watch_time": 7200,
        "impressions": 900,
    }
    assert table.control["views"] == 100
    assert "states: views 90 of 100 (90%)" in found.warnings
    assert found.rows("posts")[0]["published_on"] == date(2026, 8, 19)


def test_a_single_video_below_its_total(read: ReadExport) -> None:
    found = read(
        "Table data.csv", f'{_HEADER}\nTotal,,,,5,2,60,1.5,700\nabcdefghij1,A,"Aug 19, 2026",60,5,2,60,1.5,700\n'
    )
    assert found.table("posts").totals["views"] == 60


def test_columns_may_stand_in_any_order(read: ReadExport) -> None:
    found = read(
        "export (3).csv",
        "Views,Video title,Likes,Content,Video publish time\n100,,9,Total,\n60,A song,5,abcdefghij1,\n"
        '30,Another of the songs,3,abc-efghi_2,"Jul 1, 2026"\nShowing top 500 results\n',
    )
    assert found.table("posts").totals == {"views": 90, "likes": 8}
    assert found.table("posts").control["views"] == 100
    assert (found.staged.rows_total, found.staged.rows_footer) == (1, 1)


def test_ids_that_a_spreadsheet_has_touched(read: ReadExport) -> None:
    found = read(
        "Table data.csv",
        f"{_HEADER}\n -bcdefghij1,A,,60,5,2,60,1.5,700\n'-bcdefghij2,A,,60,5,2,60,1.5,700\n"
        "=-bcdefghij3,A,,60,5,2,60,1.5,700\nabcdefghij4,A,,60,5,2,60,1.5,700\n#NAME?,A,,60,5,2,60,1.5,700\n",
    )
    assert [row["post_id"] for row in found.rows("posts")] == [
        "-bcdefghij1",
        "-bcdefghij2",
        "-bcdefghij3",
        "abcdefghij4",
    ]
    assert [rejection.reason for rejection in found.staged.rejected] == [
        "the spreadsheet has destroyed its post id: #NAME?"
    ]
    assert "4 of 4 videos have no publish date" in found.warnings


def test_german_names_with_soft_hyphens_and_a_cut_list(read: ReadExport) -> None:
    found = read(
        "Tabellendaten.csv",
        "Videos,Video\u00adtitel,Veröffentlichungszeitpunkt des Videos,Auf\u00adru\u00adfe,Wiedergabezeit (Stunden)\n"
        "Ge\u00adsamt,,,90,1.234\n"
        'abcdefghij1,"A","Aug 19, 2026",60,1.234\n'
        "Die 500 be\u00adsten Er\u00adgeb\u00adnis\u00adse wer\u00adden an\u00adge\u00adzeigt,,,,\n",
    )
    assert (found.table("posts").rows, found.staged.rows_total, found.staged.rows_footer) == (1, 1, 1)
    assert found.table("posts").totals == {"views": 60, "watch_time": pytest.approx(4442.4)}


def test_the_archives_name_tells_the_range_and_the_channel(read: ReadExport) -> None:
    found = read("Content 2026-08-01_2026-08-31 Made up.csv", f"{_HEADER}\nabcdefghij1,A,,60,5,2,60,1.5,700\n")
    assert (found.staged.account, found.staged.settings["period"]) == ("Made up", "2026-08-01..2026-08-31")


def test_totals_are_days_of_the_channel(read: ReadExport) -> None:
    found = read("Totals.csv", "Date,Views\n13-08-2026,5\n1-09-2026,7\n")
    assert [(row["date"], row["views"]) for row in found.rows("account_daily")] == [
        (date(2026, 8, 13), 5),
        (date(2026, 9, 1), 7),
    ]


def test_a_table_of_days(read: ReadExport) -> None:
    found = read(
        "Table data.csv",
        "Date,Views,Watch time (hours),Subscribers\nTotal,12,1,-1\n2026-08-01,5,0.5,-3\n2026-08-02,7,0.5,2\n",
    )
    table = found.table("account_daily")
    assert table.totals == {"views": 12, "watch_time": 3600, "net_follows": -1}
    assert table.control == {"views": 12, "watch_time": 3600, "net_follows": -1}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("Totals.csv", "Date,Engaged views\n2026-08-01,5\n", "Engaged views"),
        (
            "Chart data.csv",
            'Date,Content,Video title,Video publish time,Views\n2026-08-01,abcdefghij1,A,"Aug 1, 2026",5\n',
            "Totals of the same export",
        ),
        ("Table data.csv", "Cities,City name,Views,Watch time (hours)\n0x1:0x2,Oslo,5,1\n", "split by place"),
        ("Chart data.csv", "Date,Subscription status,Views\n2026-08-01,Subscribed,5\n", "split by place"),
    ],
)
def test_what_has_no_field_is_recognised_and_left_out(read: ReadExport, name: str, text: str, why: str) -> None:
    found = read(name, text)
    assert found.staged.tables == ()
    assert why in found.staged.note


@pytest.mark.parametrize(
    ("header", "row", "dimension", "value"),
    [
        ("Viewer age", "18–24 years", "age", "18–24 years"),
        ("Viewer gender", "Female", "gender", "Female"),
        ("Viewer age,Viewer gender", "18–24 years,Female", "age_gender", "18–24 years / Female"),
    ],
)
def test_viewers_are_shares_of_views(read: ReadExport, header: str, row: str, dimension: str, value: str) -> None:
    found = read(
        "Table data.csv",
        f"{header},Views (%),Average view duration,Watch time (hours) (%)\n{row},33.56,0:12:56,42.85\n",
        Answers(date=date(2026, 8, 31)),
    )
    (only,) = found.rows("audience")
    assert (only["dimension"], only["value"], only["date"]) == (dimension, value, date(2026, 8, 31))
    assert only["share"] == pytest.approx(0.3356)


def test_tables_pasted_side_by_side_are_refused(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read(
            "dates data.csv",
            "Date,Views,Watch time (hours),Video title,Video publish time,Duration,Video views,Watch time (hours)\n"
            "11/26/26,171037,51015.5,A,27-Jul-20,2553,19529,7916.2\n",
        )


def test_days_views_and_a_content_type_among_many_columns_are_not_a_chart(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("export.csv", "Date,Content Type,Title,Language,Views\n2026-08-01,Post,A,en,5\n")
