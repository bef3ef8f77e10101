"""Targets, month by month, as formulas look them up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpi_xl.kpis.additivity import additivity
from kpi_xl.kpis.plain import plain
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.report.material import Material
    from kpi_xl.warehouse.data import Data

_SUMMED = frozenset({"count", "money"})
Target = tuple[str, str | None, Period]  # KPI, platform, month


def targets(catalogue: Catalogue, data: Data, months: tuple[Period, ...]) -> Mapping[Target, float]:
    """The target of each KPI, platform and month.

    A month's own target beats one of a longer period. A sum's target for a quarter or a year says nothing about one of
    its months and is left out; a level such as a rate or followers holds for every month inside.
    """
    found: dict[Target, tuple[int, float]] = {}
    for row in _rows(data):
        if row["kpi"] not in catalogue or row["value"] is None or not _has_days(row):
            continue
        for month in _months_of(catalogue, row, months):
            key = (row["kpi"], row["scope"] or None, month)
            days = Period(row["period_start"], row["period_end"]).days
            if key not in found or days <= found[key][0]:
                found[key] = (days, float(row["value"]))
    return {key: value for key, (_, value) in found.items()}


def target_of(material: Material, kpi: str, platform: str | None = None) -> float | None:
    """The target of the report's month."""
    return material.targets.get((kpi, platform, material.month))


def target_for(catalogue: Catalogue, data: Data, kpi: str, scope: Scope) -> float | None:
    """The target of any period and of the narrowest part of the scope.

    A target set for exactly the period comes first. A level holds for every period inside its own, the shortest one
    first; a sum's targets are added up where each month of the period has one.
    """
    mine = [row for row in _rows(data) if row["kpi"] == kpi and row["value"] is not None and _has_days(row)]
    by_period = {
        Period(row["period_start"], row["period_end"]): float(row["value"]) for row in mine if _is_for(row, scope)
    }
    if scope.period in by_period:
        return by_period[scope.period]
    if _adds_up(catalogue, kpi):
        return _added(by_period, scope.period)
    around = [one for one in by_period if one.first <= scope.period.first and one.last >= scope.period.last]
    return by_period[min(around, key=lambda one: one.days)] if around else None


def _is_for(row: Mapping[str, Any], scope: Scope) -> bool:
    wanted = scope.campaign or scope.account or scope.platform or ""
    return plain(row["scope"] or "") in {plain(wanted), plain(platform_name(wanted))}


def _adds_up(catalogue: Catalogue, kpi: str) -> bool:
    """Whether months add up to a year; of what is worked out outside the formulas, only counts and amounts can."""
    found = additivity(catalogue, kpi)
    return found == "sum" or (found == "outside" and catalogue.get(kpi).unit in _SUMMED)


def _added(by_period: Mapping[Period, float], period: Period) -> float | None:
    months = period.months()
    whole = period == Period(months[0].first, months[-1].last)
    return sum(by_period[month] for month in months) if whole and all(one in by_period for one in months) else None


def _rows(data: Data) -> list[dict[str, Any]]:
    frame = data.frames.get("targets")
    if frame is None:
        return []
    columns = ["kpi", "scope", "period_start", "period_end", "value"]
    return frame.select(columns).sort(columns[:4]).collect("pyarrow").to_arrow().to_pylist()


def _has_days(row: Mapping[str, Any]) -> bool:
    return row["period_start"] is not None and row["period_end"] is not None


def _months_of(catalogue: Catalogue, row: Mapping[str, Any], months: tuple[Period, ...]) -> Iterator[Period]:
    period = Period(row["period_start"], row["period_end"])
    is_sum = _adds_up(catalogue, row["kpi"])
    for month in months:
        if period == month or (not is_sum and period.contains(month.first) and period.contains(month.last)):
            yield month
