"""The funnel, what all of it costs and brings, and the numbers that a reader may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import figure_in
from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar

KPIS = (
    "social_roi", "mer", "aov", "cart_abandonment_rate", "checkout_to_purchase_rate", "cac",
    "marketing_cost", "sales_revenue", "conversion_rate", "leads",
    "qualified_leads", "cost_per_lead", "lead_conversion_rate",
)  # fmt: skip


def page(material: Material) -> PageTexts:
    known = margin(material)
    texts: dict[str, Scalar] = {
        "steps.title": _steps(material),
        "costs.title": _costs(material),
        "margin": known if known is not None else 1,
    }
    return about(material, KPIS, ("business_model_funnel", "full_cost_roi"), texts)


def margin(material: Material) -> float | None:
    """The newest margin of the inputs workbook that holds for everything."""
    frame = material.data.frames.get("rates")
    rows = frame.collect("pyarrow").to_arrow().to_pylist() if frame is not None else []
    known = [row for row in rows if row["name"] == "margin" and not row["scope"] and row["value"] is not None]
    valid = [row for row in known if row["valid_from"] is None or row["valid_from"] <= material.month.last]
    newest = max(valid, key=lambda row: str(row["valid_from"] or ""), default=None)
    return float(newest["value"]) if newest else None


def _steps(material: Material) -> str:
    """The step that loses most of those who came to it."""
    table = material.analysed.table("business_model_funnel")
    rows = [row for row in table.rows if row[5] is not None and row[3] == "count"] if table else []
    if not rows:
        return material.language("funnel.steps")
    # What is seen is no step of a person: the first link of the chain is not told as a loss.
    worst = min(rows[1:] or rows, key=lambda row: figure_in(row[5]))
    share = format_percent(1 - figure_in(worst[5]), material.language.code, 0)
    return material.language("funnel.lost", share=share, step=str(worst[1]).partition(" (")[0].lower())


def _costs(material: Material) -> str:
    """What the month cost in all."""
    value = material.figures.value("marketing_cost", material.month) if "marketing_cost" in material.catalogue else None
    if value is None:
        return material.language("funnel.no_costs")
    return material.language("funnel.costs", value=material.figure(value, "marketing_cost"))
