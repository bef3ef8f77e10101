"""Shares of several groups held against each other: each group against all the others together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kpi_xl_analyses._verdicts import Verdict, verdict_of
from kpi_xl_analyses.statistics.intervals import Interval
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg
from kpi_xl_analyses.statistics.proportions import Difference, Part, difference, newcombe, smallest_expected, wilson

_ENOUGH_TRIALS, _ENOUGH_EXPECTED = 30, 5


@dataclass(frozen=True, slots=True)
class Compared:
    """One group; what cannot be told of it is None."""

    name: str
    part: Part
    interval: Interval | None
    against: Difference | None
    p_adjusted: float | None = None
    verdict: Verdict = "few"

    @property
    def rate(self) -> float | None:
        return self.part.share if self.part.of else None


def against_rest(groups: Mapping[str, Part]) -> list[Compared]:
    """Every group against the rest, the largest first; p values adjusted for as many looks (Benjamini–Hochberg)."""
    found = [_compared(name, groups) for name in sorted(groups, key=lambda name: (-groups[name].of, name))]
    tested = [at for at, one in enumerate(found) if one.against is not None]
    adjusted = benjamini_hochberg([one.against.p for one in found if one.against is not None])
    for at, p in zip(tested, adjusted, strict=True):
        found[at] = _judged(found[at], groups, p)
    return found


def rest_of(name: str, groups: Mapping[str, Part]) -> Part:
    others = [part for other, part in groups.items() if other != name]
    return Part(sum(one.hits for one in others), sum(one.of for one in others))


def _compared(name: str, groups: Mapping[str, Part]) -> Compared:
    part, rest = groups[name], rest_of(name, groups)
    if not part.is_sound():  # several conversions a session: no share, so none of its mathematics
        return Compared(name, part, None, None)
    test = None
    if rest.is_sound():
        # Newcombe's interval holds for the rare events that conversions are; the p value stays that of the test.
        test = replace(difference(rest, part), interval=newcombe(rest, part))
    return Compared(name, part, wilson(part), test)


def _judged(one: Compared, groups: Mapping[str, Part], p: float) -> Compared:
    rest = rest_of(one.name, groups)
    enough = min(one.part.of, rest.of) >= _ENOUGH_TRIALS and smallest_expected(rest, one.part) >= _ENOUGH_EXPECTED
    between = one.against.difference if one.against else 0.0
    return replace(one, p_adjusted=p, verdict=verdict_of(between, p, enough=enough))


def cells(one: Compared) -> Sequence[float | None]:
    """Rate, its interval, the difference from the rest and its interval, p and adjusted p."""
    low, high = one.interval or (None, None)
    test = one.against
    return (
        one.rate,
        low,
        high,
        test.difference if test else None,
        test.interval.low if test else None,
        test.interval.high if test else None,
        test.p if test else None,
        one.p_adjusted,
    )
