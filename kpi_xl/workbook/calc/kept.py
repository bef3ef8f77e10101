"""What was read once and will be asked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")

_WORTH_KEEPING = 8
_LEAST = 64  # what keeping a small thing costs, in cells
_MOST_CELLS = 8_000_000


class Kept(Generic[Key, Thing]):
    """Makes things and keeps them, the oldest making room once they hold too many cells."""

    def __init__(self, make: Callable[[Key], Thing]) -> None:
        self._make = make
        self._things: dict[Key, tuple[Thing, int]] = {}
        self._cells = 0

    def get(self, key: Key, cells: int) -> Thing:
        """The thing of a key, which holds that many cells."""
        found = self._things.get(key)
        if found is not None:
            return found[0]
        thing = self._make(key)
        if cells >= _WORTH_KEEPING:
            kept = max(cells, _LEAST)
            self._things[key] = (thing, kept)
            self._cells += kept
            while self._cells > _MOST_CELLS and len(self._things) > 1:
                oldest = next(iter(self._things))
                self._cells -= self._things.pop(oldest)[1]
        return thing
