"""What marketing brings back. By margin where the inputs workbook gives one, else by revenue, and then it says so."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="social_roi",
        formula=(
            "(sales_revenue * rate(margin) - marketing_cost) / marketing_cost "
            "else (sales_revenue - marketing_cost) / marketing_cost"
        ),
        unit="percent",
        better="higher",
        area="return",
        stage="purchase",
        level="macro",
        label={
            "en": "Social media ROI",
            "nb": "Avkastning (ROI) på sosiale medier",
            "sv": "Avkastning (ROI) på sociala medier",
        },
        aliases=(
            "roi",
            "avkastning",
            "social media roi",
            "return on investment",
            "avkastning på investeringen",
            "retur på investering",
        ),
        source="https://keyhole.co/blog/measuring-social-media-roi/",
    ),
    Kpi(
        id="mer",
        formula="(orders.revenue else web.revenue) / marketing_cost",
        unit="ratio",
        better="higher",
        area="return",
        stage="purchase",
        level="macro",
        label={
            "en": "Marketing efficiency ratio (MER)",
            "nb": "Markedsføringseffektivitet (MER)",
            "sv": "Marknadsföringseffektivitet (MER)",
        },
        aliases=("marketing efficiency ratio", "markedsføringseffektivitet"),
        source="https://getdayla.com/en/blog/mer-vs-roas",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
