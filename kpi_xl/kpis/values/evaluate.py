"""KPIs in scopes → results: every table is queried once, however many KPIs and scopes are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import Name, Node, walk
from kpi_xl.kpis.plan import plan
from kpi_xl.kpis.result import Result
from kpi_xl.kpis.sentences import Language, say
from kpi_xl.kpis.uncollected import uncollected
from kpi_xl.kpis.values.calculated import calculated
from kpi_xl.kpis.values.formulas import Formulas
from kpi_xl.kpis.values.outcome import Outcome
from kpi_xl.kpis.values.question import Slice
from kpi_xl.kpis.values.tables import Tables

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data


def evaluate(
    catalogue: Catalogue, requests: Sequence[tuple[str, Scope]], data: Data, language: Language = "en"
) -> list[Result]:
    """One result for each request, in their order.

    Raises:
        UsageError: a KPI is unknown.
    """
    with uncollected():
        return Evaluation(catalogue, [kpi_id for kpi_id, _ in requests], data, language).results(requests)


class Evaluation:
    """KPIs over one set of data; the tables are queried when it is made."""

    def __init__(self, catalogue: Catalogue, kpi_ids: Sequence[str], data: Data, language: Language = "en") -> None:
        self._catalogue = catalogue
        self._data = data
        self._language: Language = language
        self.plans = _plans(catalogue, dict.fromkeys(kpi_ids))
        self.tables = Tables(data, self.plans.values())
        self._formulas = Formulas(data, self.tables, language, self.outcome)

    def results(self, requests: Sequence[tuple[str, Scope]]) -> list[Result]:
        with uncollected():
            outcomes = zip(requests, self.outcomes(requests), strict=True)
            return [self._result(self._catalogue.get(kpi_id), one) for (kpi_id, _), one in outcomes]

    def outcomes(self, requests: Sequence[tuple[str, Scope]]) -> list[Outcome]:
        """What each request comes to; what is asked for together is added up together."""
        self.tables.expect(Slice(scope.period, scope.campaign) for _, scope in requests)
        with uncollected():
            return [self.outcome(kpi_id, scope) for kpi_id, scope in requests]

    def outcome(self, kpi_id: str, scope: Scope) -> Outcome:
        """What a KPI comes to, with the rows behind it by the id of their file."""
        kpi = self._catalogue.get(kpi_id)
        if kpi.calculate is not None:
            return calculated(kpi, self._data, scope, self._language)
        outcome = self._formulas.outcome(self.plans[kpi_id], scope)
        waits_for_rate = outcome.missing is not None and outcome.missing.kind == "needs_currency"
        if waits_for_rate and kpi.unit != "money" and len(outcome.currencies) == 1:
            currency = next(iter(outcome.currencies)) or self._data.currency
            native = self._formulas.outcome(self.plans[kpi_id], scope, native=True)
            return native.remarked(say("own_currency", self._language, currency=currency))
        return outcome

    def _result(self, kpi: Kpi, outcome: Outcome) -> Result:
        currency = self._data.currency if kpi.unit == "money" else None
        background = _OfFiles(outcome, self._data.files)
        return Result(kpi.id, outcome.value, outcome.missing, outcome.bounds, kpi.unit, currency, background)


@dataclass(frozen=True, slots=True)
class _OfFiles:
    """What is behind an outcome, by the names of the files."""

    outcome: Outcome
    names: Mapping[str, str]  # by the id of their batch

    def flags(self) -> tuple[str, ...]:
        return self.outcome.flags

    def files(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for counts in self.outcome.rows.values():
            for batch, count in counts.items():
                name = self.names.get(batch, batch)
                found[name] = found.get(name, 0) + count
        return found


def _plans(catalogue: Catalogue, kpi_ids: Mapping[str, None]) -> dict[str, Node]:
    """The planned formulas of the KPIs and of those that they lead to."""
    found: dict[str, Node] = {}
    waiting = list(kpi_ids)
    while waiting:
        kpi_id = waiting.pop()
        tree = catalogue.tree(kpi_id)
        if tree is not None and kpi_id not in found:
            found[kpi_id] = plan(tree)
            waiting += [node.text for node in walk(tree) if isinstance(node, Name)]
    return found
