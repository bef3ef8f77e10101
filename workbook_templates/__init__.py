"""The report templates that come with kpi_xl; `python -m workbook_templates._drawing` draws them."""

from __future__ import annotations

from pathlib import Path

from kpi_xl import Template, hookimpl


def _template(name: str, en: str, nb: str, sv: str) -> Template:
    return Template(name=name, path=Path(__file__).with_name(f"{name}.xlsx"), label={"en": en, "nb": nb, "sv": sv})


MONTHLY = _template("monthly", "Monthly report", "Månedsrapport", "Månadsrapport")
_OTHERS = (
    _template("one_pager", "Executive one-pager", "Ledersammendrag", "Ledningens sida"),
    _template("campaign", "Campaign report", "Kampanjerapport", "Kampanjrapport"),
    _template("content", "Content review", "Innholdsgjennomgang", "Innehållsgenomgång"),
    _template("funnel", "Funnel", "Trakt", "Tratt"),
    _template("agency", "Agency pack", "Byråpakke", "Byråpaket"),
)


@hookimpl
def kpi_xl_templates() -> list[Template]:
    return [MONTHLY, *_OTHERS]
