"""Attribution by Shapley values: what each channel adds on average to every team of other channels.

A team's worth is the conversions of journeys that touched none but its channels. That game is a sum of games, one a
journey, in which only the whole of its channels wins; the Shapley value of such a game shares it alike among them. So
the exact value needs no sum over all teams and no sampling, however many channels there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kpi_xl import Analysis, Settings, hookimpl, labels
from kpi_xl_analyses.attribution._credit import Credits, Model, attribution
from kpi_xl_analyses.attribution._journeys import Journey


def shapley(journeys: Sequence[Journey], _: Settings) -> Credits:
    conversions: dict[str, float] = defaultdict(float)
    value: dict[str, float] = defaultdict(float)
    for journey in journeys:
        team = sorted(set(journey.channels))
        for channel in team:
            conversions[channel] += journey.conversions / len(team)
            if journey.value is not None:
                value[channel] += journey.value / len(team)
    return Credits(conversions, value)


ANALYSIS = attribution(
    "attribution_shapley",
    labels("Attribution: Shapley", "Attribusjon: Shapley", "Attribution: Shapley"),
    Model(
        shapley,
        "https://github.com/tomgorb/misc",
        aliases=("shapley", "shapley value", "shapleyverdi", "shapleyvärde"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
