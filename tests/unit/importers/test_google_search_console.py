from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from kpi_xl.errors import ExportRefusedError
from tests.unit.importers.conftest import ReadExport

_CHART = "Date,Clicks,Impressions,CTR,Position\n2026-10-01,3,40,7.5%,4.2\n2026-10-02,1,20,5%,6\n"


def test_the_chart_has_the_clicks_of_each_day(read: ReadExport) -> None:
    table = read("Chart.csv", _CHART).table("search")
    assert (table.rows, table.totals) == (2, {"clicks": 4, "impressions": 60})
    assert (table.first_date, table.last_date) == (date(2026, 10, 1), date(2026, 10, 2))


@pytest.mark.parametrize(
    ("header", "value", "dimension"),
    [
        ("Top queries,Clicks,Impressions,CTR,Position", "made up", "query"),
        ("Top pages,Clicks,Impressions,CTR,Position", "https://made-up.example/", "page"),
        ("Land,Klikk,Visninger,CTR,Posisjon", "Norge", "country"),
        ("Enhet,Klick,Visningar,CTR,Position", "Mobil", "device"),
        ("Uno,Duo,Tres,Quattuor,Quinque", "https://made-up.example/", "page"),
    ],
)
def test_each_list_is_a_breakdown_in_any_language(read: ReadExport, header: str, value: str, dimension: str) -> None:
    found = read("List.csv", f"{header}\n{value},2,30,6.67%,5.1\n")
    (row,) = found.rows("search")
    assert (row["dimension"], row["value"], row["clicks"], row["impressions"]) == (dimension, value, 2, 30)
    assert "repeat the clicks of the days" in found.warnings


def test_days_are_found_by_their_looks_in_an_unknown_language(read: ReadExport) -> None:
    found = read("Chart.csv", "Uno,Duo,Tres,Quattuor,Quinque\n2026-10-01,3,40,7.5%,4.2\n")
    assert [(row["dimension"], row["date"]) for row in found.rows("search")] == [("date", date(2026, 10, 1))]


def test_discover_has_no_position(read: ReadExport) -> None:
    assert read("Chart.csv", "Date,Clicks,Impressions,CTR\n2026-10-01,3,40,7.5%\n").table("search").rows == 1


def test_the_name_of_the_bundle_names_the_site(read: ReadExport) -> None:
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("Chart.csv", _CHART)
    found = read("made-up.example-Performance-on-Search-2026-10-03.zip", bundle.getvalue())
    assert found.staged.account == "made-up.example"
    assert found.staged.exported_at is not None
    assert found.staged.exported_at.date() == date(2026, 10, 3)


def test_the_lists_of_the_workbook_are_never_added(read: ReadExport) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, first, value in (("Chart", "Date", "2026-10-01"), ("Devices", "Device", "Mobile")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [first, "Clicks", "Impressions", "CTR", "Position"])
            sheet.write_row(1, 0, [value, 3, 40, 0.075, 4.2])
        filters = book.add_worksheet("Filters")
        filters.write_row(0, 0, ["Filter", "Value"])
        filters.write_row(1, 0, ["Date", "Last 3 months"])
    table = read("made-up.example-Performance-on-Search-2026-10-03.xlsx", buffer.getvalue()).table("search")
    assert (table.rows, table.totals) == (2, {})


@pytest.mark.parametrize(
    "content",
    ["Filter,Value\nSearch type,Web\n", "Search Appearance,Clicks,Impressions,CTR,Position\nVideos,1,2,50%,3\n"],
    ids=["filters", "search appearance"],
)
def test_what_has_no_table_is_recognised_only(read: ReadExport, content: str) -> None:
    staged = read("Filters.csv", content).staged
    assert staged.tables == ()
    assert staged.note


def test_five_other_columns_are_not_taken(read: ReadExport) -> None:
    with pytest.raises(ExportRefusedError):
        read("list.csv", "Uno,Duo,Tres,Quattuor,Quinque\n2026-10-01,3,40,7.5,4.2\n")
