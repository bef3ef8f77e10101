"""How much of the talk about a fixed set of brands, the list of the inputs workbook, is about one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, as_dicts, hookimpl, labels, nothing, once

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl import Data, Scope


@dataclass(frozen=True, slots=True)
class _Mentions:
    """How often a brand is mentioned on one day and platform, by one file; names of brands in small letters."""

    day: date | None
    platform: str | None
    brand: str | None
    file: str
    count: int


@dataclass(frozen=True, slots=True)
class _Brands:
    own: frozenset[str]
    everyone: frozenset[str]


def share_of_voice(data: Data, scope: Scope) -> Calculated:
    """Mentions of one's own brands over mentions of all brands of the list."""
    brands = once(data, "brands of the list", lambda: _brands(data))
    if not brands.own or brands.everyone == brands.own:
        return nothing("needs_input", "brands")
    if "mentions" not in data.frames or scope.account or scope.campaign:
        return nothing("no_data")
    every = once(data, "mentions by brand", lambda: _mentions(data))
    asked = [one for one in every if _is_in(one, scope)]
    counted = [one for one in asked if one.brand in brands.everyone]
    if not counted:
        return nothing("not_exported" if asked else "no_data")
    mine = sum(one.count for one in counted if one.brand in brands.own)
    return Calculated(mine / sum(one.count for one in counted), rows=_by_file(counted))


def _brands(data: Data) -> _Brands:
    frame = data.frames.get("brands")
    listed = [row for row in as_dicts(frame) if row["brand"]] if frame is not None else []
    return _Brands(
        frozenset(str(row["brand"]).lower() for row in listed if row["is_own"]),
        frozenset(str(row["brand"]).lower() for row in listed),
    )


def _mentions(data: Data) -> Sequence[_Mentions]:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = data.frames["mentions"].with_columns(nw.col("brand").str.to_lowercase())
    counted = rows.group_by("date", "platform", "brand", "_batch").agg(nw.len().alias("count"))
    ordered = counted.sort("date", "platform", "brand", "_batch")
    return [
        _Mentions(*(row[name] for name in ("date", "platform", "brand", "_batch", "count")))
        for row in as_dicts(ordered)
    ]


def _is_in(one: _Mentions, scope: Scope) -> bool:
    return one.day is not None and scope.period.contains(one.day) and scope.platform in (None, one.platform)


def _by_file(mentions: Sequence[_Mentions]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for one in mentions:
        found[one.file] = found.get(one.file, 0) + one.count
    return found


KPIS = (
    Kpi(
        id="share_of_voice",
        calculate=share_of_voice,
        meaning=labels(
            "Mentions of your own brands divided by mentions of all brands in the list of inputs.xlsx.",
            "Omtaler av dine egne merkevarer delt på omtaler av alle merkevarene i listen i inputs.xlsx.",
            "Omnämnanden av dina egna varumärken delat med omnämnanden av alla varumärken i listan i inputs.xlsx.",
        ),
        needs=("mentions.brand", "brands.brand", "brands.is_own"),
        unit="percent",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={
            "en": "Share of voice",
            "nb": "Andel av samtalen (share of voice)",
            "sv": "Andel av samtalen (share of voice)",
        },
        aliases=("sov", "andel av stemmen", "andel av samtalen", "röstandel", "andel av rösten"),
        by_hand=("own / (own + sum(competitors))", "own / total"),
        source="https://shno.co/startup-metrics/social-share-of-voice",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
