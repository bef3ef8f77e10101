"""Sessions and conversions of the website by one dimension, each visit once.

A web export repeats the same traffic in several parts (by channel, by country …), so of each property one part is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kpi_xl import as_dicts, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

NOT_SET = frozenset({"", "(not set)", "(none)", "(direct)", "(organic)", "(referral)", "(cross-network)", "(other)"})


def web_sums(
    data: Data, scope: Scope, dimensions: Sequence[str], figures: Sequence[str] = ("sessions", "key_events")
) -> list[dict[str, Any]] | None:
    """Rows of the first dimension's values with the sums of the figures; None where no export has both.

    Further dimensions are kept where the same part has them. A figure that the part never has is None.
    """
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "web", scope)
    if rows is None:
        return None
    keys = ("property", "part", *dimensions)
    days = nw.when(nw.col("date").is_null()).then(0).otherwise(1)
    known = rows.filter(~nw.col(dimensions[0]).is_null(), ~nw.col(figures[0]).is_null())
    known = known.with_columns(*(nw.col(name).cast(nw.Float64) for name in figures), _days=days)
    sums = [nw.col(name).sum().alias(name) for name in figures]
    counts = [nw.col(name).count().alias(f"_{name}") for name in figures]
    found = as_dicts(known.group_by(*keys).agg(*sums, *counts, nw.col("_days").max()))
    return _of_one_part(found, figures) or None


def _of_one_part(rows: Iterable[dict[str, Any]], figures: Sequence[str]) -> list[dict[str, Any]]:
    """Of each property the part that has most of the figures; then one by days, then the one with most traffic."""
    parts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[str(row["property"] or ""), str(row["part"] or "")].append(row)
    best: dict[str, tuple[Any, ...]] = {}
    for (site, part), own in sorted(parts.items()):
        has = [any(row[f"_{name}"] for row in own) for name in figures]
        rank = (sum(has), max(row["_days"] for row in own), sum(row[figures[0]] for row in own), part)
        best[site] = max(best.get(site, rank), rank)
    chosen = [row for site, rank in best.items() for row in parts[site, rank[-1]]]
    exported = {name for name in figures if any(row[f"_{name}"] for row in chosen)}
    return [{**row, **{name: (row[name] or 0.0) if name in exported else None for name in figures}} for row in chosen]


def added_up(rows: Iterable[Mapping[str, Any]], dimension: str, figures: Sequence[str]) -> dict[str, dict[str, float]]:
    """The sums of each figure by one dimension; blank values and those that name none stand together under nothing."""
    found: dict[str, dict[str, float]] = {}
    for row in sorted(rows, key=lambda row: str(row[dimension])):
        name = str(row[dimension] or "")
        own = found.setdefault("" if name.casefold() in NOT_SET else name, dict.fromkeys(figures, 0.0))
        for figure in figures:
            own[figure] += row[figure] or 0.0
    return found
