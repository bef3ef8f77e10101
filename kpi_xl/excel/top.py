"""KPI_TOP: the best posts, platforms, accounts or campaigns by a KPI."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import UsageError
from kpi_xl.excel.cells import CellError, block_cell
from kpi_xl.excel.naming import kpi_in, scope_in
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.rows import as_dicts, rows_in_scope
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.scope import Scope

_MOST = 1_000
_RANKED: Mapping[str, frozenset[str]] = {
    "post": frozenset({"", "post", "posts", "innlegg", "innlegget", "inlägg", "inläggen", "content", "innhold"}),
    "platform": frozenset({"platform", "platforms", "plattform", "plattformer", "plattformar"}),
    "account": frozenset({"account", "accounts", "konto", "kontoer", "konton"}),
    "campaign": frozenset({"campaign", "campaigns", "kampanje", "kampanjer", "kampanj"}),
}


def kpi_top(source: Source, given: Given) -> Answer:
    """The best first; where less is better, the lowest. What has no figure is left out."""
    asked, scope, count = kpi_in(source, given), scope_in(source, given), _count(given)
    ranked = _ranked(given.text("ranked") or "")
    rows = _posts(source, asked, scope, count) if ranked == "post" else _parts(source, asked, scope, ranked)
    return tuple(tuple(block_cell(cell) for cell in row) for row in rows[:count]) or CellError.MISSING


def _count(given: Given) -> int:
    number = given.number("number") or 0
    if not 1 <= number <= _MOST:
        raise UsageError(f"There are no {number:g} best.", f"Ask for 1 to {_MOST}.")
    return int(number)


def _ranked(text: str) -> str:
    for kind, names in _RANKED.items():
        if plain(text) in names:
            return kind
    raise UsageError(f"“{text}” cannot be ranked.", "Write posts, platforms, accounts or campaigns.")


def _parts(source: Source, kpi: Kpi, scope: Scope, kind: str) -> Sequence[tuple[object, ...]]:
    """Platforms, accounts or campaigns by the KPI's value in each."""
    names: Sequence[str] = getattr(source, f"{kind}s")
    wanted = getattr(scope, kind)
    asked = [name for name in names if wanted in (None, name)]
    results = source.figures.results([(kpi.id, replace(scope, **{kind: name})) for name in asked])
    sign = 1.0 if kpi.better == "lower" else -1.0
    shown: list[tuple[str, float]] = [
        (platform_name(name) if kind == "platform" else name, result.value)
        for name, result in zip(asked, results, strict=True)
        if result.value is not None
    ]

    def order(row: tuple[str, float]) -> tuple[float, str]:
        return sign * row[1], row[0]

    return sorted(shown, key=order)


def _posts(source: Source, kpi: Kpi, scope: Scope, count: int) -> Sequence[tuple[object, ...]]:
    """Posts by the KPI's formula on each one's own figures."""
    import narwhals as nw  # noqa: PLC0415 - only for questions about posts

    from kpi_xl.kpis.values.by_post import by_post  # noqa: PLC0415

    value = by_post(source.catalogue, kpi.id)
    if value is None:
        raise UsageError(f"{kpi.id} cannot be told post by post.", "Rank platforms, accounts or campaigns by it.")
    rows = rows_in_scope(source.data, "posts", scope)
    if rows is None:
        return []
    known = rows.with_columns(value=value).filter(~nw.col("value").is_null())
    # Equal ones come in the order of their ids, so that the same data give the same rows on every engine.
    best = known.sort("value", "post_id", descending=[kpi.better != "lower", False]).head(count)
    return [_post(row) for row in as_dicts(best.select("caption", "value", "platform", "published_on", "permalink"))]


def _post(row: Mapping[str, Any]) -> tuple[object, ...]:
    title = (row["caption"] or "").strip().split("\n", 1)[0]
    return (
        title,
        row["value"],
        platform_name(row["platform"] or ""),
        row["published_on"] or "",
        row["permalink"] or "",
    )
