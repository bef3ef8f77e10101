"""What calculations of plugins build on: another formula's value, counted rows, a number that the user gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kpi_xl.kpis.additivity import Additivity, additivity
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.kpi import Calculated, Kpi, KpiUnit
from kpi_xl.kpis.result import Missing, MissingKind, Result

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.kpis.values.outcome import Outcome
    from kpi_xl.warehouse.data import Data

Thing = TypeVar("Thing")


def formula_values(data: Data, scopes: Sequence[Scope], formula: str, unit: KpiUnit = "ratio") -> list[Calculated]:
    """What a formula comes to in each scope, by all the rules of KPIs; each table is queried once.

    Raises:
        DefinitionError: the formula is wrong, or comes to something else than the unit.
    """
    from kpi_xl.kpis.values.evaluate import Evaluation  # noqa: PLC0415 - plugins name these functions without NumPy

    evaluation = once(data, f"{formula} in {unit}", lambda: Evaluation(_catalogue(formula, unit), ["formula"], data))
    return [_calculated(outcome) for outcome in evaluation.outcomes([("formula", scope) for scope in scopes])]


def formula_value(data: Data, scope: Scope, formula: str, unit: KpiUnit = "ratio") -> Calculated:
    """What a formula comes to in one scope."""
    return formula_values(data, [scope], formula, unit)[0]


def kpi_values(data: Data, requests: Sequence[tuple[str, Scope]], language: Language = "en") -> list[Result]:
    """What KPIs of the project come to, by id and scope; each table is queried once.

    Raises:
        UsageError: there is no such KPI.
    """
    from kpi_xl.kpis.values.evaluate import evaluate  # noqa: PLC0415

    return evaluate(_kpis(data), requests, data, language)


def kpi_of(data: Data, kpi_id: str) -> Kpi | None:
    """The definition of a KPI; None where the project has none of that id."""
    kpis = _kpis(data)
    return kpis.get(kpi_id) if kpi_id in kpis else None


def find_kpi(data: Data, text: str) -> Kpi:
    """The KPI that a person means by its id or a name in any language.

    Raises:
        UsageError: none or several are meant; the hint names the closest.
    """
    return _kpis(data).find(text)


def additivity_of(data: Data, kpi_id: str) -> Additivity:
    """How a KPI of the project behaves over time: a flow, a stock, unique people, a ratio, or none of these."""
    return additivity(_kpis(data), kpi_id)


def _kpis(data: Data) -> Catalogue:
    return data.kpis if isinstance(data.kpis, Catalogue) else Catalogue([])


def _calculated(outcome: Outcome) -> Calculated:
    rows: dict[str, int] = {}
    for counts in outcome.rows.values():
        for batch, count in counts.items():
            rows[batch] = rows.get(batch, 0) + count
    return Calculated(outcome.value, outcome.missing, rows, outcome.flags)


@cache
def _catalogue(formula: str, unit: KpiUnit) -> Catalogue:
    return Catalogue([Kpi("formula", unit, "context", "", {"en": "formula"}, "", formula=formula)])


def once(data: Data, name: str, work_out: Callable[[], Thing]) -> Thing:
    """What `work_out` gives for these data, worked out the first time that somebody asks for the name.

    A calculation is asked for every month and every platform: what it needs of all rows is read once this way.
    """
    if name not in data.worked_out:
        data.worked_out[name] = work_out()
    return cast("Thing", data.worked_out[name])


def rows_by_file(rows: nw.LazyFrame[Any]) -> Mapping[str, int]:
    """How many rows each imported file gave."""
    import narwhals as nw  # noqa: PLC0415

    counted = rows.group_by("_batch").agg(nw.len().alias("rows")).collect().to_arrow().to_pylist()
    return {str(row["_batch"]): int(row["rows"]) for row in counted}


def has_values(rows: nw.LazyFrame[Any] | None, *fields: str) -> bool:
    """Whether each of the fields has a value in some row; a column that is blank throughout is not exported."""
    import narwhals as nw  # noqa: PLC0415

    if rows is None:
        return False
    counted = rows.select(*(nw.col(field).count().alias(field) for field in fields)).collect().to_arrow().to_pylist()
    return all(counted[0][field] for field in fields)


def nothing(kind: MissingKind, name: str = "") -> Calculated:
    """No number, for a reason of this kind; with `needs_input` the name of what the user has to give."""
    return Calculated(None, Missing(kind, name))
