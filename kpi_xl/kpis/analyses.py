"""All analyses of a project, and how one finds one among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kpi_xl.kpis.analysis import Analysis
from kpi_xl.kpis.plain import plain


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
        wanted = plain(words).split()
        scored = [(_score(one, wanted), one) for one in self]
        return [one for score, one in sorted(scored, key=lambda each: -each[0]) if score]

    def close_to(self, text: str) -> list[str]:
        """Ids and names that are spelled alike."""
        return get_close_matches(plain(text), [*self._names], n=2, cutoff=0.6)


def _score(analysis: Analysis, wanted: list[str]) -> int:
    names = [plain(one) for one in (analysis.id, *analysis.label.values(), *analysis.aliases)]
    everything = " | ".join((*names, plain(analysis.area)))
    if not wanted or not all(word in everything for word in wanted):
        return 0
    return 1 + 4 * (" ".join(wanted) in names) + 2 * any(" ".join(wanted) in name for name in names)
