"""How much of the talk about a fixed set of brands, the list of the inputs workbook, is about one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, hookimpl, labels, nothing, rows_by_file, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Scope


def share_of_voice(data: Data, scope: Scope) -> Calculated:
    """Mentions of one's own brands over mentions of all brands of the list."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    brands = data.frames.get("brands")
    listed = brands.collect().to_arrow().to_pylist() if brands is not None else []
    own = sorted({str(row["brand"]).lower() for row in listed if row["brand"] and row["is_own"]})
    everyone = sorted({str(row["brand"]).lower() for row in listed if row["brand"]})
    if not own or len(everyone) == len(own):
        return nothing("needs_input", "brands")
    rows = rows_in_scope(data, "mentions", scope)
    if rows is None:
        return nothing("no_data")
    counted = rows.filter(nw.col("brand").str.to_lowercase().is_in(everyone))
    files = rows_by_file(counted)
    if not files:
        return nothing("not_exported" if rows_by_file(rows) else "no_data")
    mine = rows_by_file(counted.filter(nw.col("brand").str.to_lowercase().is_in(own)))
    return Calculated(sum(mine.values()) / sum(files.values()), rows=files)


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
        aliases=("sov", "andel av stemmen", "andel av samtalen"),
        by_hand=("own / (own + sum(competitors))", "own / total"),
        source="https://shno.co/startup-metrics/social-share-of-voice",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
