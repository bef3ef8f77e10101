from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from tests.unit.importers.conftest import ReadExport

_HEADER = "Campaign status,Campaign,Campaign type,Impr.,CTR,Currency code,Cost,Clicks,Conversions,Avg. CPC"
_TOTALS = "Total: Campaigns, --, --,300,1.0%,NOK,30.50,6,2.00,5.08\nTotal: Account,,,300,1.0%,NOK,30.50,6,2.00,5.08\n"
_REPORT = (
    'Campaign report\n"October 1, 2026 - October 31, 2026"\n'
    f"{_HEADER}\nEnabled,A,Search,200,1.0%,NOK,20.25,4,1.50,5.06\n"
    f'Paused,B,Video,"100",1.0%,NOK,10.25,2,0.50,5.13\n{_TOTALS}'
)


def _excel_csv(text: str) -> bytes:
    rows = text.replace('"October 1, 2026 - October 31, 2026"', "October 1, 2026 - October 31, 2026")
    return b"\xff\xfe" + rows.replace(", ", "; ").replace(",", "\t").replace("; ", ", ").encode("utf-16-le")


def _workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Campaigns Report")
        sheet.write_row(0, 0, ["Campaign"])
        sheet.write_row(1, 0, ["October 1, 2026 - October 31, 2026"])
        sheet.write_row(2, 0, ["Campaign", "Currency", "Clicks", "Impressions", "CTR", "Avg. CPC", "Cost"])
        sheet.write_row(3, 0, ["A", "NOK", 4, 200, 0.02, 5.06, 20.25])
        sheet.write_row(4, 0, ["B", "NOK", 2, 100, 0.02, 5.13, 10.25])
    return buffer.getvalue()


@pytest.mark.parametrize("content", [_REPORT, _excel_csv(_REPORT), _workbook()], ids=["csv", "Excel csv", "xlsx"])
def test_a_table_in_each_kind_of_file(read: ReadExport, content: str | bytes) -> None:
    name = "Campaign report.xlsx" if isinstance(content, bytes) and content.startswith(b"PK") else "Campaign report.csv"
    found = read(name, content)
    table = found.table("ads")
    assert (table.rows, table.currency, table.breakdown) == (2, "NOK", "")
    assert (table.first_date, table.last_date) == (date(2026, 10, 1), date(2026, 10, 31))
    assert {key: table.totals[key] for key in ("spend", "impressions", "clicks")} == {
        "spend": 30.5,
        "impressions": 300,
        "clicks": 6,
    }
    assert [row["level"] for row in found.rows("ads")] == ["campaign", "campaign"]


def test_totals_are_found_wherever_their_column_has_been_moved(read: ReadExport) -> None:
    title, period, *table = csv.reader(_REPORT.splitlines())
    moved = io.StringIO(newline="")
    csv.writer(moved).writerows([title, period, *([*reversed(row)] for row in table)])
    found = read("Campaign report.csv", moved.getvalue())
    assert (found.table("ads").rows, found.staged.rows_total) == (2, 2)
    assert found.table("ads").totals["spend"] == 30.5


def test_rows_are_held_against_the_accounts_total(read: ReadExport) -> None:
    found = read(
        "Search keyword report.csv",
        "Search keyword report\nAll time\n"
        "Keyword status,Keyword,Campaign,Ad group,Impr.,Interactions,Currency code,Avg. cost,Cost\n"
        "Enabled,shoes,A,B,60,6,SEK,1.00,60.00\n"
        ",,Total: All but removed keywords,,60,6,SEK,1.00,60.00\n,,Total: Account,,100,9,SEK,1.00,100.00\n",
    )
    table = found.table("ads")
    assert (table.rows, found.staged.rows_total, table.control["spend"], table.breakdown) == (1, 2, 100, "keyword")
    assert "states: spend 60 of 100 (60%)" in found.warnings
    assert "interactions are read in their place" in found.warnings
    assert [question.kind for question in found.staged.questions] == ["period"]  # All time is no period


def test_a_table_by_day_needs_no_period(read: ReadExport) -> None:
    found = read(
        "report.csv",
        "Campaign report\nAll time\nDay,Campaign,Currency code,Cost,Clicks,Avg. CPC\n2026-10-02,A,EUR,1.50,3,0.50\n",
    )
    (row,) = found.rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 2), date(2026, 10, 2))
    assert found.staged.questions == ()


def test_interactions_are_not_clicks_where_there_are_clicks(read: ReadExport) -> None:
    found = read(
        "report.csv",
        "Campaign report\nAll time\nCampaign,Currency code,Cost,Clicks,Interactions,Avg. CPC\nA,EUR,1.50,3,9,0.50\n",
    )
    assert found.table("ads").totals["clicks"] == 3
    assert "interactions" not in found.warnings


def test_the_converted_cost_is_never_added(read: ReadExport) -> None:
    found = read(
        "Search terms report.csv",
        'Search terms report\n"1 October 2026 - 31 October 2026"\n'
        "Search term,Campaign,Ad group,Currency code,Avg. CPC,Cost,Cost (Converted currency),Clicks,Account,"
        "Converted currency code\nskisko,A,B,SEK,2.00,10.00,0.90,5,Made up,EUR\n",
    )
    (row,) = found.rows("ads")
    assert (row["spend"], row["currency"], row["account"], row["breakdown"]) == (
        Decimal("10.0000"),
        "SEK",
        "Made up",
        "search_term",
    )
    assert "converted" in found.warnings


