"""Who ordered when: what the KPIs of returning customers share. Orders without a customer stay out everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any

from kpi_xl import Period, rows_in_scope

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl import Data, Scope

NEEDS = ("orders.customer", "orders.ordered_at")
_LONG_AGO = date(1970, 1, 1)
ALL_TIME = Period(_LONG_AGO, date(9999, 12, 31))


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer's days with orders, in order, and what was paid on each (None without a rate for its currency)."""

    days: tuple[date, ...]
    revenue: tuple[float | None, ...]


def customer_orders(data: Data, scope: Scope) -> nw.LazyFrame[Any] | None:
    """Orders of the scope that name a customer; None where there is no such table or no such scope."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "orders", scope)
    return None if rows is None else rows.filter(~nw.col("customer").is_null())


def until(scope: Scope) -> Scope:
    """The scope from the first order there is to the end of its period."""
    return replace(scope, period=Period(_LONG_AGO, scope.period.last))


def customers_of(rows: nw.LazyFrame[Any]) -> Mapping[str, Customer]:
    """Every customer; orders of one day are one purchase."""
    import narwhals as nw  # noqa: PLC0415

    priced = rows.with_columns(nw.col("revenue").cast(nw.Float64), priced=nw.col("revenue"))
    daily = priced.group_by("customer", "ordered_on").agg(
        nw.col("revenue").sum(), nw.col("priced").count(), nw.len().alias("orders")
    )
    listed = daily.sort("customer", "ordered_on").collect().to_arrow().to_pylist()
    return {str(name): _customer(list(days)) for name, days in groupby(listed, key=lambda row: row["customer"])}


def _customer(days: list[Mapping[str, Any]]) -> Customer:
    paid = (float(row["revenue"]) if row["priced"] == row["orders"] else None for row in days)
    return Customer(tuple(row["ordered_on"] for row in days), tuple(paid))


def gaps(customers: Mapping[str, Customer], since: date) -> list[int]:
    """Days between two purchases of one customer, for each later purchase since a day."""
    return [
        (later - earlier).days
        for customer in customers.values()
        for earlier, later in zip(customer.days, customer.days[1:], strict=False)
        if later >= since
    ]


def usual_gap(customers: Mapping[str, Customer]) -> float | None:
    found = gaps(customers, _LONG_AGO)
    return median(found) if found else None


def is_active(customer: Customer, day: date, window: float) -> bool:
    """Whether the customer bought in the window of days that ends on a day."""
    return any(day - timedelta(days=window) < bought <= day for bought in customer.days)
