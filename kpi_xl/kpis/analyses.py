"""All analyses of a project, and how one finds one among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kpi_xl.kpis.analysis import Analysis
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.searching import best, fit


class Analyses:
    """Every analysis by its id."""

    def __init__(self, analyses: Iterable[Analysis]) -> None:
        self._analyses = {one.id: one for one in analyses}
        self._names: dict[str, Analysis] = {}
        for one in self._analyses.values():
            for name in (one.id, *one.label.values(), *one.aliases):
                self._names.setdefault(plain(name), one)

    def __iter__(self) -> Iterator[Analysis]:
        return iter(self._analyses.values())

    def __contains__(self, analysis_id: object) -> bool:
        return analysis_id in self._analyses

    def find(self, text: str) -> Analysis | None:
        """The analysis that a person means by its id, label or another name; None if there is none."""
        return self._analyses.get(text) or self._names.get(plain(text))

    def search(self, words: str) -> list[Analysis]:
        """Analyses in whose names or area every word occurs; better fits first."""
        return best([(fit(words, (one.id, *one.label.values(), *one.aliases), (one.area,)), one) for one in self])

    def close_to(self, text: str) -> list[str]:
        """Ids and names that are spelled alike."""
        return get_close_matches(plain(text), [*self._names], n=2, cutoff=0.6)
