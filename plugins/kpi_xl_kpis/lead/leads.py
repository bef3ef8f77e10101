"""Leads, and what becomes of those that came in the period."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="leads",
        formula="count(leads.lead_id) else ads.leads",
        unit="count",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={"en": "Leads", "nb": "Leads (potensielle kunder)", "sv": "Leads (potentiella kunder)"},
        aliases=("potensielle kunder", "kundeemner", "potentiella kunder"),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="lead_conversion_rate",
        formula="count(leads.lead_id, won_at is not blank) / count(leads.lead_id)",
        unit="percent",
        better="higher",
        area="lead",
        stage="purchase",
        level="macro",
        label={"en": "Lead conversion rate", "nb": "Konverteringsrate for leads", "sv": "Konverteringsgrad för leads"},
        aliases=("konverteringsrate leads", "konverteringsgrad leads"),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="qualified_leads",
        formula="count(leads.lead_id, by qualified_at)",
        unit="count",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={"en": "Qualified leads (MQL/SQL)", "nb": "Kvalifiserte leads", "sv": "Kvalificerade leads"},
        aliases=("mql", "kvalifiserte leads", "kvalificerade leads"),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="mql_to_sql_rate",
        formula=(
            "count(leads.lead_id, sales_qualified_at is not blank, by qualified_at) "
            "/ count(leads.lead_id, by qualified_at)"
        ),
        unit="percent",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={"en": "MQL→SQL rate", "nb": "MQL→SQL-rate", "sv": "MQL→SQL-grad"},
        aliases=("mql til sql",),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="demo_to_customer_rate",
        formula="count(leads.lead_id, won_at is not blank, by demo_at) / count(leads.lead_id, by demo_at)",
        unit="percent",
        better="higher",
        area="lead",
        stage="purchase",
        level="macro",
        label={"en": "Demo→customer rate", "nb": "Demo→kunde-rate", "sv": "Demo→kund-grad"},
        aliases=("demo til kunde",),
        source="https://www.usedaymark.io/metrics/lead-to-customer-conversion",
    ),
    Kpi(
        id="cost_per_lead",
        formula="ads.spend / ads.leads else marketing_cost / count(leads.lead_id)",
        unit="money",
        better="lower",
        area="cost",
        stage="evaluation",
        level="macro",
        label={"en": "Cost per lead (CPL)", "nb": "Kostnad per lead", "sv": "Kostnad per lead"},
        aliases=("cpl", "kostnad per lead", "kostnad per kundeemne"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
