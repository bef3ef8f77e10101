"""Which days the imported files cover, whether or not something happened on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import grain_of

if TYPE_CHECKING:
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Coverage

Span = tuple[int, int]  # first and last day as ordinals


class CoveredDays:
    """Days by table, platform and account; tables whose rows belong to no platform are covered as a whole."""

    def __init__(self, coverage: Iterable[Coverage]) -> None:
        self._spans: dict[str, dict[tuple[str, str], list[Span]]] = {}
        for one in coverage:
            owned = grain_of(one.table).owned
            place = (one.platform or "", one.account or "") if owned else ("", "")
            span = (one.first.toordinal(), one.last.toordinal())
            self._spans.setdefault(one.table, {}).setdefault(place, []).append(span)
        self._covering: dict[tuple[str, Period], tuple[tuple[str, str], ...]] = {}

    def entities(self, table: str) -> Iterable[tuple[str, str]]:
        return self._spans.get(table, {})

    def spans(self, table: str, entity: tuple[str, str]) -> list[Span]:
        """Spans of the account, in order and joined where they touch."""
        return joined(self._spans.get(table, {}).get(entity, []))

    def of_platform(self, table: str, platform: str) -> list[Span]:
        """Spans of all accounts of a platform together."""
        places = [place for place in self.entities(table) if place[0] == (platform if grain_of(table).owned else "")]
        return joined(span for place in places for span in self.spans(table, place))

    def covering(self, table: str, period: Period) -> tuple[tuple[str, str], ...]:
        """The accounts of which every day of the period is covered."""
        if (table, period) not in self._covering:
            wanted = [(period.first.toordinal(), period.last.toordinal())]
            found = (entity for entity in self.entities(table) if within(wanted, self.spans(table, entity)))
            self._covering[table, period] = tuple(found)
        return self._covering[table, period]


def joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def clipped(spans: Iterable[Span], period: Period) -> list[Span]:
    """The parts of spans that lie in the period."""
    low, high = period.first.toordinal(), period.last.toordinal()
    return [(max(first, low), min(last, high)) for first, last in spans if first <= high and last >= low]


def within(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    """Whether every day of the one is a day of the other (whose spans do not touch each other)."""
    around = list(outer)
    return all(any(start <= first and last <= end for start, end in around) for first, last in inner)
