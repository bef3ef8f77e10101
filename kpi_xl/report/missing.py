"""What a report says where it has no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.kpis.result import Result
    from kpi_xl.report.material import Material


def note_of(material: Material, result: Result) -> str:
    """A few words for the scorecard's remark: the bounds of unique people, or why there is no figure."""
    if result.bounds is not None:
        low, high = (material.language.figure(one, result.unit, material.currency) for one in result.bounds)
        return material.language("missing.bounds", low=low, high=high)
    return material.language(f"missing.{result.missing.kind}") if result.missing else ""
