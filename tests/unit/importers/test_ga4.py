from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_RULE = "# ----------------------------------------"


def _report(*tables: str, title: str = "Traffic acquisition", start: str = "20261001", end: str = "20261031") -> str:
    preamble = [_RULE, f"# {title}", "# Account: Made Up", "# Property: made-up.example - GA4", _RULE, "# "]
    days = f"# Start date: {start}\n# End date: {end}\n"
    return "\n".join(preamble) + "\n" + "\n\n".join(days + table for table in tables)


def test_days_by_channel(read: ReadExport) -> None:
    found = read(
        "data-export.csv",
        _report(
            "Session default channel group,Date,Users,Sessions,Engaged sessions,Average engagement time per session\n"
            "Organic Social,20261002,9,10,4,12.5\nDirect,20261001,18,20,11,30\n"
        ),
    )
    rows = found.rows("web")
    assert [(row["date"], row["channel_group"], row["sessions"]) for row in rows] == [
        (date(2026, 10, 2), "Organic Social", 10),
        (date(2026, 10, 1), "Direct", 20),
    ]
    assert rows[0]["engagement_time"] == 125
    assert rows[0]["property"] == "made-up.example - GA4"
    assert found.table("web").totals["sessions"] == 30


def test_tables_of_a_snapshot_are_parts_that_repeat_each_other(read: ReadExport) -> None:
    found = read(
        "data-export.csv",
        _report(
            "Nth day,Users\n0000,5\n0001,7\n",
            "Nth day,New users\n0000,1\n0001,2\n",
            "Session default channel group,Sessions\nDirect,9\nOrganic Social,3\n",
            "Nth day,30 days,7 days,1 day\n0000,3,2,1\n",
            "Item name,Items purchased\n",
            start="20261001",
            end="20261002",
        ),
    )
    rows = found.rows("web")
    by_part = {row["part"]: [one for one in rows if one["part"] == row["part"]] for row in rows}
    days, channels = by_part.values()
    assert [(row["date"], row["users"], row["new_users"]) for row in days] == [
        (date(2026, 10, 1), 5, 1),
        (date(2026, 10, 2), 7, 2),
    ]
    assert [(row["channel_group"], row["sessions"], row["date_start"], row["date_end"]) for row in channels] == [
        ("Direct", 9, date(2026, 10, 1), date(2026, 10, 2)),
        ("Organic Social", 3, date(2026, 10, 1), date(2026, 10, 2)),
    ]
    assert found.table("web").totals == {}  # parts are never added up
    assert "Nth day, 30 days" not in [row["part"] for row in rows]


@pytest.mark.parametrize(
    ("start", "end", "header"),
    [
        ("Fecha de inicio", "Fecha de finalización", "Grupo de canales predeterminado de la sesión,Sesiones"),
        ("Data de início", "Data de término", "Grupo de canais padrão da sessão,Sessões"),
        ("Startdato", "Sluttdato", "Standard kanalgruppe for økt,Økter"),
        ("Startdatum", "Slutdatum", "Sessionens standardkanalgrupp,Sessioner"),
    ],
)
def test_comment_lines_are_read_by_their_shape(read: ReadExport, start: str, end: str, header: str) -> None:
    text = f"{_RULE}\n# X\n# A: b\n# C: d\n{_RULE}\n# {start}: 20261001\n# {end}: 20261031\n{header}\nDirect,4\n"
    (row,) = read("data-export.csv", text).rows("web")
    assert (row["sessions"], row["date_start"], row["date_end"]) == (4, date(2026, 10, 1), date(2026, 10, 31))


def test_german_numbers_and_semicolons(read: ReadExport) -> None:
    text = (
        f"{_RULE}\n# X\n# Konto: b\n# Property: d\n{_RULE}\n# Startdatum: 20261001\n# Enddatum: 20261031\n"
        "Sitzung – primäre Channelgruppe (Standard-Channelgruppe);Sitzungen;Sitzungen mit Interaktionen;"
        "Durchschnittliche Interaktionsdauer pro Sitzung\nDirect;1.200;811;10,5\nReferral;7;4;2,25\n"
    )
    rows = read("data-export.csv", text).rows("web")
    assert [(row["sessions"], row["engagement_time"]) for row in rows] == [(1200, 12600.0), (7, 15.75)]


def test_the_first_channel_of_a_user_is_not_the_channel_of_the_session(read: ReadExport) -> None:
    found = read("data-export.csv", _report("First user default channel group,New users\nOrganic Social,5\n"))
    (row,) = found.rows("web")
    assert row.get("channel_group") is None
    assert (row["part"], row["new_users"]) == ("first_user_channel", 5)


def test_rows_of_one_table_with_equal_dimensions_stay_apart(read: ReadExport) -> None:
    found = read(
        "pages.csv",
        _report("Page path,Views,Active users,Average engagement time per active user\n/a,5,2,10\n/a,6,3,20\n"),
    )
    assert found.table("web").totals["page_views"] == 11
    assert found.table("web").totals["engagement_time"] == 80


def test_an_exploration_knows_its_total_by_the_surplus_cell(read: ReadExport) -> None:
    text = (
        f"{_RULE}\n# made-up - GA4\n# Tab 1\n# 20261001-20261007\n{_RULE}\n\n"
        "Event name,Event count,Sessions\n,50,9,Grand total\nscroll,30,5\nclick,20,4\n"
    )
    found = read("download.csv", text)
    table = found.table("web")
    assert (found.staged.format, table.rows, table.control) == ("ga4_explore", 2, {"events": 50, "sessions": 9})
    assert (table.first_date, table.last_date) == (date(2026, 10, 1), date(2026, 10, 7))


def test_an_empty_report_gives_no_rows(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("data-export.csv", _report("Nth day,Total revenue\n"))
    empty = read("data-export.csv", _report("Page path,Views,Active users\n"))
    assert (empty.table("web").rows, empty.warnings.count("\n")) == (0, 0)
    assert "The export has no rows" in empty.warnings
