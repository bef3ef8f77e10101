from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.kpis.analysis import Analysis, AnalysisTable, Finding
from kpi_xl.report.choice import summary_cards
from kpi_xl.report.findings.changes import change_of, driver, is_notable, notable
from kpi_xl.report.findings.charts import bars_title, lines_title
from kpi_xl.report.findings.pages import platform_headline, summary_headline, summary_standfirst
from kpi_xl.report.findings.places import link_of, place_of
from kpi_xl.report.findings.sentences import findings
from kpi_xl.report.findings.watch import watch
from kpi_xl.report.gather import gather
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.scorecard import rows
from kpi_xl.warehouse.data import Pending
from kpi_xl.workbook.template import Template

from .made import MONTHS, OCTOBER, business, catalogue, changed, days, material, posts


def test_a_steady_month_is_called_steady() -> None:
    assert summary_headline(material()) == "A steady month: no KPI moved by more than 10%"


def test_the_largest_change_and_its_platform_make_the_headline() -> None:
    found = material(business(daily=changed("instagram", clicks=20)))
    assert summary_headline(found) == "Link clicks rose 55% – mostly from Instagram"


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("nb", "Lenkeklikk økte 55 % – Instagram sto for det meste"),
        ("sv", "Länkklick ökade 55 % – Instagram stod för det mesta"),
    ],
)
def test_findings_are_told_in_the_project_s_language(language: str, headline: str) -> None:
    found = material(business(daily=changed("instagram", clicks=20)), language=language)
    assert summary_headline(found).replace("\xa0", " ") == headline


def test_the_detail_names_the_month_before_and_the_platform_behind_it() -> None:
    found = findings(material(business(daily=changed("instagram", clicks=20))), 1)[0]
    assert found.title == "Link clicks rose 55% to 930"
    assert "From 600 in September." in found.detail
    assert "Instagram moved most: +320." in found.detail


def test_nothing_is_found_in_a_month_that_the_data_do_not_cover() -> None:
    data = business(daily=changed("instagram", clicks=20), until=date(2026, 10, 20))
    found = material(data, month=OCTOBER)
    assert change_of(found, "link_clicks") is None
    assert findings(found, 3) == []
    assert "cannot be compared" in summary_headline(found)
    assert "do not cover" in summary_standfirst(found)


def test_a_rate_moves_in_percentage_points() -> None:
    rows = [
        row
        for month in MONTHS
        for platform in ("facebook", "instagram")
        for row in posts(platform, month, engagements=140 if month == OCTOBER else 100)
    ]
    change = change_of(material(business(published=rows)), "engagement_rate_reach")
    assert change is not None
    headline = findings(material(business(published=rows)), 3)
    assert any("pp" in one.title for one in headline)


def test_small_counts_never_make_a_finding() -> None:
    found = notable(material(business(daily=changed("instagram", clicks=10, views=100))))
    assert found == []


def test_a_platform_that_went_the_other_way_drives_nothing() -> None:
    found = material(business(daily=changed("facebook", clicks=1)))
    change = change_of(found, "link_clicks")
    assert change is not None
    cause = driver(found, change)
    assert cause is not None
    assert cause.platform == "facebook"


def test_a_platform_page_leads_with_its_own_change() -> None:
    found = material(business(daily=changed("instagram", clicks=20)))
    assert platform_headline(found, "instagram") == "Link clicks rose 107% to 620"
    assert platform_headline(found, "facebook").startswith("Followers: 1,000")


def test_what_is_below_its_target_is_watched() -> None:
    targets = [{"kpi": "followers", "period_start": OCTOBER.first, "period_end": OCTOBER.last, "value": 4_000.0}]
    found = watch(material(business(targets=targets)), 3)[0]
    assert found.title == "Followers: 50% of target"
    assert found.detail == "2,000 against a target of 4,000."


def test_files_that_wait_for_an_answer_come_first() -> None:
    pending = [Pending("audience", "people.csv", "date")]
    found = watch(material(business(pending=pending)), 3)[0]
    assert found.title == "One file waits for an answer"


def test_chart_titles_say_what_the_chart_shows() -> None:
    found = material(business(daily=changed("instagram", clicks=20)))
    assert lines_title(found, "link_clicks") == "Instagram is highest with 620"
    assert bars_title(found, "link_clicks") == "Instagram moved most: +320"


