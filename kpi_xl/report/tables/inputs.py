"""What people typed into the inputs workbook, as the report used it: targets, costs, rates and brands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kpi_xl.report.clipping import clipped
from kpi_xl.report.shown import scale_of
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpi_xl.report.material import Material
    from kpi_xl.report.targets import Target
    from kpi_xl.vocabulary.periods import Period

_NOTE = 40  # letters that fit the column


@dataclass(frozen=True, slots=True)
class Given:
    """One typed number and what it holds for."""

    kind: str
    what: str
    scope: str
    first: date | None
    last: date | None
    value: float | None
    unit: str = ""
    note: str = ""
    source: tuple[str, str | None] | None = None  # of a target its KPI and platform


def inputs(material: Material) -> Sequence[Column]:
    """Those that bear on the report's month or the year before it.

    `live` is 1 where the workbook itself reads the value: changed there, everything follows.
    """
    rows = given(material)
    live = set(read_from(material, rows).values())
    return [
        Column("kind", [row.kind for row in rows]),
        Column("what", [row.what for row in rows]),
        Column("scope", [row.scope for row in rows]),
        Column("from", [row.first for row in rows]),
        Column("to", [row.last for row in rows]),
        Column("value", [row.value for row in rows]),
        Column("unit", [material.language.unit(row.unit, material.currency) if row.unit else "" for row in rows]),
        Column("note", [row.note for row in rows]),
        Column("live", [int(place in live) for place in range(len(rows))]),
    ]


def given(material: Material) -> list[Given]:
    """The rows of the page, in their order."""
    return [*_targets(material), *_rates(material), *_costs(material), *_brands(material)]


def read_from(material: Material, rows: Sequence[Given]) -> Mapping[Target, int]:
    """The row of the page, from 0, that each target stands in; those of other months stand in none."""
    found: dict[Target, int] = {}
    for target, value in material.targets.items():
        kpi, platform, month = target
        scale = scale_of(material.catalogue.get(kpi).unit)
        places = [
            place
            for place, row in enumerate(rows)
            if row.source == (kpi, platform) and row.value == value * scale and _lies_in(month, row)
        ]
        if places:
            found[target] = min(places, key=lambda place: _days(rows[place]))
    return found


def _lies_in(month: Period, row: Given) -> bool:
    return row.first is not None and row.last is not None and row.first <= month.first and row.last >= month.last


def _days(row: Given) -> int:
    return (row.last - row.first).days if row.first and row.last else 0


def _rows(material: Material, table: str) -> list[dict[str, Any]]:
    frame = material.data.frames.get(table)
    return frame.collect("pyarrow").to_arrow().to_pylist() if frame is not None else []


def _targets(material: Material) -> Iterator[Given]:
    """Those of the report's month."""
    words, month = material.language, material.month
    for row in sorted(_rows(material, "targets"), key=lambda row: (str(row["kpi"]), str(row["scope"] or ""))):
        first, last, kpi_id = row["period_start"], row["period_end"], row["kpi"]
        if first is None or last is None or last < month.first or first > month.last:
            continue
        kpi = material.catalogue.get(kpi_id) if kpi_id in material.catalogue else None
        value = None if row["value"] is None else float(row["value"]) * (scale_of(kpi.unit) if kpi else 1.0)
        label = words.label(kpi) if kpi else kpi_id
        unit = kpi.unit if kpi else ""
        scope, owner = row["scope"] or None, row["owner"] or ""
        named = _scope(scope) or words("inputs.everything")
        yield Given(words("inputs.target"), label, named, first, last, value, unit, owner, (kpi_id, scope))


def _rates(material: Material) -> Iterator[Given]:
    words = material.language
    for row in sorted(_rows(material, "rates"), key=lambda row: (str(row["name"]), str(row["valid_from"] or ""))):
        name = str(row["name"] or "")
        label = words(f"rate.{name}") if words.has(f"rate.{name}") else name
        value = None if row["value"] is None else float(row["value"])
        unit = "percent" if name in {"margin", "discount_rate", "retention"} else "money"
        yield Given(words("inputs.rate"), label, _scope(row["scope"]), row["valid_from"], None, value, unit)


def _costs(material: Material) -> Iterator[Given]:
    """Those of the report's month."""
    words, month = material.language, material.month
    for row in sorted(_rows(material, "costs"), key=lambda row: (str(row["date"]), str(row["category"]))):
        if row["date"] is None or not month.contains(row["date"]) or row["amount"] is None:
            continue
        category = str(row["category"] or "")
        label = words(f"cost.{category}") if words.has(f"cost.{category}") else category
        scope = row["campaign"] or _scope(row["platform"])
        yield Given(
            words("inputs.cost"), label, clipped(scope, _NOTE), row["date"], None, float(row["amount"]), "money"
        )


def _brands(material: Material) -> Iterator[Given]:
    words = material.language
    for row in _rows(material, "brands"):
        own = words("inputs.own" if row["is_own"] else "inputs.other")
        yield Given(words("inputs.brand"), str(row["brand"] or ""), own, None, None, None)


def _scope(text: str | None) -> str:
    return platform_name(text) if text else ""
