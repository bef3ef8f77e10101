"""Paid and organic side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
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
    most = max(rows, key=lambda row: (figure_in(row[-1]), str(row[1])))
    share = format_percent(figure_in(most[-1]), material.language.code, 0)
    return material.language("paid.most", metric=str(most[1]).lower(), where=most[0], share=share)
