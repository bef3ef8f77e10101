"""Whether a KPI's months or platforms may be added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kpi_xl.kpis.formula.tree import Aggregate, Binary, walk

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue

Additivity = Literal["sum", "last", "never", "ratio", "outside"]


def additivity(catalogue: Catalogue, kpi_id: str) -> Additivity:
    """How a KPI behaves over time: a flow, a stock, unique people, a ratio, or worked out outside the formulas."""
    tree = catalogue.tree(kpi_id)
    if tree is None:
        return "outside"
    parts = list(walk(tree))
    if any(isinstance(part, Binary) and part.operator == "/" for part in parts):
        return "ratio"
    functions = {part.function for part in parts if isinstance(part, Aggregate)}
    if functions & {"unique", "distinct", "median", "mean", "min", "max"}:
        return "never"
    return "last" if "last" in functions else "sum"
