"""Visits split by one dimension of the web export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpi_xl import as_dicts, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

Figures = Mapping[str, float]


def web_by(data: Data, scope: Scope, dimension: str, figures: Sequence[str]) -> Mapping[str, Figures]:
    """The figures by value of a dimension; empty where no export of the period is split by it.

    Tables of one export repeat the same traffic, so of each property the table with most of the first figure counts:
    the others may be cut to the top rows.
    """
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "web", scope)
    if rows is None:
        return {}
    known = rows.filter(~nw.col(dimension).is_null(), *(~nw.col(figure).is_null() for figure in figures))
    plain = known.with_columns(*(nw.col(figure).cast(nw.Float64) for figure in figures))
    listed = as_dicts(plain.group_by("property", "part", dimension).agg(*(nw.col(one).sum() for one in figures)))
    counted = _counted_parts([(str(row["property"]), str(row["part"]), float(row[figures[0]])) for row in listed])
    found: dict[str, dict[str, float]] = {}
    for row in listed:
        if counted[str(row["property"])] == str(row["part"]):
            place = found.setdefault(str(row[dimension]), dict.fromkeys(figures, 0.0))
            for figure in figures:
                place[figure] += float(row[figure])
    return found


def _counted_parts(amounts: Sequence[tuple[str, str, float]]) -> Mapping[str, str]:
    totals: dict[tuple[str, str], float] = {}
    for owner, part, amount in amounts:
        totals[owner, part] = totals.get((owner, part), 0.0) + amount
    ranked = sorted(totals, key=lambda key: (totals[key], key))
    return dict(ranked)
