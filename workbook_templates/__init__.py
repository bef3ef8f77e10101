"""The report templates that come with kpi_xl; `python -m workbook_templates._drawing` draws them."""

from __future__ import annotations

from pathlib import Path

from kpi_xl import Template, hookimpl

MONTHLY = Template(
    name="monthly",
    path=Path(__file__).with_name("monthly.xlsx"),
    label={"en": "Monthly report", "nb": "Månedsrapport", "sv": "Månadsrapport"},
)
ONE_PAGER = Template(
    name="one_pager",
    path=Path(__file__).with_name("one_pager.xlsx"),
    label={"en": "Executive one-pager", "nb": "Ledersammendrag", "sv": "Ledningens sida"},
)
CAMPAIGN = Template(
    name="campaign",
    path=Path(__file__).with_name("campaign.xlsx"),
    label={"en": "Campaign report", "nb": "Kampanjerapport", "sv": "Kampanjrapport"},
)
CONTENT = Template(
    name="content",
    path=Path(__file__).with_name("content.xlsx"),
    label={"en": "Content review", "nb": "Innholdsgjennomgang", "sv": "Innehållsgenomgång"},
)
FUNNEL = Template(
    name="funnel",
    path=Path(__file__).with_name("funnel.xlsx"),
    label={"en": "Funnel", "nb": "Trakt", "sv": "Tratt"},
)
AGENCY = Template(
    name="agency",
    path=Path(__file__).with_name("agency.xlsx"),
    label={"en": "Agency pack", "nb": "Byråpakke", "sv": "Byråpaket"},
)


@hookimpl
def kpi_xl_templates() -> list[Template]:
    return [MONTHLY, ONE_PAGER, CAMPAIGN, CONTENT, FUNNEL, AGENCY]
