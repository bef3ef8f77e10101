"""Numbers that only the user knows (margin, hourly cost), from the inputs workbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kpi_xl.kpis.calculating import once

if TYPE_CHECKING:
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data


def rate_of(data: Data, name: str, scope: Scope) -> float | None:
    """The rate for the narrowest scope, as it was valid on the last day of the period; None if it is not given."""
    rates = once(data, "rates", lambda: _rates(data))
    places = [scope.campaign, scope.account, scope.platform, ""]
    valid = [
        (places.index(row["scope"] or ""), row["valid_from"], float(row["value"]))
        for row in rates
        if row["name"] == name
        and (row["scope"] or "") in places
        and row["value"] is not None
        and (row["valid_from"] is None or row["valid_from"] <= scope.period.last)
    ]
    if not valid:
        return None
    narrowest = min(place for place, _, _ in valid)
    dated = [(start or date.min, value) for place, start, value in valid if place == narrowest]
    return max(dated)[1]


def _rates(data: Data) -> list[dict[str, Any]]:
    frame = data.frames.get("rates")
    return frame.collect().to_arrow().to_pylist() if frame is not None else []
