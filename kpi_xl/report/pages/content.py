"""What was published, and what it was met with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent, weekday_name

if TYPE_CHECKING:
    from kpi_xl.kpis.analysis import CellValue
    from kpi_xl.report.material import Material

KPIS = (
    "engagement_rate_reach", "engagement_rate_impressions", "engagement_rate_views", "engagement_rate_followers",
    "engagements", "posts_published", "shares", "saves", "comments",
)  # fmt: skip
_YEAR = "peak_engagement_time"
_BLOCK = 3  # hours: shorter ones have too few posts


def page(material: Material) -> PageTexts:
    titles = {"formats.title": _formats(material), "hours.title": _hours(material)}
    return about(material, KPIS, ("format_comparison", "topic_comparison", _YEAR), titles)


def _formats(material: Material) -> str:
    """The format that chance does not explain, better than the others or worse; else that none stands out."""
    table = material.analysed.table("format_comparison")
    rows = [row for row in table.rows if row[3] is not None] if table else []
    if not table or not rows:
        return material.language("content.no_formats")
    told = table.findings[0] if table.findings else None
    if told is None:
        return material.language("content.formats_alike")
    row, ratio = table.rows[told.row], [column.key for column in table.columns].index("ratio")
    rate = format_percent(figure_in(row[3]), material.language.code)
    sentence = "content.format" if figure_in(row[ratio]) > 1 else "content.format_worse"
    return material.language(sentence, format=format_name(material, row[0]), rate=rate)


def format_name(material: Material, key: CellValue) -> str:
    """A format in the report's words."""
    words = material.language
    return words(f"format.{key}") if words.has(f"format.{key}") else str(key)


def _hours(material: Material) -> str:
    """The weekday and hour of the year with the best response among those with enough posts."""
    table = material.analysed.table(_YEAR, {"hours": _BLOCK}, years=True)
    enough = [row for row in table.rows if row[6]] if table else []
    if not table or not enough:
        return material.language("content.few_hours")
    if not table.findings:
        return material.language("content.hours_alike")
    row = table.rows[table.findings[0].row]
    day = weekday_name(int(figure_in(row[0])), material.language.code)
    first = int(figure_in(row[2]))
    return material.language("content.hour", weekday=day, hours=f"{first:02}–{first + _BLOCK:02}")
