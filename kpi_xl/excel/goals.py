"""KPI_TARGET, KPI_STATUS and KPI_BENCHMARK: what a KPI is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpi_xl.errors import UsageError
from kpi_xl.excel.cells import CellError, number_cell
from kpi_xl.excel.naming import kpi_in, platform_named, scope_in
from kpi_xl.kpis.benchmarks import agreement
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.rows import as_dicts
from kpi_xl.kpis.texts import texts_beside
from kpi_xl.report.targets import target_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.kpi import Better, Kpi

_ON_TARGET, _NEAR_TARGET = 1.0, 0.9  # shares of the target, as the shipped templates have them

_say = texts_beside(__file__)


def kpi_target(source: Source, given: Given) -> Answer:
    """The target that inputs.xlsx sets for a KPI."""
    asked = kpi_in(source, given)
    return number_cell(target_for(source.catalogue, source.data, asked.id, scope_in(source, given)))


def kpi_status(source: Source, given: Given) -> Answer:
    """How a KPI stands against its target."""
    asked, scope = kpi_in(source, given), scope_in(source, given)
    target = target_for(source.catalogue, source.data, asked.id, scope)
    reached = _reached(source.result(asked.id, scope).value, target, asked.better)
    if reached is None:
        return CellError.MISSING
    # Rounded before it is compared, or 100 % would read “near target”.
    share = round(reached, 2)
    return _say("on" if share >= _ON_TARGET else "near" if share >= _NEAR_TARGET else "under", source.language)


def kpi_benchmark(source: Source, given: Given) -> Answer:
    """What others reach, by the benchmarks of inputs.xlsx that are defined alike; the newest unless a year is named."""
    asked = kpi_in(source, given)
    platform, industry = platform_named(source, given.text("platform")), plain(given.text("industry") or "")
    rows = [row for row in _benchmarks(source, asked) if (row["platform"] or None) == platform]
    rows = [row for row in rows if plain(row["industry"] or "") == industry] or ([] if industry else rows)
    if industry and not rows:
        _refuse_unknown_industry(source, industry)
    year = given.number("year") or max((row["year"] or 0 for row in rows), default=0)
    values = {row["value"] for row in rows if (row["year"] or 0) == year and row["value"] is not None}
    if len(values) > 1:
        raise UsageError(f"There are {len(values)} benchmarks of {asked.id}.", "Name the industry.")
    return number_cell(next(iter(values), None))


def _reached(value: float | None, target: float | None, better: Better) -> float | None:
    """The share of a target that is reached; where less is better, target over actual."""
    if value is None or target is None or better == "context":
        return None
    part, whole = (target, value) if better == "lower" else (value, target)
    return part / whole if whole else None


def _benchmarks(source: Source, kpi: Kpi | None = None) -> Sequence[dict[str, Any]]:
    """All of them, or those that a KPI can be held against."""
    frame = source.data.frames.get("benchmarks")
    rows = [] if frame is None else as_dicts(frame)
    if kpi is None:
        return rows
    mine = [row for row in rows if row["kpi"] == kpi.id]
    return [row for row in mine if agreement(source.data, kpi, row["definition"] or "") != "other"]


def _refuse_unknown_industry(source: Source, industry: str) -> None:
    known = sorted({row["industry"] for row in _benchmarks(source) if row["industry"]})
    if industry not in map(plain, known):
        raise UsageError(f"There is no benchmark for the industry “{industry}”.", f"There are: {', '.join(known)}.")
