"""Attribution by removal: how many conversions would be lost if every visit to a channel led nowhere.

Journeys, converting or not, make a Markov chain of channels. The chance of a conversion from each channel solves
(I - Q) x = r, where Q holds the chances of going from channel to channel and r those of converting next: exact, where
simulated walks would give other credits each time (Anderl, Becker, Wangenheim & Schumann 2016).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisTable,
    Finding,
    Language,
    Settings,
    format_number,
    format_percent,
    hookimpl,
    labels,
    texts_beside,
)
from kpi_xl_analyses.attribution._credit import Credits, Model, attribution, enough
from kpi_xl_analyses.attribution._journeys import Journey
from kpi_xl_analyses.attribution.rules import credits_of, last
from kpi_xl_analyses.statistics.proportions import Part, wilson

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_START, _CONVERSION, _NULL = object(), object(), object()  # no channel can have their names

_DRAWS = 100
_SEED = 1906  # any will do; a fixed one makes the same data give the same table

_SAY = texts_beside(__file__)


def markov(journeys: Sequence[Journey], _: Settings) -> Credits:
    effects = removal_effects(journeys)
    total, money = sum(effects.values()), [one.value for one in journeys if one.value is not None]
    conversions = sum(journey.conversions for journey in journeys)
    share = {channel: effect / total for channel, effect in effects.items()}
    return Credits(
        {channel: part * conversions for channel, part in share.items()},
        {channel: part * sum(money) for channel, part in share.items()} if money else {},
        effects,
        _intervals(journeys),
    )


def _intervals(journeys: Sequence[Journey]) -> Mapping[str, tuple[float, float]]:
    """What the shares would be if other journeys had happened to come: drawn again from these (bootstrap, 95 %)."""
    import numpy as np  # noqa: PLC0415 - plugins are listed without loading NumPy

    paths = _paths(journeys)
    weights = np.array([count for _, *counts in paths for count in counts])
    draws = np.random.default_rng(_SEED).multinomial(max(round(weights.sum()), 1), weights / weights.sum(), _DRAWS)
    shares: dict[str, list[float]] = defaultdict(list)
    for draw in draws.reshape(_DRAWS, -1, 2).astype(float):
        if draw[:, 0].any():
            again = [Journey(path, *counts) for (path, _, _), counts in zip(paths, draw.tolist(), strict=True)]
            effects = removal_effects(again)
            for channel, effect in effects.items():
                shares[channel].append(effect / sum(effects.values()))
    return {channel: _middle(found) for channel, found in shares.items()}


def _paths(journeys: Sequence[Journey]) -> list[tuple[tuple[str, ...], float, float]]:
    """Each path once, with how many converted on it and how many did not."""
    found: dict[tuple[str, ...], tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for journey in journeys:
        converted, lost = found[journey.channels]
        found[journey.channels] = converted + journey.conversions, lost + journey.nulls
    return [(path, *found[path]) for path in sorted(found)]


def _middle(shares: Sequence[float]) -> tuple[float, float]:
    import numpy as np  # noqa: PLC0415

    low, high = np.quantile(shares, [0.025, 0.975])
    return float(low), float(high)


def removal_effects(journeys: Sequence[Journey]) -> Mapping[str, float]:
    """The share of conversions that would be lost without each channel."""
    import numpy as np  # noqa: PLC0415 - plugins are listed without loading NumPy

    channels = sorted({channel for journey in journeys for channel in journey.channels})
    moves, converting = _chances(journeys, channels)
    every = _conversion(moves, converting)
    effects: dict[str, float] = {}
    for at, channel in enumerate(channels, 1):
        without = moves.copy()
        without[:, at] = 0.0  # who would go there is lost
        effects[channel] = float(np.clip(1 - _conversion(without, converting) / every, 0.0, 1.0))
    return effects


def _chances(journeys: Sequence[Journey], channels: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The chances of going from the start (0) and each channel to each channel, and of converting next."""
    import numpy as np  # noqa: PLC0415

    place: dict[object, int] = {channel: at for at, channel in enumerate(channels, 1)}
    place |= {_START: 0, _NULL: 0, _CONVERSION: len(channels) + 1}  # nobody returns to the start: its column is free
    counts = np.zeros((len(channels) + 1, len(channels) + 2))
    for (here, there), count in _steps(journeys).items():
        counts[place[here], place[there]] += count
    left = counts.sum(axis=1, keepdims=True)
    chances = np.divide(counts, left, out=np.zeros_like(counts), where=left > 0)
    moves = chances[:, :-1].copy()
    moves[:, 0] = 0.0
    return moves, chances[:, -1]


def _steps(journeys: Sequence[Journey]) -> Mapping[tuple[object, object], float]:
    steps: dict[tuple[object, object], float] = defaultdict(float)
    for journey in journeys:
        path = (_START, *journey.channels)
        for here, there in pairwise(path):
            steps[here, there] += journey.conversions + journey.nulls
        steps[path[-1], _CONVERSION] += journey.conversions
        steps[path[-1], _NULL] += journey.nulls
    return steps


def _conversion(moves: NDArray[np.float64], converting: NDArray[np.float64]) -> float:
    import numpy as np  # noqa: PLC0415

    return float(np.linalg.solve(np.eye(len(moves)) - moves, converting)[0])


def _remarks(journeys: Sequence[Journey], table: AnalysisTable, language: Language) -> AnalysisTable:
    if not any(journey.nulls for journey in journeys):
        return replace(table, notes=(*table.notes, _SAY("only_converting", language)))
    if not enough(journeys):
        return table
    return replace(table, findings=_underrated(journeys, table, language))


def _underrated(journeys: Sequence[Journey], table: AnalysisTable, language: Language) -> tuple[Finding, ...]:
    """Channels that the last touch gives less than their removal would cost, beyond chance."""
    count = sum(journey.conversions for journey in journeys)
    ended = credits_of(journeys, last, {"ignore_direct": False}).conversions
    found: list[Finding] = []
    lowest = _intervals(journeys)
    for at, (name, _, cell, *_rest) in enumerate(table.rows):
        channel, share = str(name), cell if isinstance(cell, float) else 0.0
        by_last = Part(min(ended[channel], count), count)
        if lowest[channel][0] > wilson(by_last).high:
            told = {"share": format_percent(share, language, 0), "last": format_percent(by_last.share, language, 0)}
            text = _SAY("underrated", language, channel=channel, count=format_number(count, language), **told)
            advice = _SAY("advice", language, channel=channel)
            found.append(Finding(text, share - by_last.share, at, advice, "conversions"))
    return tuple(found)


ANALYSIS = attribution(
    "attribution_markov",
    labels("Attribution: Markov", "Attribusjon: Markov", "Attribution: Markov"),
    Model(
        markov,
        "https://cran.r-project.org/package=ChannelAttribution",
        aliases=("markov", "removal effect", "markov chain", "markovkjede", "markovkedja"),
        remarks=_remarks,
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
