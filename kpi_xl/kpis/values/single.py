"""What cannot be added up: distinct counts, medians, lowest and highest, worked out from the rows of each scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import narwhals as nw

from kpi_xl.kpis.figures import day_of, grain_of
from kpi_xl.kpis.formula.tree import Aggregate, FieldName, Node
from kpi_xl.kpis.rows import rows_in_scope
from kpi_xl.kpis.values.expressions import enters, value_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data

    _Place = tuple[int, str | None]  # a month as a number, and a platform or all

_FEW = 2  # months, up to which each is asked for alone


class Singles:
    """Works out what cannot be added up, each variant in one scope or, once several months are asked for, in all."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._expected = 0
        self._exported: dict[Variant, bool] = {}
        self._asked: dict[Variant, set[Period]] = {}
        self._by_month: dict[tuple[Variant, bool], _ByMonth] = {}

    def expect(self, periods: Collection[Period]) -> None:
        """Periods that will be asked for."""
        self._expected = sum(period.grain == "month" for period in periods)

    def value(self, variant: Variant, scope: Scope) -> tuple[float | None, dict[str, int]]:
        """The value in a scope and the rows behind it by file; None without rows."""
        if variant not in self._exported:
            self._exported[variant] = _exported(self._data, variant)
        if not self._exported[variant]:
            return None, {}
        months = self._months(variant, scope)
        return months.value(scope) if months else _in_scope(self._data, variant, scope)

    def _months(self, variant: Variant, scope: Scope) -> _ByMonth | None:
        """The values of all months, if the scope is one of them and enough have been asked for."""
        scopes = grain_of(variant.table).scopes
        fits = scope.platform is None or "platform" in scopes
        if scope.period.grain != "month" or scope.account or scope.campaign or not fits or _spans(variant):
            return None
        asked = self._asked.setdefault(variant, set())
        asked.add(scope.period)
        by_platform = scope.platform is not None
        if max(len(asked), self._expected) > _FEW and (variant, by_platform) not in self._by_month:
            self._by_month[variant, by_platform] = _ByMonth(self._data, variant, by_platform=by_platform)
        return self._by_month.get((variant, by_platform))


class _ByMonth:
    """One variant in every month, of every platform or of all together."""

    def __init__(self, data: Data, variant: Variant, *, by_platform: bool) -> None:
        self._values: dict[_Place, float] = {}
        self._rows: dict[_Place, dict[str, int]] = {}
        leaf = cast("Aggregate", variant.slots[0])
        day = nw.col(day_of(variant.table, variant.by)[0])
        rows = _of_totals(data.frames[variant.table], variant.table).filter(enters(leaf), ~day.is_null())
        if by_platform:
            rows = rows.filter(~nw.col("platform").is_null())
        cells = rows.select(
            month=day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64),
            platform=nw.col("platform") if by_platform else nw.lit(None, nw.String),
            value=_value(leaf),
            batch=nw.col("_batch"),
        )
        keys = ("month", "platform") if by_platform else ("month",)
        for row in _listed(cells.group_by(*keys).agg(_aggregated(leaf.function))):
            if row["value"] is not None:
                self._values[row["month"], row.get("platform")] = float(row["value"])
        for row in _listed(cells.group_by(*keys, "batch").agg(nw.len().alias("rows"))):
            files = self._rows.setdefault((row["month"], row.get("platform")), {})
            files[str(row["batch"])] = int(row["rows"])

    def value(self, scope: Scope) -> tuple[float | None, dict[str, int]]:
        place = (scope.period.first.year * 12 + scope.period.first.month, scope.platform)
        return self._values.get(place), self._rows.get(place, {})


def _in_scope(data: Data, variant: Variant, scope: Scope) -> tuple[float | None, dict[str, int]]:
    leaf = cast("Aggregate", variant.slots[0])
    rows = rows_in_scope(data, variant.table, scope, variant.by)
    if rows is None:
        return None, {}
    entering = rows.filter(enters(leaf)).select(value=_value(leaf), batch=nw.col("_batch"))
    counted = _listed(entering.group_by("batch").agg(nw.len().alias("rows")))
    if not counted:
        return None, {}
    answer = _listed(entering.select(_aggregated(leaf.function)))[0]["value"]
    value = None if answer is None else float(answer)
    return value, {str(one["batch"]): int(one["rows"]) for one in counted}


def _listed(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    return frame.collect().to_arrow().to_pylist()


def _spans(variant: Variant) -> bool:
    """Whether a row of the table can cover several days, so that it may lie in no month as a whole."""
    days = day_of(variant.table, variant.by)
    return days[0] != days[-1] or variant.table == "web"


def _of_totals(frame: nw.LazyFrame[Any], table: str) -> nw.LazyFrame[Any]:
    if table != "ads":
        return frame
    return frame.filter(nw.col("breakdown").is_null() | (nw.col("breakdown") == ""))


def _exported(data: Data, variant: Variant) -> bool:
    """Whether the table is there and every field that filters look at has a value: blank throughout is unknown."""
    if variant.table not in data.frames:
        return False
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
