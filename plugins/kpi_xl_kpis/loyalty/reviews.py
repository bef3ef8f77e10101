"""What customers write in public."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="reviews_count",
        formula="count(reviews.review_id)",
        unit="count",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="micro",
        label={"en": "Online reviews", "nb": "Antall anmeldelser på nettet", "sv": "Antal recensioner"},
        aliases=("anmeldelser", "recensioner"),
        source="the project",
    ),
    Kpi(
        id="avg_rating",
        formula="mean(reviews.rating)",
        unit="points",
        better="higher",
        area="loyalty",
        stage="loyalty",
        level="micro",
        label={"en": "Average rating", "nb": "Gjennomsnittlig vurdering", "sv": "Genomsnittligt betyg"},
        aliases=("vurdering", "betyg"),
        by_hand=("rating_sum / reviews",),
        source="https://support.google.com/business/answer/4801187",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
