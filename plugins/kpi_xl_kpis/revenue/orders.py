"""Orders as they were charged, cancelled and refunded ones included."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="aov",
        formula="orders.revenue / count(orders.order_id)",
        unit="money",
        better="higher",
        area="revenue",
        stage="purchase",
        level="macro",
        label={"en": "Average order value", "nb": "Gjennomsnittlig ordreverdi", "sv": "Genomsnittligt ordervärde"},
        aliases=("average order value", "ordreverdi", "ordervärde", "snittordre"),
        source="https://help.shopify.com/en/manual/reports-and-analytics/shopify-reports/report-types/default-reports/sales-reports",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
