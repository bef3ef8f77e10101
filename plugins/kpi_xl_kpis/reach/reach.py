"""How many different people were reached. People are never added up."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Argument, Calculated, Given, Kpi, KpiByHand, UsageError, hookimpl, labels


def _of_placements(given: Given) -> Calculated:
    """The platform's own figure for the whole: never the sum of placements, which reach the same people."""
    parts, whole = given.values["placements"], given.values["true"]
    people = parts if isinstance(parts, tuple) else ()
    if not isinstance(whole, float) or not max(people) <= whole <= sum(people):
        message = f"reach cannot be {whole}: it lies between the largest part and the sum of all."
        raise UsageError(message, "See whether the figures are for the same days.")
    return Calculated(whole)


_WITH_TRUE_FIGURE = KpiByHand(
    _of_placements,
    (
        Argument("placements", "numbers", labels("parts", "deler", "delar")),
        Argument("true", "number", labels("figure of the platform", "plattformens tall", "plattformens siffra")),
    ),
)

KPIS = (
    Kpi(
        id="reach",
        formula="unique(activity.reach)",
        unit="people",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Reach", "nb": "Rekkevidde", "sv": "Räckvidd"},
        aliases=("rekkevidde", "räckvidd", "unike personer nådd", "reach_total"),
        inputs={"placements": "unique(activity.reach)"},
        by_hand=(_WITH_TRUE_FIGURE,),
        source="https://help.zoomsphere.com/en/articles/4552502-analytics-facebook-reach",
    ),
    Kpi(
        id="frequency",
        formula="ads.impressions / unique(ads.reach)",
        unit="ratio",
        better="context",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Ad frequency", "nb": "Visningsfrekvens", "sv": "Visningsfrekvens"},
        aliases=("visningsfrekvens", "ad frequency"),
        source="https://help.zoomsphere.com/en/articles/4552502-analytics-facebook-reach",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
