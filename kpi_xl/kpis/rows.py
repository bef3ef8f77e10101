"""The rows of one table in a scope, for what cannot be added up: distinct counts, medians, calculations, analyses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kpi_xl.kpis.figures import day_of, grain_of

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data


def rows_in_scope(
    data: Data, table: str, scope: Scope, by: str = "", *, breakdowns: bool = False
) -> nw.LazyFrame[Any] | None:
    """Rows of a table that lie wholly in the scope, the period decided by the table's own day or by `by`.

    Of ads those that enter totals, or with `breakdowns` those by age, device …, which repeat them. None if no file has
    given the table any row, or the table cannot be asked for the scope.
    """
    import narwhals as nw  # noqa: PLC0415 - plugins name this function without loading an engine

    frame = data.frames.get(table)
    wanted = {name: getattr(scope, name) for name in ("platform", "account", "campaign")}
    asked = {name: value for name, value in wanted.items() if value is not None}
    if frame is None or not asked.keys() <= grain_of(table).scopes:
        return None
    days = day_of(table, by)
    first, last = nw.col(days[0]), nw.col(days[-1])
    if table == "web":
        first, last = nw.coalesce(nw.col("date"), first), nw.coalesce(nw.col("date"), last)
    rows = frame.filter(first >= nw.lit(scope.period.first, nw.Date), last <= nw.lit(scope.period.last, nw.Date))
    if table == "ads":
        is_total = nw.col("breakdown").is_null() | (nw.col("breakdown") == "")
        rows = rows.filter(~is_total if breakdowns else is_total)
    for name, value in asked.items():
        rows = rows.filter(nw.col(name) == value)
    return rows


def as_dicts(rows: nw.LazyFrame[Any]) -> Sequence[dict[str, Any]]:
    """The rows themselves, each by the names of its columns; for what has been summed up to few."""
    return rows.collect().to_arrow().to_pylist()