def bearing(text: str, importance: float, *, finds: bool = True) -> Analysis:
    table = AnalysisTable((), (), findings=(Finding(text, importance, 4, "Try it."), Finding("less", 0.0, 0)))
    label = {"en": text, "nb": text, "sv": text}
    return Analysis(text, "test", label, (), ("posts.reach",), lambda *_: table, "the project", finds=finds)


def test_what_analyses_bear_out_is_ranked_with_the_changes() -> None:
    analyses = [bearing("minor", 0.01), bearing("major", 0.99), bearing("silent", 0.99, finds=False)]
    data = business(daily=changed("instagram", clicks=20))
    found = findings(gather(ReportSource(catalogue(), data, (), analyses), ReportRequest("us")), 3)
    assert [one.title for one in found] == ["major", "Link clicks rose 55% to 930", "minor"]
    assert (found[0].analysis, found[0].row, found[0].advice) == ("major", 4, "Try it.")
    assert found[1].advice == "Make more of the formats and topics behind it."


def test_no_analysis_is_told_of_a_month_that_is_not_whole() -> None:
    data = business(until=date(2026, 10, 20))
    source = ReportSource(catalogue(), data, (), [bearing("major", 0.99)])
    assert gather(source, ReportRequest("us", month=OCTOBER)).borne == ()


def test_an_analysis_that_lacks_what_it_needs_stops_no_report() -> None:
    def fails(*_: object) -> AnalysisTable:
        raise UsageError("It lacks something.", "Give it.")

    source = ReportSource(catalogue(), business(), (), [replace(bearing("major", 0.99), calculate=fails)])
    assert gather(source, ReportRequest("us")).borne == ()


def test_a_change_of_basis_is_no_change_of_figures() -> None:
    """Posts told the views until September, daily account figures since."""
    daily = [row for row in changed("instagram", clicks=20) if row["date"] >= OCTOBER.first]
    earlier = [{**row, "link_clicks": 50} for month in MONTHS[:-1] for row in posts("instagram", month)]
    found = material(business(daily=daily, published=earlier))
    assert found.figures.value("link_clicks", OCTOBER.previous()) == 200
    assert change_of(found, "link_clicks") is None


def test_a_kpi_that_always_moves_is_no_news() -> None:
    """Up and down by half for five months: one more such month is no finding, though it is far above a tenth."""
    months = [MONTHS[0].previous(), *MONTHS]
    restless = [
        row
        for month, clicks in zip(months, (10, 16, 10, 16, 10), strict=True)
        for platform in ("facebook", "instagram")
        for row in days(platform, month, clicks=clicks)
    ]
    found = material(business(daily=restless, published=[row for one in months for row in posts("facebook", one)]))
    change = change_of(found, "link_clicks")
    assert change
    assert change.share == pytest.approx(-0.375, abs=0.03)
    assert not is_notable(replace(found, months=tuple(months)), change)
    assert is_notable(replace(found, months=tuple(months[-2:])), change)


def test_a_finding_links_to_the_figure_that_it_is_about() -> None:
    template = Template.open(Path(__file__).parents[3] / "workbook_templates" / "monthly.xlsx")
    found = material(business(daily=changed("instagram", clicks=20)))
    cards = list(summary_cards(found))
    place = place_of(found, template.placeholders, cards[0], None)
    assert place == "#'Summary'!B9"
    listed = [row.kpi.id if row.kpi else "" for row in rows(found)]
    other = next(kpi for kpi in listed if kpi and kpi not in cards)
    assert place_of(found, template.placeholders, other, None) == f"#'Scorecard'!D{11 + listed.index(other)}"
    assert place_of(found, template.placeholders, "nps", None) == ""


def test_a_finding_of_an_analysis_links_to_its_table_where_the_workbook_has_one() -> None:
    template = Template.open(Path(__file__).parents[3] / "workbook_templates" / "monthly.xlsx")
    data = business(daily=changed("instagram", clicks=20))
    found = gather(
        ReportSource(catalogue(), data, (), [bearing("change", 0.99), bearing("none", 0.98)]), ReportRequest("us")
    )
    links = [link_of(found, template, one) for one in findings(found, 3)]
    assert links[:2] == ["#kpi_change", ""]
    assert links[2].startswith("#'Summary'!")
