"""Attribution by a fixed rule: to the first touch, the last, all alike, the latest most, or both ends most.

Google's products dropped all but the last of these in 2023; agencies and clients still ask for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kpi_xl import Analysis, Setting, Settings, UsageError, hookimpl, labels
from kpi_xl_analyses.attribution._credit import Credits, Model, attribution
from kpi_xl_analyses.attribution._journeys import Journey

Weights = Callable[[Journey, Settings], Sequence[float]]
_DIRECT = frozenset({"direct", "(direct)", "(none)", "(direct) / (none)", "direkte", "direkt"})
_SOURCE = "https://developers.google.com/google-ads/api/reference/rpc/v17/AttributionModelEnum.AttributionModel"


def first(journey: Journey, _: Settings) -> Sequence[float]:
    return (1.0, *(0.0 for _ in journey.channels[1:]))


def last(journey: Journey, settings: Settings) -> Sequence[float]:
    """All to the last touch, or if wanted to the last that was not a direct visit, where there is one."""
    places = range(len(journey.channels))
    named = [at for at in places if journey.channels[at].casefold() not in _DIRECT]
    chosen = named[-1] if named and settings["ignore_direct"] else places[-1]
    return [float(at == chosen) for at in places]


def linear(journey: Journey, _: Settings) -> Sequence[float]:
    return [1 / len(journey.channels)] * len(journey.channels)


def time_decay(journey: Journey, settings: Settings) -> Sequence[float]:
    """Half as much for each half-life that a touch lies before the end.

    Raises:
        UsageError: nobody wrote down when the touches were, or the half-life is not above 0.
    """
    half_life = float(settings["half_life_days"])
    if half_life <= 0:
        raise UsageError("The half-life is to be more than 0 days.", "Write half_life_days=7.")
    if journey.ages is None:
        raise UsageError(
            "Time decay needs to know when each touch was.",
            'Give days="7 > 2 > 0", a column days, or a row a touch with touched_at.',
        )
    nearest = min(journey.ages)  # what is very old would otherwise come to 0 in all
    weights = [2 ** (-(age - nearest) / half_life) for age in journey.ages]
    return [weight / sum(weights) for weight in weights]


def position(journey: Journey, settings: Settings) -> Sequence[float]:
    """So much each to the first and the last touch, the rest to those between. Two touches share alike."""
    ends, count = float(settings["ends"]), len(journey.channels)
    if not 0 <= ends <= 0.5:  # noqa: PLR2004 - both ends together get all
        raise UsageError("Each end gets between 0 and 0.5.", "Write ends=0.4.")
    if count <= 2:  # noqa: PLR2004 - no touch between; Google does not say what then
        return [1 / count] * count
    between = (1 - 2 * ends) / (count - 2)
    return [ends, *([between] * (count - 2)), ends]


def credits_of(journeys: Sequence[Journey], weights: Weights, settings: Settings) -> Credits:
    """What each channel gets when every journey is shared out by these weights."""
    conversions: dict[str, float] = defaultdict(float)
    value: dict[str, float] = defaultdict(float)
    for journey in journeys:
        if not journey.conversions:
            for channel in journey.channels:
                conversions[channel] += 0.0
            continue
        for channel, weight in zip(journey.channels, weights(journey, settings), strict=True):
            conversions[channel] += weight * journey.conversions
            if journey.value is not None:
                value[channel] += weight * journey.value
    return Credits(conversions, value)


def _model(weights: Weights, aliases: tuple[str, ...], settings: tuple[Setting, ...] = ()) -> Model:
    return Model(lambda journeys, chosen: credits_of(journeys, weights, chosen), _SOURCE, settings, aliases)


_IGNORE_DIRECT = Setting(
    name="ignore_direct",
    default=False,
    label=labels("Pass over direct visits", "Se bort fra direkte besøk", "Bortse från direkta besök"),
)
_HALF_LIFE = Setting(
    "half_life_days", 7.0, labels("Half-life in days", "Halveringstid i dager", "Halveringstid i dagar")
)
_ENDS = Setting("ends", 0.4, labels("Each end gets", "Hver ende får", "Varje ände får"))

ANALYSES = (
    attribution(
        "attribution_first",
        labels("Attribution: first touch", "Attribusjon: første berøring", "Attribution: första kontakt"),
        _model(first, ("first touch", "first_touch", "første berøring", "första kontakt")),
    ),
    attribution(
        "attribution_last",
        labels("Attribution: last touch", "Attribusjon: siste berøring", "Attribution: sista kontakt"),
        _model(last, ("last touch", "last_touch", "last click", "siste berøring", "sista kontakt"), (_IGNORE_DIRECT,)),
    ),
    attribution(
        "attribution_linear",
        labels("Attribution: linear", "Attribusjon: lineær", "Attribution: linjär"),
        _model(linear, ("linear", "linear attribution", "lineær attribusjon", "linjär attribution")),
    ),
    attribution(
        "attribution_time_decay",
        labels("Attribution: time decay", "Attribusjon: tidsavtrapping", "Attribution: tidsavtagande"),
        _model(time_decay, ("time decay", "time_decay", "tidsavtrapping", "tidsavtagande"), (_HALF_LIFE,)),
    ),
    attribution(
        "attribution_position",
        labels("Attribution: position based", "Attribusjon: posisjonsbasert", "Attribution: positionsbaserad"),
        _model(
            position,
            ("position based", "position_based", "u-shaped", "posisjonsbasert", "positionsbaserad"),
            (_ENDS,),
        ),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
