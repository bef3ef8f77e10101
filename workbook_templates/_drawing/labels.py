"""Names at the ends of lines, kept apart where the lines end close to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import feed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .feed import Feed, Series

_APART = 0.105  # of the highest value: the height of a letter in the chart


def end_labels(source: Feed, lines: Sequence[Series]) -> list[Series]:
    """For each line, given by its figures, a series of one point where its name has room.

    From the lowest end upwards each name stands at its line's end, or just above the name below it. Worked out in
    cells, so that it holds for whatever month is chosen.
    """
    first = source.block(4)
    for place, line in enumerate(lines):
        _place(source, first, place, line, len(lines))
    apart = f"{_APART}*MAX({','.join(line.months for line in lines)})"
    for place in range(len(lines)):
        _spread(source, first, place, apart)
    return [_label(source, first, place) for place in range(len(lines))]


def _cell(column: int, place: int) -> str:
    return feed.absolute(feed.FIRST_MONTH + place, column)


def _all(column: int, count: int) -> str:
    return f"{_cell(column, 0)}:{_cell(column, count - 1)}"


def _place(source: Feed, first: int, place: int, line: Series, count: int) -> None:
    """The line's last value and its rank from below; equal ones in the order of the lines."""
    own, values = _cell(first, place), _all(first, count)
    source.write(place, first, f"={line.now}")
    earlier = f"+SUMPRODUCT(--({_all(first, place)}={own}))" if place else ""
    source.write(place, first + 1, f'=IF({own}="","",1+SUMPRODUCT(--({values}<{own})){earlier})')
    found = f"INDEX({values},MATCH({place + 1},{_all(first + 1, count)},0))"
    source.write(place, first + 2, f'=IFERROR({found},"")')


def _spread(source: Feed, first: int, place: int, apart: str) -> None:
    own = _cell(first + 2, place)
    below = _cell(first + 3, place - 1) if place else ""
    moved = f"MAX({own},{below}+{apart})" if place else own
    source.write(place, first + 3, f'=IF({own}="","",{moved})')


def _label(source: Feed, first: int, place: int) -> Series:
    rank = _cell(first + 1, place)
    spread = f"{feed.absolute(feed.FIRST_MONTH, first + 3)}:{feed.absolute(feed.LAST_MONTH, first + 3)}"

    def month(row: int) -> str:
        return f'=IF({rank}="",NA(),INDEX({spread},{rank}))' if row == feed.LAST_MONTH else ""

    return source.column("label", month)
