"""What one engagement costs: ad spend against the engagement that posts brought."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="cost_per_engagement",
        formula="ads.spend / content.engagements",
        unit="money",
        better="lower",
        area="cost",
        stage="interest",
        level="micro",
        label={"en": "Cost per engagement (CPE)", "nb": "Kostnad per engasjement", "sv": "Kostnad per engagemang"},
        aliases=("cpe", "kostnad per engasjement", "kostnad per engagemang"),
        source="https://www.iab.com/guidelines/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
