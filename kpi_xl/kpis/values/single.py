"""What cannot be added up: distinct counts, medians, lowest and highest, worked out from the rows of each scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import narwhals as nw

from kpi_xl.kpis.formula.tree import Aggregate, FieldName, Node
from kpi_xl.kpis.rows import rows_in_scope
from kpi_xl.kpis.values.expressions import enters, value_of

if TYPE_CHECKING:
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.warehouse.data import Data


def single_value(data: Data, variant: Variant, scope: Scope) -> tuple[float | None, dict[str, int]]:
    """The value in a scope and the rows behind it by file; None without rows."""
    leaf = cast("Aggregate", variant.slots[0])
    rows = rows_in_scope(data, variant.table, scope, variant.by)
    if rows is None:
        return None, {}
    if not _exported(data, variant):
        return None, {}
    entering = rows.filter(enters(leaf)).select(value=_value(leaf), batch=nw.col("_batch"))
    counted = entering.group_by("batch").agg(nw.len().alias("rows")).collect().to_arrow().to_pylist()
    if not counted:
        return None, {}
    answer = entering.select(_aggregated(leaf.function)).collect().to_arrow().to_pylist()[0]["value"]
    value = None if answer is None else float(answer)
    return value, {str(one["batch"]): int(one["rows"]) for one in counted}


def _exported(data: Data, variant: Variant) -> bool:
    """Whether every field that filters look at has a value somewhere: one that is blank throughout is unknown."""
    if not variant.conditions:
        return True
    counted = data.frames[variant.table].select(*(nw.col(name).count().alias(name) for name in variant.conditions))
    return all(counted.collect().to_arrow().to_pylist()[0].values())


def _value(leaf: Aggregate) -> nw.Expr:
    row: Node = leaf.row
    if leaf.function == "distinct" and isinstance(row, FieldName):
        return nw.col(row.field)
    return value_of(row)


def _aggregated(function: str) -> nw.Expr:
    value = nw.col("value")
    match function:
        case "distinct":
            return value.n_unique()
        case "median":
            return value.median()
        case "min":
            return value.min()
        case _:
            return value.max()
