"""The facts table of a workbook: what native formulas add up, by month, platform, account and campaign.

Choices are already made in it: which table a figure is read from, which of repeating rows count, what stands in for
what. So the formulas are plain SUMIFS, and for every month they come to what `evaluate` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.components import clusters_of, components_of, is_native, names_of
from kpi_xl.kpis.criteria import escaped
from kpi_xl.kpis.fact_rows import FactRows, Key
from kpi_xl.kpis.values.evaluate import Evaluation

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data


@dataclass(frozen=True, slots=True)
class Facts:
    """The table: one row a key, one column a component; a figure that is not there is None."""

    keys: tuple[Key, ...]
    columns: Mapping[str, tuple[float | None, ...]]  # by header
    native: frozenset[str]  # KPIs whose formula comes to the right value for any one month and selection
    special: frozenset[str]  # key columns that hold a name which is no plain text to SUMIFS
    held: bool  # whether there may be ads that only count when their platform or account is asked for


def facts(catalogue: Catalogue, kpi_ids: Sequence[str], months: Sequence[Period], data: Data) -> Facts:
    """The facts that the native formulas of these KPIs need, for these calendar months."""
    evaluation = Evaluation(catalogue, kpi_ids, data)
    plans = {kpi_id: evaluation.plans[kpi_id] for kpi_id in kpi_ids if kpi_id in evaluation.plans}
    plans = {kpi_id: node for kpi_id, node in plans.items() if is_native(node)}
    clusters = tuple(dict.fromkeys(cluster for node in plans.values() for cluster in clusters_of(node)))
    building = FactRows(evaluation.tables, data)
    building.expect(clusters, months)
    for month in months:
        for cluster in clusters:
            building.add(cluster, month)
    names = names_of(catalogue)
    components = {one: names[one] for cluster in clusters for one in components_of(cluster) or ()}
    keys = tuple(sorted(building.rows))
    columns = {name: tuple(building.rows[key].get(one) for key in keys) for one, name in components.items()}
    native = frozenset(name for name, node in plans.items() if not building.unsafe.intersection(clusters_of(node)))
    return Facts(keys, columns, native, _special(keys), not all(key.in_total for key in keys))


def _special(keys: Sequence[Key]) -> frozenset[str]:
    names = ("platform", "account", "campaign")
    return frozenset(name for name in names if any(escaped(getattr(key, name)) != getattr(key, name) for key in keys))
