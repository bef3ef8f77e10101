"""Every figure that was asked for, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.kpis.values.evaluate import Evaluation
    from kpi_xl.warehouse.data import Data

    Question = tuple[str, Scope]


class Figures:
    """Results by KPI and scope.

    All KPIs of the catalogue are read together, one query a table, as soon as a sheet asks for a second one; the first
    is answered alone, so that the person who typed it does not wait for all of them.
    """

    def __init__(self, catalogue: Catalogue, data: Data, language: Language) -> None:
        self._catalogue = catalogue
        self._data = data
        self._language: Language = language
        self._results: dict[Question, Result] = {}
        self._evaluation: Evaluation | None = None
        self._read: frozenset[str] = frozenset()

    def results(self, questions: Sequence[Question]) -> list[Result]:
        """One result for each question, in their order."""
        new = [question for question in dict.fromkeys(questions) if question not in self._results]
        if new:
            evaluation = self._evaluation_of(frozenset(kpi for kpi, _ in new))
            self._results.update(zip(new, evaluation.results(new), strict=True))
        return [self._results[question] for question in questions]

    def _evaluation_of(self, kpis: frozenset[str]) -> Evaluation:
        if self._evaluation is not None and kpis <= self._read:
            return self._evaluation
        from kpi_xl.kpis.values.evaluate import Evaluation  # noqa: PLC0415 - NumPy is slow to import

        everything = frozenset(kpi.id for kpi in self._catalogue)
        self._read = kpis if self._evaluation is None and len(kpis) == 1 else everything
        self._evaluation = Evaluation(self._catalogue, sorted(self._read), self._data, self._language)
        return self._evaluation
