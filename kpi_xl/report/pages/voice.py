"""How much is said of the company and of others, and in what tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = (
    "share_of_voice", "net_sentiment", "mentions", "brand_awareness_index", "shares", "comments",
    "nonfollower_mentions", "engagements", "followers",
)  # fmt: skip


def page(material: Material) -> PageTexts:
    return about(material, KPIS, (), {"brands.title": _title(material)})


def _title(material: Material) -> str:
    """Which brand is spoken of most."""
    table = material.analysed.table("voice_by_brand")
    if not table or not table.rows:
        return material.language("voice.brands")
    most = table.rows[0]
    share = format_percent(figure_in(most[4]), material.language.code, 0)
    return material.language("voice.most", brand=most[0], share=share)
