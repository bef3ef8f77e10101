"""Why a rate of all changed: its slices weigh more or less than before (mix), or their own rates changed.

The change of a rate is the sum of two effects over the values of a dimension: the rate effect (its share of visits
times the change of its rate) and the mix effect (the change of its share times how far its rate lies from everybody's).
Each is taken at the mean of both periods, so that neither comes first and they add up exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi_xl_analyses.statistics.proportions import Part


@dataclass(frozen=True, slots=True)
class Slice:
    """One value of a dimension in both periods."""

    value: str
    before: Part
    now: Part


@dataclass(frozen=True, slots=True)
class Effects:
    slice: Slice
    mix: float
    rate: float

    @property
    def both(self) -> float:
        return self.mix + self.rate


def effects(slices: Sequence[Slice]) -> list[Effects]:
    """What each slice does to the rate of all; the effects add up to its change."""
    before = Part(sum(one.before.hits for one in slices), sum(one.before.of for one in slices))
    now = Part(sum(one.now.hits for one in slices), sum(one.now.of for one in slices))
    usual = (before.share + now.share) / 2
    return [_effects(one, before, now, usual) for one in slices]


def _effects(one: Slice, before: Part, now: Part, usual: float) -> Effects:
    weights = one.before.of / before.of, one.now.of / now.of
    # A page that is new or gone has no rate in one period: all that it does is mix.
    rates = (_rate(one.before, one.now), _rate(one.now, one.before))
    mix = (weights[1] - weights[0]) * (sum(rates) / 2 - usual)
    return Effects(one, mix, (rates[1] - rates[0]) * sum(weights) / 2)


def _rate(part: Part, other: Part) -> float:
    return part.share if part.of else other.share


def slices_of(before: Mapping[str, Part], now: Mapping[str, Part]) -> list[Slice]:
    """Nothing where one of the periods has no visits at all."""
    if not any(part.of for part in before.values()) or not any(part.of for part in now.values()):
        return []
    none = Part(0.0, 0.0)
    every = [Slice(value, before.get(value, none), now.get(value, none)) for value in dict.fromkeys((*before, *now))]
    return [one for one in every if one.before.of or one.now.of]
