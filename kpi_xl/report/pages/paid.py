"""Paid and organic side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material

KPIS = ("spend", "roas", "cpa", "cpc", "cpm", "poas", "ctr", "link_clicks", "marketing_cost")


def page(material: Material) -> PageTexts:
    return about(material, KPIS, ("paid_vs_organic", "budget_reallocation"), {"share.title": _title(material)})


def _title(material: Material) -> str:
    """Of which figure the largest part is paid."""
    table = material.analysed.table("paid_vs_organic")
    rows = [row for row in table.rows if row[-1] is not None] if table else []
    if not rows:
        return material.language("paid.none")
    most = max(rows, key=lambda row: (float(row[-1] or 0.0), str(row[1])))
    share = format_percent(float(most[-1] or 0.0), material.language.code, 0)
    return material.language("paid.most", metric=str(most[1]).lower(), where=most[0], share=share)
