"""How well a definition fits the words that a person looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kpi_xl.kpis.plain import plain

_Definition = TypeVar("_Definition")
_FILLING = 3  # letters; shorter words (av, per, the) tell nothing where not all words are found


def fit(words: str, names: Iterable[str], texts: Iterable[str]) -> int:
    """0 unless every word occurs in a name or another text; a whole name fits best, then words side by side in one."""
    wanted, known = plain(words), [plain(one) for one in names]
    everything = " | ".join((*known, *map(plain, texts)))
    if not wanted or not all(word in everything for word in wanted.split()):
        return 0
    return 1 + 4 * (wanted in known) + 2 * any(wanted in one for one in known)


def fit_in_part(words: str, names: Iterable[str]) -> int:
    """How many of the words occur in the names, those left aside that every text has."""
    known = " | ".join(map(plain, names))
    return sum(word in known for word in plain(words).split() if len(word) > _FILLING)


def best(scored: Sequence[tuple[int, _Definition]]) -> list[_Definition]:
    """Those that fit at all, best first, otherwise in their order."""
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score]
