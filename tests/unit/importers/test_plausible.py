from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kpi_xl.host import Host
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.staged import Answers
from kpi_xl.importing.staging import stage
from tests.unit.importers.conftest import Read, ReadExport

_HEADER = "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration"


def test_visits_by_day(read: ReadExport) -> None:
    found = read("visitors.csv", f"{_HEADER}\n2026-10-01,5,20,7,2.86,40,60\n2026-10-02,0,0,0,0.0,,\n")
    assert found.table("web").totals == {"sessions": 7, "page_views": 20, "engagement_time": 420}
    assert [(row["date"], row["date_start"], row["part"]) for row in found.rows("web")] == [
        (date(2026, 10, day), date(2026, 10, day), "date") for day in (1, 2)
    ]


def test_a_graph_by_month_is_about_months(read: ReadExport) -> None:
    rows = "2026-09-01,5,20,7,2.86,40,60\n2026-10-01,6,21,8,2.6,50,60\n"
    assert [(row.get("date"), row["date_end"]) for row in read("visitors.csv", f"{_HEADER}\n{rows}").rows("web")] == [
        (None, date(2026, 9, 30)),
        (None, date(2026, 10, 31)),
    ]


@pytest.mark.parametrize(
    ("member", "text", "field", "value"),
    [
        ("sources.csv", "name,visitors,bounce_rate,visit_duration\nFacebook,5,40,60\n", "source", "Facebook"),
        ("utm_campaigns.csv", "name,visitors,bounce_rate,visit_duration\nhost,5,40,60\n", "campaign", "host"),
        ("pages.csv", "name,visitors,pageviews,bounce_rate,time_on_page\n/a,5,9,40,60\n", "page", "/a"),
        ("conversions.csv", "name,unique_conversions,total_conversions\nSignup,3,4\n", "event", "Signup"),
    ],
)
def test_lists_have_the_days_of_their_archive(  # noqa: PLR0913, PLR0917 - a table of cases
    tmp_path: Path, host: Host, member: str, text: str, field: str, value: str
) -> None:
    archive = tmp_path / "Plausible export made-up.example 2026-10-01  to 2026-10-31 .zip"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as bundle:
        bundle.writestr(member, text)
    archive.write_bytes(content.getvalue())
    (opened,) = open_file(archive)
    found = Read(stage(opened, host.importers(), Answers(), tmp_path / "staged"))
    (row,) = found.rows("web")
    assert (row[field], row["property"], row["part"]) == (value, "made-up.example", member.removesuffix(".csv"))
    assert (row["date_start"], row["date_end"]) == (date(2026, 10, 1), date(2026, 10, 31))


def test_the_export_of_a_site_has_every_table_by_day(read: ReadExport) -> None:
    visits = read(
        "imported_visitors_20261001_20261031.csv",
        "date,visitors,pageviews,bounces,visits,visit_duration\n2026-10-01,5,20,3,7,420\n",
    )
    assert visits.table("web").totals == {"sessions": 7, "page_views": 20, "engagement_time": 420}
    sources = read(
        "imported_sources_20261001_20261031.csv",
        "date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,"
        "visit_duration,bounces\n2026-10-01,Facebook,l.facebook.com,fb,social,host,,,20,5,7,420,3\n",
    )
    (row,) = sources.rows("web")
    assert (row["source"], row["medium"], row["campaign"], row["part"]) == (
        "Facebook",
        "social",
        "host",
        "date × source",
    )


@pytest.mark.parametrize(
    "text",
    [
        "date,unique_conversions,total_conversions,conversion_rate\n2026-10-01,3,4,10.0\n",
        "date,browser,browser_version,visitors,visits,visit_duration,bounces,pageviews\n2026-10-01,Firefox,99,5,7,4,3,9\n",
    ],
    ids=["of a goal", "browsers"],
)
def test_what_has_no_table_is_recognised_only(read: ReadExport, text: str) -> None:
    staged = read("export.csv", text).staged
    assert (staged.tables, staged.importer) == ((), "plausible")
    assert staged.note


@pytest.mark.parametrize("name", ["browsers.csv", "regions.csv", "utm_terms.csv", "custom_props.csv"])
def test_lists_without_a_field_are_recognised_only(read: ReadExport, name: str) -> None:
    staged = read(name, "name,visitors,bounce_rate,visit_duration\nMade up,5,40,60\n").staged
    assert (staged.tables, staged.importer) == ((), "plausible")
