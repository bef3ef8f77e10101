from __future__ import annotations

from datetime import date

import pytest

from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport

_TITLE = "Campaign Performance Report (in UTC)\nReport Start: {}\nReport End: {}\nDate Generated: October 9, 2026\n\n"
_RANGE = _TITLE.format("September 21, 2026, 12:00 AM", "September 30, 2026, 11:59 PM")
_OLD = (
    "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group Name\tCampaign Name\tCampaign ID\tTotal Spent\t"
    "Impressions\tClicks\tClick Through Rate\tConversions\tLeads\tClicks to Landing Page\n"
)
_DAILY = (
    f"{_RANGE}{_OLD}9/21/2026\tMade up\tNOK\tAutumn\tLeaders\t11\t1,234.50\t10,000\t200\t2%\t3\t2\t150\n"
    "9/22/2026\tMade up\tNOK\tAutumn\tLeaders\t11\t100.00\t2,000\t40\t2%\t1\t0\t30\n"
    "Total\t\t\t\t\t\t1,334.50\t12,000\t240\t2%\t4\t2\t180\n"
)


def _exported(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def test_a_report_by_day_with_the_names_until_2026(read: ReadExport) -> None:
    found = read("campaign_performance.csv", _exported(_DAILY))
    table = found.table("ads")
    assert (found.staged.format, table.currency, found.staged.rows_total) == ("linkedin_ads", "NOK", 1)
    assert table.totals == {
        "spend": 1334.5,
        "impressions": 12000,
        "clicks": 240,
        "link_clicks": 180,
        "leads": 2,
        "conversions": 4,
    }
    assert table.control == table.totals
    first, second = found.rows("ads")
    assert (first["campaign"], first["ad_set"], first["level"]) == ("Autumn", "Leaders", "ad_set")
    assert [row["date_end"] for row in (first, second)] == [date(2026, 9, 21), date(2026, 9, 22)]


def test_the_names_since_2026_mean_other_levels(read: ReadExport) -> None:
    header = _OLD.replace("Campaign Group Name\tCampaign Name", "Campaign Name\tAd Set Name")
    found = read(
        "creative.csv", _exported(f"{_RANGE}{header}9/21/2026\tM\tEUR\tAutumn\tLeaders\t1\t5\t9\t1\t-\t0\t0\t1\n")
    )
    (row,) = found.rows("ads")
    assert (row["campaign"], row["ad_set"], row["level"]) == ("Autumn", "Leaders", "ad_set")


def test_rows_without_a_day_of_their_own_are_about_the_range(read: ReadExport) -> None:
    rows = "9/21/2026\tM\tEUR\tG\tA\t1\t5.00\t9\t1\t1%\t0\t0\t1\n9/21/2026\tM\tEUR\tG\tB\t2\t6.00\t9\t1\t1%\t0\t0\t1\n"
    found = read("campaign.csv", _exported(f"{_RANGE}{_OLD}{rows}"))
    assert {(row["date_start"], row["date_end"]) for row in found.rows("ads")} == {
        (date(2026, 9, 21), date(2026, 9, 30))
    }
    assert "cover several days" in found.warnings


def test_a_report_without_its_first_lines_says_that_one_day_may_be_a_range(read: ReadExport) -> None:
    rows = "9/21/2026\tM\tEUR\tG\tA\t1\t5.00\t9\t1\t1%\t0\t0\t1\n9/21/2026\tM\tEUR\tG\tB\t2\t6.00\t9\t1\t1%\t0\t0\t1\n"
    found = read("campaign.csv", f"{_OLD}{rows}")
    assert "Every row carries one day" in found.warnings
    told = read("campaign.csv", f"{_OLD}{rows}", Answers(period=(date(2026, 9, 21), date(2026, 9, 30))))
    assert {row["date_end"] for row in told.rows("ads")} == {date(2026, 9, 30)}


def test_a_range_in_numbers_and_on_one_line(read: ReadExport) -> None:
    lines = "Campaign Performance Report (in UTC)\nReport Start: 09/01/2026, Report End: 09/30/2026\n\n"
    text = "Start Date (in UTC),Account Name,Campaign Name,Total Spent,Impressions,Clicks\n09/01/2026,M,A,1.5,10,1\n"
    (row,) = read("campaign.csv", lines + text).rows("ads")
    assert (row["date_start"], row["date_end"]) == (date(2026, 9, 1), date(2026, 9, 30))
    assert (row["campaign"], row["ad_set"], row["level"]) == ("A", "A", "ad_set")


@pytest.mark.parametrize(
    ("lines", "header", "row", "spend"),
    [
        (
            (
                "Rapport met advertentieprestaties (in UTC)\nBegindatum van rapport: 23 september 2026 00:00\n"
                "Einddatum van rapport: 23 september 2026 23:59\n\n"
            ),
            (
                "Begindatum (in UTC)\tValuta\tCampagnenaam\tNaam van advertentieset\tAdvertentienaam\tTotaal besteed\t"
                "Weergaven\tKlikken\tGemiddelde kijktijd (in seconden)"
            ),
            '23-9-2026\tEUR\tA\tB\tC\t"1.009,36"\t293\t1\t6.2527773973',
            1009.36,
        ),
        (
            "Bericht zur Performance\nStartdatum des Berichts: 1. September 2026\n\n",
            (
                "Startdatum (in UTC)\tWährung\tName der Kampagne\tName der Anzeigengruppe\tName der Anzeige\t"
                "Gesamtausgaben\tImpressions\tKlicks"
            ),
            '23.09.2026\tEUR\tA\tB\tC\t"330,51"\t4197\t17',
            330.51,
        ),
        (
            "Annonseytelsesrapport (i UTC)\nRapportstart: 23. september 2026\nRapportslutt: 23. september 2026\n\n",
            "Startdato (i UTC)\tValuta\tKampanjenavn\tNavn på annonsesett\tAnnonsenavn\tTotalt brukt\tVisninger\tKlikk",
            '23.9.2026\tNOK\tA\tB\tC\t"330,51"\t4197\t17',
            330.51,
        ),
    ],
    ids=["nl", "de", "nb"],
)
def test_reports_in_other_languages_are_read(read: ReadExport, lines: str, header: str, row: str, spend: float) -> None:
    found = read("creative.csv", _exported(f"{lines}{header}\n{row}\n"))
    (only,) = found.rows("ads")
    assert (only["campaign"], only["ad_set"], only["ad"], only["level"]) == ("A", "B", "C", "ad")
    assert (only["date_start"], only["date_end"]) == (date(2026, 9, 23), date(2026, 9, 23))
    assert found.table("ads").totals["spend"] == spend


def test_a_report_on_professions_is_a_breakdown(read: ReadExport) -> None:
    text = "Start Date (in UTC),Campaign Name,Job Function Segment,Total Spent,Impressions\n9/21/2026,A,Sales,1,10\n"
    (row,) = read("demographics.csv", text).rows("ads")
    assert (row["breakdown"], row["breakdown_value"]) == ("audience", "Sales")


@pytest.mark.parametrize("header", ["", _OLD], ids=["lines only", "header only"])
def test_an_empty_report_is_valid(read: ReadExport, header: str) -> None:
    staged = read("campaign.csv", _exported(f"{_RANGE}{header}")).staged
    assert staged.rows_kept == 0
    assert staged.importer == "linkedin_ads"
