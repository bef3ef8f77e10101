"""Pinterest Analytics: the overview, with one figure a day and the top boards and pins of the range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_xl import (
    Block,
    CellMatches,
    Column,
    Derived,
    Export,
    Id,
    Importer,
    Note,
    OpenedFile,
    Part,
    headers_beside,
    hookimpl,
    titled_blocks,
)

_RANGE = re.compile(r"^\d{4}-\d\d-\d\d - \d{4}-\d\d-\d\d$")


def overview_blocks(opened: OpenedFile) -> Iterator[Block]:
    """A day and one figure prove nothing: the range on the second line, the same in every language, does."""
    for grid in opened.grids:
        head = grid.head(2)
        if len(head) > 1 and head[1] and _RANGE.match(head[1][0].strip()):
            yield from titled_blocks(replace(opened, grids=(grid,)))


# Pins have a column for their id only since 2026.
_PIN = "nullif(regexp_extract(permalink, '/pin/(\\w+)', 1), '')"
_DAY_CELL = r"^\d{4}-\d\d-\d\d$"

OVERVIEW = Export(
    name="pinterest_overview",
    layout=overview_blocks,
    parts=(
        Part(
            table="account_daily",
            columns=(
                Column("date", looks_like=_DAY_CELL),
                "impressions",
                "reach",
                "engagements_reported",
                "clicks",
                "link_clicks",
                "saves",
                "video_views",
            ),
            requires=("date",),
            forbids=("link",),
            key=("date",),
            footers=(CellMatches(r"^\D"),),
            notes=(
                Note("The last one or two days are estimates that change: export them again later."),
                Note("Total audience is read as reach: people of each day, which are never added.", needs=("reach",)),
                Note("{n} of {rows} days have no data, which is not 0.", "reach IS NULL", needs=("reach",)),
            ),
        ),
        Part(
            table="posts",
            columns=(
                Column("post_id", Id(), key="pin_id"),
                Column("permalink", key="link", looks_like=r"pinterest\.[\w.]+/pin/"),
                Column("_source"),
                "impressions",
                "saves",
                "clicks",
                "link_clicks",
                "engagements_reported",
            ),
            derived=(Derived("post_id", f"coalesce(post_id, {_PIN})", needs=("permalink",)),),
            requires=("permalink", "_source", "impressions"),
            key=("post_id",),
            footers=(CellMatches(r"^[^h]"),),
            notes=(
                Note("Top pins are the best 50 alone, with the figures of the range and without a day."),
                Note("{n} of {rows} pins are others' alone.", "_source LIKE 'Not from you%'", needs=("_source",)),
            ),
        ),
        Part(
            table=None,
            columns=(Column("_board", key="link", looks_like=r"pinterest\.[\w.]+/(?!pin/)"), Column("_link_clicks")),
            requires=("_board", "_link_clicks"),
            why_not="The totals of the top boards are left out: no table holds boards.",
        ),
        Part(
            table=None,
            columns=(Column("_date", looks_like=_DAY_CELL), Column("_engaged_audience")),
            requires=("_date", "_engaged_audience"),
            why_not="The engaged audience of each day has no field: choose Total audience and export again.",
        ),
    ),
    decimal=".",
)

IMPORTER = Importer("pinterest", "1", "pinterest", (OVERVIEW,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Pinterest."""
    return [IMPORTER]
