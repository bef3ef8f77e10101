"""What ad spend brings back, by the ads platform's own claim."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="roas",
        formula="ads.conversion_value / ads.spend",
        unit="ratio",
        better="higher",
        area="return",
        stage="purchase",
        level="macro",
        label={"en": "Return on ad spend (ROAS)", "nb": "Annonseavkastning (ROAS)", "sv": "Annonsavkastning (ROAS)"},
        aliases=(
            "return on ad spend",
            "annonseavkastning",
            "annonsavkastning",
            "avkastning på annonser",
            "avkastning på annonsekroner",
            "avkastning på annonskronor",
        ),
        source="https://judeluxe.com/insights/poas-vs-mer-vs-roas",
    ),
    Kpi(
        id="poas",
        formula="ads.conversion_value / ads.spend * rate(margin)",
        unit="ratio",
        better="higher",
        area="return",
        stage="purchase",
        level="macro",
        label={
            "en": "Profit on ad spend (POAS)",
            "nb": "Fortjeneste per annonsekrone (POAS)",
            "sv": "Vinst per annonskrona (POAS)",
        },
        aliases=("profit on ad spend",),
        source="https://judeluxe.com/insights/poas-vs-mer-vs-roas",
    ),
    Kpi(
        id="breakeven_roas",
        formula="1 / rate(margin)",
        unit="ratio",
        better="context",
        area="return",
        stage="purchase",
        level="macro",
        label={"en": "Break-even ROAS", "nb": "Nullpunkt-ROAS", "sv": "Nollpunkts-ROAS"},
        aliases=("nullpunkt-roas", "break-even roas"),
        source="https://getdayla.com/en/blog/mer-vs-roas",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
