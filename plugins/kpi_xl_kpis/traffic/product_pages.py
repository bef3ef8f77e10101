"""Interest in products on the website."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="product_page_views",
        formula="sum(web.page_views, page_type = product)",
        unit="count",
        better="higher",
        area="traffic",
        stage="evaluation",
        level="micro",
        label={"en": "Product page views", "nb": "Visninger av produktside", "sv": "Visningar av produktsidan"},
        aliases=("visninger av produktside",),
        source="https://support.google.com/analytics/answer/12798876",
    ),
    Kpi(
        id="product_page_time",
        formula="sum(web.engagement_time, page_type = product) / sum(web.page_views, page_type = product)",
        unit="seconds",
        better="higher",
        area="traffic",
        stage="evaluation",
        level="micro",
        label={"en": "Time on product page", "nb": "Tid på produktside", "sv": "Tid på produktsidan"},
        aliases=("tid på produktside", "tid på produktsidan"),
        source="https://support.google.com/analytics/answer/12798876",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
