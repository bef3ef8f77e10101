"""Answers to those who write, and what customers say of the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.pages.page import PageTexts, about

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = (
    "answered_within_1h", "response_rate", "resolution_rate", "first_response_time", "nps", "csat", "issues_resolved",
    "social_inquiries", "avg_rating", "reviews_count", "comments", "mentions", "followers",
)  # fmt: skip


def page(material: Material) -> PageTexts:
    table = material.analysed.table("nps_answers")
    note = table.notes[0] if table and table.rows else material.language("care.no_nps")
    return about(material, KPIS, (), {"nps.title": note.partition(";")[0].rstrip("."), "nps.note": note})
