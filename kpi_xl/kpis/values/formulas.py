"""One planned formula in one scope: clusters first, then the arithmetic above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import Binary, Cluster, Else, FieldName, Name, Negative, Node, Number, Rate, walk
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.result import Missing
from kpi_xl.kpis.sentences import Language, listed, say
from kpi_xl.kpis.values.clusters import Clusters
from kpi_xl.kpis.values.outcome import Outcome, arithmetic
from kpi_xl.kpis.values.rates import rate_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.values.tables import Tables
    from kpi_xl.warehouse.data import Data


class Formulas:
    """Works out planned formulas over one set of data."""

    def __init__(
        self, data: Data, tables: Tables, language: Language, calculated: Callable[[str, Scope], Outcome]
    ) -> None:
        self._data = data
        self._language: Language = language
        self._clusters = Clusters(data, tables, language)
        self._calculated = calculated

    def outcome(self, node: Node, scope: Scope, *, native: bool = False) -> Outcome:
        """What the formula comes to; money in the currency of the files if `native`."""
        match node:
            case Number(value=value):
                found = Outcome(value)
            case Cluster():
                found = self._clusters.outcome(node, scope, native=native)
            case Rate(name=name):
                found = self._rate(name, scope)
            case Name(text=text):
                found = self._calculated(text, scope)
            case Negative(operand=operand):
                found = arithmetic("-", Outcome(0.0), self.outcome(operand, scope, native=native), self._language)
            case Else():
                found = self._first_of(node, scope, native=native)
            case Binary(operator=operator, left=left, right=right):
                first = self.outcome(left, scope, native=native)
                found = arithmetic(operator, first, self.outcome(right, scope, native=native), self._language)
            case _:
                message = f"{node} is not planned"
                raise TypeError(message)
        return found

    def _first_of(self, node: Else, scope: Scope, *, native: bool) -> Outcome:
        first = self.outcome(node.first, scope, native=native)
        if first.value is not None or first.bounds is not None:
            return first
        second = self.outcome(node.second, scope, native=native)
        if second.value is not None:
            return second.remarked(self._alternative(node.first))
        says_more = first.missing is not None and first.missing.kind == "no_data" and second.tables
        return second if says_more and second.missing is not None and second.missing.kind != "no_data" else first

    def _alternative(self, instead_of: Node) -> str:
        labels = [
            field_label(part.field if isinstance(part, FieldName) else part.name, self._language)
            for part in walk(instead_of)
            if isinstance(part, FieldName | Rate)
        ]
        return say("alternative", self._language, figures=listed(labels, self._language))

    def _rate(self, name: str, scope: Scope) -> Outcome:
        value = rate_of(self._data, name, scope)
        if value is None:
            return Outcome(None, Missing("needs_input", say("needs_input", self._language, name=name)))
        return Outcome(value)
