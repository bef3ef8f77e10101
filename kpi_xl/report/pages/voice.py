"""How much is said of the company and of others, and in what tone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.findings.charts import kpi_title
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_number, format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = (
    "share_of_voice", "net_sentiment", "mentions", "brand_awareness_index", "shares", "comments",
    "nonfollower_mentions", "engagements", "followers",
)  # fmt: skip


_LEADING = "share_of_voice"
_OF_ALL_BRANDS = ("mentions", "net_sentiment", "nonfollower_mentions")


def page(material: Material) -> PageTexts:
    """What is said of every brand together is no figure of one's own: where several are listed, it has no card."""
    table = material.analysed.table("voice_by_brand")
    several = table is not None and len(table.rows) > 1
    kpis = [kpi for kpi in KPIS if not several or kpi not in _OF_ALL_BRANDS]
    told = about(material, kpis, (), {"brands.title": _title(material)})
    own = _own(material)
    if material.figures.value(_LEADING, material.month) is None or not own:
        return told
    return replace(told, headline=kpi_title(material, _LEADING), standfirst=f"{own} {told.headline}.")


def _own(material: Material) -> str:
    """How many mentions were about one's own brands."""
    table = material.analysed.table("voice_by_brand")
    rows = [row for row in table.rows if row[1]] if table else []
    if not rows:
        return ""
    count = format_number(sum(figure_in(row[2]) for row in rows), material.language.code)
    brands = ", ".join(str(row[0]) for row in rows)
    return f"{material.language('voice.own', count=count, brand=brands)}."


def _title(material: Material) -> str:
    """Which brand is spoken of most."""
    table = material.analysed.table("voice_by_brand")
    if not table or not table.rows:
        return material.language("voice.brands")
    most = table.rows[0]
    share = format_percent(figure_in(most[4]), material.language.code, 0)
    return material.language("voice.most", brand=most[0], share=share)
