"""The website: where visits came from and what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = (
    "social_sessions", "social_traffic_share", "conversion_rate", "conversions", "sales_revenue", "bounce_rate",
    "avg_visit_time", "page_views", "social_share_of_revenue",
)  # fmt: skip


def page(material: Material) -> PageTexts:
    return about(material, KPIS, ("bounce_cause", "campaign_conversion_compare"), {"channels.title": _title(material)})


def _title(material: Material) -> str:
    """The channel with the highest conversion rate of those that bring a twentieth of the visits or more."""
    table = material.analysed.table("web_channels")
    rows = [row for row in table.rows if figure_in(row[4]) >= _MATTERS and row[7]] if table else []
    if not rows:
        return material.language("web.channels")
    best = max(rows, key=lambda row: figure_in(row[7]))
    rate = format_percent(figure_in(best[7]), material.language.code)
    return material.language("web.best", channel=channel_name(material, str(best[0])), rate=rate)


_MATTERS = 0.05


def channel_name(material: Material, name: str) -> str:
    """A channel group of Google Analytics in the report's words; others are called as the export does."""
    return material.language(f"channel.{name}") if material.language.has(f"channel.{name}") else name
