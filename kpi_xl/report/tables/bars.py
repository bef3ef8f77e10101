"""The bars of a platform's page: the rate of each format, or of each of the dearest campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpi_xl.report.keys import rank_key
from kpi_xl.vocabulary.locales import weekday_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kpi_xl.report.material import Material

SHOWN = 4
_LABEL_LENGTH = 18
_ENOUGH = 5  # posts behind a rate that may be called the best
Bar = tuple[str, str, float, int]  # key, label, value, whether enough stands behind it


def bars(material: Material, bases: Mapping[str, str], top: Sequence[Column]) -> Sequence[Column]:
    """The table; campaigns are those of the table `top`."""
    rows = [*_posts(material, bases), *_campaigns(material, top)]
    return [
        Column("key", [key for key, _, _, _ in rows]),
        Column("label", [label for _, label, _, _ in rows]),
        Column("value", [value for _, _, value, _ in rows]),
        Column("sure", [sure for _, _, _, sure in rows]),
    ]


def _posts(material: Material, bases: Mapping[str, str]) -> Iterator[Bar]:
    """Highest first."""
    groups: dict[tuple[str, date], list[tuple[int, float, str]]] = {}
    for row in _sums(material):
        base, engagements = _base(row, bases.get(row["platform"], ""))
        if base and row["part"]:
            label = f"{_name(material, row['part'])} (n={row['posts']})"
            rate = (int(row["posts"] >= _ENOUGH), engagements / base, label)
            groups.setdefault((row["platform"], row["month"]), []).append(rate)
    for (platform, month), found in groups.items():
        ranked = sorted(found, key=lambda one: (-one[1], one[2]))
        for rank, (sure, value, label) in enumerate(ranked[:SHOWN], 1):
            yield rank_key(platform, month, rank), label, value, sure


def _name(material: Material, part: str) -> str:
    """A format in words, or a weekday by its number."""
    if part.isdigit():
        return weekday_name(int(part), material.language.code)
    return material.language(f"format.{part}") if material.language.has(f"format.{part}") else part


def _base(row: Mapping[str, Any], name: str) -> tuple[float, float]:
    """What the rate is divided by, and the engagements of the posts that have it."""
    return row.get(f"{name}_base") or 0, row.get(f"{name}_engagements") or 0


def _sums(material: Material) -> list[dict[str, Any]]:
    """Sums by platform, month and part, pairwise complete: a post without the base leaves both sides.

    The parts are formats, or weekdays on platforms that export no formats.
    """
    import narwhals as nw  # noqa: PLC0415 - loaded only when a report is made

    frame = material.data.frames.get("posts")
    if frame is None:
        return []
    keys, bases = ("platform", "month", "part"), ("reach", "impressions", "views")
    both = {name: (~nw.col(name).is_null()) & (~nw.col("engagements").is_null()) for name in bases}
    sums = [
        *(nw.when(both[name]).then(nw.col(name).cast(nw.Float64)).sum().alias(f"{name}_base") for name in bases),
        *(
            nw.when(both[name]).then(nw.col("engagements").cast(nw.Float64)).sum().alias(f"{name}_engagements")
            for name in bases
        ),
        nw.len().alias("posts"),
    ]
    weekday = nw.col("published_on").dt.weekday().cast(nw.String)
    has_formats = nw.col("platform").is_in(list(material.with_formats))
    return (
        frame.filter(nw.col("published_on").is_between(material.months[0].first, material.month.last))
        .with_columns(
            month=nw.col("published_on").dt.truncate("1mo").cast(nw.Date),
            part=nw.when(has_formats).then(nw.col("format")).otherwise(weekday),
        )
        .group_by(*keys)
        .agg(*sums)
        .sort(*keys)
        .collect("pyarrow")
        .to_arrow()
        .to_pylist()
    )


def _campaigns(material: Material, top: Sequence[Column]) -> Iterator[Bar]:
    """The click-through rates of the campaigns in the table, highest first."""
    columns = {column.header: column.values for column in top}
    groups: dict[str, list[tuple[float, str]]] = {}
    for key, title, rate in zip(columns["key"], columns["title"], columns["m3"], strict=True):
        place = str(key).rpartition("|")[0]
        if material.is_ads(place.partition("|")[0]) and isinstance(rate, float):
            groups.setdefault(place, []).append((rate, _short(str(title))))
    for place, found in groups.items():
        for rank, (value, label) in enumerate(sorted(found, key=lambda one: (-one[0], one[1]))[:SHOWN], 1):
            yield f"{place}|{rank}", label, value, 1


def _short(title: str) -> str:
    return title if len(title) <= _LABEL_LENGTH else f"{title[: _LABEL_LENGTH - 1].rstrip()}…"
