"""The KPIs of the funnel place by place, which of them are steps, and how many went on: worked out in hidden cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import feed
from ..answers import looked_up, repeated
from ..placeholder import kpi, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..book import Book
    from ..feed import Feed

PLACES = 14  # the longest funnel has thirteen KPIs
STEPS = 6
_NOW, _FLAG, _NUMBER, _BEFORE, _RATE, _LOSS = range(6)


class Places:
    """Formulas of what stands in a place of the funnel, from 1."""

    def __init__(self, book: Book, source: Feed) -> None:
        columns = {
            "name": text("each step.label"),
            "id": text("step.id"),
            "stage": text("step.stage"),
            "unit": text("step.unit"),
            "unit_key": text("step.unit_key"),
            "is_step": text("step.is_step"),
            "note": text("step.note"),
            "now": kpi("step.value", period="in_month"),
            "before": kpi("step.value", period="in_previous"),
        }
        self._rows, self._first = repeated(book, "data_steps", columns), source.block(6)
        for place in range(1, PLACES + 1):
            for offset, formula in enumerate(self._formulas(place)):
                source.write(place - 1, self._first + offset, f"={formula}")

    def of(self, head: str) -> Callable[[int], str]:
        """A column of the list, by the place in it."""
        return lambda place: self._rows.at(head, place)

    def of_all(self, head: str) -> str:
        """The range of a column of the list."""
        return self._rows.column(head)

    def rate(self, place: int) -> str:
        """The address of the share that went on from the step before."""
        return self._cell(_RATE, place)

    def base(self, place: int) -> str:
        """The address of the step before."""
        return self._cell(_BEFORE, place)

    @property
    def rates(self) -> str:
        return self._span(_RATE)

    @property
    def losses(self) -> str:
        """The same without the first of several: most of what is seen is never clicked, and that is no loss."""
        return self._span(_LOSS)

    @property
    def steps(self) -> str:
        """How many steps have a figure."""
        return f"COUNT({self._span(_NUMBER)})"

    def step(self, head: str) -> Callable[[int], str]:
        """A column of the list, by the number of the step."""
        return lambda number: looked_up(self._rows.column(head), self.place_of(number))

    def step_rate(self, number: int) -> str:
        return looked_up(self.rates, self.place_of(number))

    def place_of(self, number: int) -> str:
        return f"IFERROR(MATCH({number},{self._span(_NUMBER)},0),0)"

    def _formulas(self, place: int) -> tuple[str, ...]:
        is_step, unit, now = (self._rows.at(head, place) for head in ("is_step", "unit_key", "now"))
        # A funnel without steps, such as a restaurant's, is drawn of what it counts.
        counted = f'OR({unit}="count",{unit}="people")'
        flag = f"IF(SUM({self._rows.column('is_step')})>0,N({is_step})=1,{counted})"
        own, flagged = self._cell(_NOW, place), self._cell(_FLAG, place)
        earlier = f"COUNT({self._span(_NUMBER, place - 1)})" if place > 1 else "0"
        number = f'IF(AND({flagged},ISNUMBER({own})),{earlier}+1,"")'
        rate = self._cell(_RATE, place)
        loss = f'IF(ISNUMBER({rate}),IF(OR({self._cell(_NUMBER, place)}>2,COUNT({self.rates})=1),{rate},""),"")'
        return (now, flag, number, self._before(place), self._share(place, is_step), loss)

    def _before(self, place: int) -> str:
        """The figure of the last step before this place."""
        if place == 1:
            return '""'
        one = place - 1
        was = f"AND(ISNUMBER({self._cell(_NUMBER, one)}),N({self._rows.at('is_step', one)})=1)"
        return f"IF({was},{self._cell(_NOW, one)},{self._cell(_BEFORE, one)})"

    def _share(self, place: int, is_step: str) -> str:
        own, before = self._cell(_NOW, place), self._cell(_BEFORE, place)
        known = f"AND(N({is_step})=1,ISNUMBER({own}),N({before})>0)"
        return f'IF({known},IF({own}>{before},"",{own}/{before}),"")'  # more than the step before: other people

    def _cell(self, offset: int, place: int) -> str:
        return feed.absolute(feed.FIRST_MONTH + place - 1, self._first + offset)

    def _span(self, offset: int, last: int = PLACES) -> str:
        return f"{self._cell(offset, 1)}:{self._cell(offset, last)}"
