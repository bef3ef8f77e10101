"""Clicks in e-mail campaigns."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="email_ctr",
        formula=(
            "sum(email_campaigns.unique_clicks) / email_campaigns.delivered "
            "else email_campaigns.clicks / email_campaigns.delivered"
        ),
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "E-mail click rate", "nb": "Klikkfrekvens e-post", "sv": "Klickfrekvens e-post"},
        aliases=("e-mail click rate", "klikkfrekvens e-post", "klickfrekvens e-post", "email click rate"),
        source="https://mailchimp.com/help/about-open-and-click-rates/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