def test_ads_without_a_name_are_all_kept(read: ReadExport) -> None:
    found = read(
        "Ad report.csv",
        'Ad report\n"October 1, 2026 - October 31, 2026"\n'
        "Ad status,Headline 1,Campaign,Ad group,Impr.,Currency code,Currency code,Avg. cost,Cost\n"
        "Enabled, --,A,B,10,USD,USD,1,5.00\nEnabled, --,A,B,20,USD,USD,1,6.00\n",
    )
    assert [(row["level"], row["currency"]) for row in found.rows("ads")] == [("ad", "USD"), ("ad", "USD")]
    assert found.table("ads").totals["spend"] == 11


@pytest.mark.parametrize(
    ("name", "text", "breakdown", "totals", "currency"),
    [
        (
            "Devices(2026.10.05-2026.10.10).csv",
            "Device,Cost,Impressions,Clicks\nComputers,US$3.38,34,3\n",
            "device",
            {"spend": 3.38, "impressions": 34, "clicks": 3},
            "USD",
        ),
        (
            "Networks(2026.10.05-2026.10.10) (1).csv",
            'Network,Clicks,Cost,Avg. CPC\nGoogle Search,7,"€1,009.72",€1.39\n',
            "network",
            {"spend": 1009.72, "clicks": 7},
            "EUR",
        ),
        (
            "Time_series(2026.10.05-2026.10.10).csv",
            (
                'Date,Clicks,Impressions,Avg. CPC,Cost\n"Mon, 5 Oct 2026",26,75,NOK 1.92,NOK 50.00\n'
                '"Sat, 10 Oct 2026",1,5,NOK 1.92,NOK 1.92\n'
            ),
            "",
            {"spend": 51.92, "impressions": 80, "clicks": 27},
            "NOK",
        ),
        (
            "Day_&_hour(Day_Hour_2026.10.05-2026.10.10).csv",
            "Day,Start Hour,Impressions\nSunday,00,3\nSunday,01,4\n",
            "day_hour",
            {"impressions": 7},
            None,
        ),
        (
            "Demographics(Gender_Age_2026.10.05-2026.10.10).csv",
            "Gender,Age Range,Impressions,Percent of known total\nMale,18–24,8,16.33%\n",
            "age_gender",
            {"impressions": 8},
            None,
        ),
        (
            "Search_keywords(2026.10.05-2026.10.10).csv",
            "Search Keyword,Match type,Criterion Status,Cost,Clicks,CTR\nsko,Exact match,Enabled,$4.00,2,1%\n",
            "keyword",
            {"spend": 4, "clicks": 2},
            None,
        ),
    ],
)
def test_cards_know_their_days_by_the_files_name(  # noqa: PLR0913, PLR0917 - a table of cases
    read: ReadExport, name: str, text: str, breakdown: str, totals: dict[str, float], currency: str | None
) -> None:
    found = read(name, text)
    table = found.table("ads")
    assert (table.first_date, table.last_date) == (date(2026, 10, 5), date(2026, 10, 10))
    assert (found.staged.format, table.breakdown, table.currency) == ("google_ads_cards", breakdown, currency)
    assert table.totals == totals


def test_a_card_of_campaigns_asks_for_its_period(read: ReadExport) -> None:
    found = read(
        "campaigns.csv",
        "Campaign Name,Campaign Group Name,Campaign Status,Cost,Clicks,CTR\nA,,Enabled,£12.60,9,10.57%\n",
    )
    (row,) = found.rows("ads")
    assert (row["campaign"], row["level"], row["currency"]) == ("A", "campaign", "GBP")
    assert [question.kind for question in found.staged.questions] == ["period"]
    assert "manager account" in found.warnings


def test_a_norwegian_table_with_decimal_commas(read: ReadExport) -> None:
    found = read(
        "Kampanjerapport.csv",
        "Kampanjerapport\n1. oktober 2026 – 31. oktober 2026\n"
        "Kampanje\tValutakode\tKostnad\tKlikk\tVisn.\tGj.sn. CPC\nHøst\tNOK\t1 020,25\t4\t200\t5,06\n"
        "Totalt: Konto\tNOK\t1 020,25\t4\t200\t5,06\n",
    )
    table = found.table("ads")
    assert (table.totals["spend"], table.control["spend"]) == (1020.25, 1020.25)
    assert (table.first_date, table.last_date) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("lines", "header", "row", "total"),
    [
        (
            "Anzeigengruppenbericht\n17. September 2026 - 1. Oktober 2026",
            "Anzeigengruppenstatus\tAnzeigengruppe\tImpressionen\tKosten\tKlicks\tConversions",
            'Aktiviert\tA\t6.111\t"1.275,35"\t419\t"1,50"',
            'Gesamt: Kampagne\t\t6.111\t"1.275,35"\t419\t"1,50"',
        ),
        (
            "Annonsgruppsrapport\n17 september 2026 – 1 oktober 2026",
            "Annonsgruppsstatus\tAnnonsgrupp\tExponeringar\tKostnad\tKlick\tKonverteringar",
            'Aktiverad\tA\t6 111\t"1 275,35"\t419\t"1,50"',
            'Totalt: Kampanj\t\t6 111\t"1 275,35"\t419\t"1,50"',
        ),
    ],
    ids=["de", "sv"],
)
def test_a_table_without_a_currency_is_known_by_its_first_and_last_lines(
    read: ReadExport, lines: str, header: str, row: str, total: str
) -> None:
    found = read("report.csv", b"\xff\xfe" + f"{lines}\n{header}\n{row}\n{total}\n".encode("utf-16-le"))
    table = found.table("ads")
    assert table.totals == {"spend": 1275.35, "impressions": 6111, "clicks": 419, "conversions": 1.5}
    assert table.control == table.totals
    assert (table.first_date, table.last_date) == (date(2026, 9, 17), date(2026, 10, 1))
    assert [question.kind for question in found.staged.questions] == ["currency"]
