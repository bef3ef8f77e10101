"""The best posts or the dearest campaigns of every month, by platform and rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_xl.kpis.scope import Scope
from kpi_xl.report.clipping import clipped
from kpi_xl.report.keys import rank_key
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kpi_xl.report.material import Material
    from kpi_xl.vocabulary.periods import Period

SHOWN = 6
TITLE_LENGTH = 58  # what fits the column
POST_FIGURES = ("shown", "engagements", "rate", "comments", "shares")
CAMPAIGN_KPIS = ("impressions", "link_clicks", "ctr", "spend", "conversions")


@dataclass(frozen=True, slots=True)
class Best:
    """One row of a page's table."""

    platform: str
    month: date
    rank: int
    day: date | None
    title: str
    kind: str
    figures: tuple[float | None, ...]


def best(material: Material, bases: Mapping[str, str]) -> Sequence[Column]:
    """The table; `bases` gives the figure that each platform's posts are rated by."""
    rows = [*_posts(material, bases), *_campaigns(material)]
    return [
        Column("key", [rank_key(row.platform, row.month, row.rank) for row in rows]),
        Column("date", [row.day for row in rows]),
        Column("title", [row.title for row in rows]),
        Column("kind", [row.kind for row in rows]),
        *(Column(f"m{place + 1}", [row.figures[place] for row in rows]) for place in range(len(POST_FIGURES))),
    ]


def _posts(material: Material, bases: Mapping[str, str]) -> Iterator[Best]:
    for row in _ranked_posts(material):
        shown = row[bases.get(row["platform"], "reach")]
        engagements = row["engagements"]
        figures = (shown, engagements, engagements / shown if shown else None, row["comments"], row["shares"])
        title = _title(row["caption"], material.language("top.untitled"))
        yield Best(
            row["platform"],
            row["month"],
            row["rank"],
            row["published_on"],
            title,
            _kind(material, row["format"]),
            figures,
        )


def _ranked_posts(material: Material) -> Iterable[dict[str, Any]]:
    """The posts with most engagements of every platform and month in one query; equal ones by their ids."""
    import narwhals as nw  # noqa: PLC0415 - loaded only when a report is made

    frame = material.data.frames.get("posts")
    if frame is None:
        return []
    columns = ["platform", "published_on", "month", "format", "caption", "post_id", "engagements", "comments", "shares"]
    groups = ("platform", "month")
    ranked = (
        frame.filter(nw.col("published_on").is_between(material.months[0].first, material.month.last))
        .filter(nw.col("engagements") > 0)
        .with_columns(month=nw.col("published_on").dt.truncate("1mo").cast(nw.Date))
        .with_columns(tied=nw.col("engagements").rank("min", descending=True).over(*groups))
        .filter(nw.col("tied") <= SHOWN)
        .with_columns(within=nw.col("post_id").rank("ordinal").over(*groups, "tied"))
        .with_columns(rank=nw.col("tied") + nw.col("within") - 1)
        .filter(nw.col("rank") <= SHOWN)
        .select(*columns, "reach", "impressions", "views", "rank")
        .sort("platform", "month", "rank")
    )
    rows: list[dict[str, Any]] = ranked.collect("pyarrow").to_arrow().to_pylist()
    return [{**row, "rank": int(row["rank"])} for row in rows]


def _title(caption: str | None, untitled: str) -> str:
    """The first line of a caption."""
    return clipped((caption or "").strip().split("\n", 1)[0], TITLE_LENGTH) or untitled


def _kind(material: Material, name: str | None) -> str:
    if not name:
        return ""
    return material.language(f"format.{name}") if material.language.has(f"format.{name}") else name


def _campaigns(material: Material) -> Iterator[Best]:
    """The dearest campaigns of the last thirteen months. Their figures come by the rules of the KPIs."""
    kpis = [kpi for kpi in CAMPAIGN_KPIS if kpi in material.catalogue]
    by_month = list(spending_campaigns(material))
    scopes = [Scope(month, platform, None, name) for platform, month, names in by_month for name in names]
    material.figures.ask_all([(kpi, scope) for kpi in kpis for scope in scopes])
    for platform, month, names in by_month:
        figures = {name: _campaign_figures(material, platform, month, name) for name in names}
        dearest = sorted(figures, key=lambda name: (-(figures[name][3] or 0.0), name))
        for rank, name in enumerate(dearest[:SHOWN], 1):
            yield Best(platform, month.first, rank, None, _title(name, name), "", figures[name])


def _campaign_figures(material: Material, platform: str, month: Period, name: str) -> tuple[float | None, ...]:
    return tuple(
        material.figures.value(kpi, month, platform, name) if kpi in material.catalogue else None
        for kpi in CAMPAIGN_KPIS
    )


def spending_campaigns(material: Material) -> Iterator[tuple[str, Period, list[str]]]:
    """The campaigns that had costs, by ad platform and month."""
    import narwhals as nw  # noqa: PLC0415

    frame = material.data.frames.get("ads")
    if frame is None:
        return
    months = {month.first: month for month in material.months[-13:]}
    rows = (
        frame.filter(nw.col("spend") > 0, nw.col("breakdown").fill_null("") == "", ~nw.col("campaign").is_null())
        .filter(nw.col("date_end").is_between(material.months[-13:][0].first, material.month.last))
        .with_columns(month=nw.col("date_end").dt.truncate("1mo").cast(nw.Date))
        .select("platform", "month", "campaign")
        .unique()
        .sort("platform", "month", "campaign")
        .collect("pyarrow")
        .to_arrow()
        .to_pylist()
    )
    groups: dict[tuple[str, Any], list[str]] = {}
    for row in rows:
        groups.setdefault((row["platform"], row["month"]), []).append(row["campaign"])
    for (platform, first), names in groups.items():
        if first in months:
            yield platform, months[first], names
