from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport


def test_days_have_their_dates(read: ReadExport) -> None:
    found = read(
        "Chart.csv", "Date,Clicks,Impressions,CTR,Position\n2026-10-01,2,90,2.2%,22.8\n2026-10-02,3,10,30%,1\n"
    )
    table = found.table("search")
    assert (table.totals, table.first_date, table.last_date) == (
        {"clicks": 5, "impressions": 100},
        date(2026, 10, 1),
        date(2026, 10, 2),
    )
    assert [row["value"] for row in found.rows("search")] == ["2026-10-01", "2026-10-02"]
    assert found.staged.questions == ()


@pytest.mark.parametrize(
    ("name", "header", "dimension"),
    [
        ("Queries.csv", "Top queries", "query"),
        ("Pages.csv", "Top pages", "page"),
        ("Countries.csv", "Country", "country"),
        ("Devices.csv", "Device", "device"),
        ("Search appearance.csv", "Search Appearance", "appearance"),
        ("Søk.csv", "Populære søk", "query"),
    ],
)
def test_lists_ask_for_their_day(read: ReadExport, name: str, header: str, dimension: str) -> None:
    found = read(name, f"{header},Clicks,Impressions,CTR,Position\nsko,2,90,2.2%,22.8\n")
    (row,) = found.rows("search")
    assert (row["dimension"], row["value"], row["clicks"], row["impressions"]) == (dimension, "sko", 2, 90)
    assert [question.kind for question in found.staged.questions] == ["date"]
    assert "repeats the clicks" in found.warnings


def test_a_workbook_has_all_lists(read: ReadExport) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, header, value in (("Chart", "Date", "2026-10-01"), ("Queries", "Top queries", "sko")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [header, "Clicks", "Impressions", "CTR", "Position"])
            sheet.write_row(1, 0, [value, 2, 90, 0.022, 22.8])
        book.add_worksheet("Filters").write_row(0, 0, ["Filter", "Value"])
    found = read("made-up-Performance-on-Search-2026-11-01.xlsx", buffer.getvalue())
    assert [row["dimension"] for row in found.rows("search")] == ["date", "query"]
    assert found.staged.exported_at is not None


def test_the_settings_of_a_download_hold_no_figures(read: ReadExport) -> None:
    found = read("Filters.csv", "Filter,Value\nSearch type,Web\nDate,Last 3 months\n")
    assert (found.staged.tables, "no figures" in found.staged.note) == ((), True)


def test_clicks_and_impressions_alone_prove_nothing(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("Queries.csv", "Query,Clicks,Impressions\nsko,2,90\n")
