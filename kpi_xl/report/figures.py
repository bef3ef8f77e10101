"""Every figure of a report, worked out together: KPIs × months × platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kpi_xl.kpis.result import Result
    from kpi_xl.vocabulary.periods import Period

    Question = tuple[str, Scope]
    Evaluate = Callable[[Sequence[Question]], Sequence[Result]]


class Figures:
    """Results by KPI and scope. What was not asked beforehand is worked out when it is read."""

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate = evaluate
        self._results: dict[Question, Result] = {}

    def ask(self, kpis: Iterable[str], months: Iterable[Period], platforms: Iterable[str | None]) -> None:
        """Work out all these KPIs in one go: one query a table, however many there are."""
        scopes = [Scope(month, platform) for month in months for platform in platforms]
        self.ask_all([(kpi, scope) for kpi in kpis for scope in scopes])

    def ask_all(self, questions: Sequence[Question]) -> None:
        new = [question for question in dict.fromkeys(questions) if question not in self._results]
        if new:
            self._results.update(zip(new, self._evaluate(new), strict=True))

    def result(self, kpi: str, month: Period, platform: str | None = None, campaign: str | None = None) -> Result:
        question = (kpi, Scope(month, platform, None, campaign))
        self.ask_all([question])
        return self._results[question]

    def value(self, kpi: str, month: Period, platform: str | None = None, campaign: str | None = None) -> float | None:
        return self.result(kpi, month, platform, campaign).value

    def known(self) -> Mapping[Question, Result]:
        """All that has been worked out so far."""
        return self._results
