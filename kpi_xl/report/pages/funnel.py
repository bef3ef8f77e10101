"""The funnel, what all of it costs and brings, and the numbers that a reader may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.pages.page import PageTexts, about
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar

KPIS = (
    "sales_revenue", "social_roi", "mer", "aov", "cart_abandonment_rate", "checkout_to_purchase_rate", "cac",
    "marketing_cost", "conversion_rate", "leads", "qualified_leads", "cost_per_lead", "lead_conversion_rate",
)  # fmt: skip
_MORE = 1.1  # what the scenario begins with: a tenth more of the visits buy


def page(material: Material) -> PageTexts:
    scenario = _scenario(material)
    titles: dict[str, Scalar] = {"steps.title": _steps(material), "costs.title": _costs(material)}
    return about(material, KPIS, ("business_model_funnel", "full_cost_roi"), {**titles, **scenario})


def margin(material: Material) -> float | None:
    """The newest margin of the inputs workbook that holds for everything."""
    frame = material.data.frames.get("rates")
    rows = frame.collect("pyarrow").to_arrow().to_pylist() if frame is not None else []
    known = [row for row in rows if row["name"] == "margin" and not row["scope"] and row["value"] is not None]
    valid = [row for row in known if row["valid_from"] is None or row["valid_from"] <= material.month.last]
    newest = max(valid, key=lambda row: str(row["valid_from"] or ""), default=None)
    return float(newest["value"]) if newest else None


def _scenario(material: Material) -> dict[str, Scalar]:
    """The typed numbers: those of the month, with a tenth more purchases of the same visits."""
    month, figures = material.month, material.figures
    spend, cost, visits, revenue, order = (
        figures.value(kpi, month) if kpi in material.catalogue else None
        for kpi in ("spend", "marketing_cost", "social_sessions", "sales_revenue", "aov")
    )
    rate = revenue / order / visits if revenue and order and visits else None
    known = margin(material)
    return {
        "what_if.spend": round(spend) if spend is not None else 0,
        "what_if.other": round((cost or 0.0) - (spend or 0.0)),
        "what_if.visits": round(visits or 0),
        "what_if.rate": round(rate * _MORE, 4) if rate else 0,
        "what_if.value": round(order or 0),
        "what_if.margin": known if known is not None else 1,
        "margin": known if known is not None else 1,
    }


def _steps(material: Material) -> str:
    """The step that loses most of those who came to it."""
    table = material.analysed.table("business_model_funnel")
    rows = [row for row in table.rows if row[5] is not None and row[3] == "count"] if table else []
    if not rows:
        return material.language("funnel.steps")
    # What is seen is no step of a person: the first link of the chain is not told as a loss.
    worst = min(rows[1:] or rows, key=lambda row: float(row[5] or 0.0))
    share = format_percent(1 - float(worst[5] or 0.0), material.language.code, 0)
    return material.language("funnel.lost", share=share, step=str(worst[1]).partition(" (")[0].lower())


def _costs(material: Material) -> str:
    """What the month cost in all."""
    value = material.figures.value("marketing_cost", material.month) if "marketing_cost" in material.catalogue else None
    if value is None:
        return material.language("funnel.no_costs")
    return material.language("funnel.costs", value=material.figure(value, "marketing_cost"))
