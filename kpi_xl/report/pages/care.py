"""Answers to those who write, and what customers say of the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = (
    "answered_within_1h", "response_rate", "resolution_rate", "first_response_time", "nps", "csat", "issues_resolved",
    "social_inquiries", "avg_rating", "reviews_count", "comments", "mentions", "followers",
)  # fmt: skip


def page(material: Material) -> PageTexts:
    table = material.analysed.table("nps_answers")
    note = table.notes[0] if table and table.rows else material.language("care.no_nps")
    nps = {"nps.title": note.partition(";")[0].rstrip("."), "nps.note": note}
    return about(material, KPIS, (), {**nps, "teams.title": _teams(material)})


def _teams(material: Material) -> str:
    """Which team answers most within an hour, where a test tells it from the others; else what the table shows."""
    table = material.analysed.table("cases_by_team")
    at = {column.key: place for place, column in enumerate(table.columns)} if table else {}
    rows = [row for row in table.rows if row[at["within_hour"]] is not None and row[at["verdict"]]] if table else []
    if not rows:
        return material.language("care.teams")
    best = max(rows, key=lambda row: figure_in(row[at["within_hour"]]))
    rate = format_percent(figure_in(best[at["within_hour"]]), material.language.code, 0)
    return material.language("care.best_team", team=best[at["group"]], rate=rate)
