from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

_SCHEDULED = (
    "Visits Summary\nnb_uniq_visitors,nb_visits,nb_actions,max_actions,bounce_rate,avg_time_on_site,nb_users\n"
    "57,66,200,12,27%,00:10:00,0\n\n"
    "Goals\nNo data available\n\n"
    "Channel Type\nlabel,nb_visits,nb_actions,bounce_rate,avg_time_on_site,revenue,nb_conversions\n"
    "Social Networks,40,100,27%,00:05:00,$ 13361.11,4\nDirect Entry,26,100,27%,00:01:00,$ 0,0\n\n"
    "Visitor Browser\nlabel,nb_visits,nb_actions\nFirefox,40,100\nChrome,26,100\n\n"
)
_OCTOBER = Answers(period=(date(2026, 10, 1), date(2026, 10, 31)))


def test_a_scheduled_report_of_many_tables(read: ReadExport) -> None:
    found = read("Made up - weekly report.csv", _SCHEDULED, _OCTOBER)
    total, *channels = found.rows("web")
    assert (total["part"], total["sessions"], total["users"], total["engagement_time"]) == ("total", 66, 57, 39600)
    assert [(row["channel_group"], row["sessions"], row["key_events"]) for row in channels] == [
        ("Social Networks", 40, 4),
        ("Direct Entry", 26, 0),
    ]
    assert [float(row["revenue"]) for row in channels] == [13361.11, 0]
    assert {row["date_end"] for row in found.rows("web")} == {date(2026, 10, 31)}
    assert "“Visitor Browser” is left out" in found.warnings


def test_a_report_that_names_no_days_asks_for_them(read: ReadExport) -> None:
    assert [question.kind for question in read("report.csv", _SCHEDULED).staged.questions] == ["period"]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Unique visitors,Visits,Actions,Bounces",
        "Datum,Eindeutige Besucher,Besuche,Aktionen,Absprünge",
        "date,nb_uniq_visitors,nb_visits,nb_actions,bounce_count",
    ],
)
def test_visits_by_day_in_utf_16(read: ReadExport, header: str) -> None:
    text = f"{header}\n2026-10-01,5,7,20,3\n2026-10-02,6,8,21,4\n"
    found = read("Export.csv", b"\xff\xfe" + text.encode("utf-16-le"))
    assert found.table("web").totals == {"sessions": 15}
    assert [(row["date"], row["date_end"], row["part"]) for row in found.rows("web")] == [
        (date(2026, 10, day), date(2026, 10, day), "date") for day in (1, 2)
    ]


def test_one_report_tells_what_and_when_by_its_name(read: ReadExport) -> None:
    text = "Label,Visits,Actions,Total time spent by visitors (in seconds)\nTwitter,7,20,70\n"
    (row,) = read("Export _ Social Networks _ Monday, October 26, 2026.csv", text).rows("web")
    assert (row["source"], row["part"], row["engagement_time"]) == ("Twitter", "source", 70)
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 26), date(2026, 10, 26))
