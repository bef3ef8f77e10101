"""Which posts engage most, without small posts winning by chance.

A post's rate is drawn towards the mean of its platform, the more the fewer people saw it: a gamma prior whose width is
estimated from the posts themselves (method of moments). So 3 engagements of 10 people do not beat 900 of 10,000.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Given,
    Missing,
    Setting,
    UsageError,
    as_dicts,
    hookimpl,
    labels,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import PLATFORM
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.content._posts import BASES
from kpi_xl_analyses.statistics.shrinkage import Prior, prior_of

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("rank", labels("Rank", "Plass", "Plats"), "count"),
    PLATFORM,
    AnalysisColumn("account", labels("Account", "Konto", "Konto")),
    AnalysisColumn("published_on", labels("Published", "Publisert", "Publicerat"), "date"),
    AnalysisColumn("format", labels("Format", "Format", "Format")),
    AnalysisColumn("caption", labels("Post", "Innlegg", "Inlägg")),
    AnalysisColumn("permalink", labels("Link", "Lenke", "Länk")),
    AnalysisColumn("engagements", labels("Engagements", "Engasjement", "Engagemang"), "count"),
    AnalysisColumn("seen", labels("Seen by", "Sett av", "Sett av"), "count"),
    AnalysisColumn("rate", labels("Engagement rate", "Engasjementsrate", "Engagemangsgrad"), "percent"),
    AnalysisColumn("fair_rate", labels("Fair rate", "Utjevnet rate", "Utjämnad grad"), "percent"),
)

_SAY = texts_beside(__file__)
_ENOUGH = 10


def top_content(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    posts = rows_in_scope(data, "posts", scope)
    for seen in BASES:
        answer = _ranked(posts, seen, settings, language) if posts is not None else None
        if answer is not None:
            return answer
    kind = "no_data" if posts is None else "not_exported"
    return AnalysisTable(COLUMNS, (), missing=Missing(kind, _SAY("nothing", language)))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """A file with the columns post, engagements and seen: all as posts of one platform.

    Raises:
        UsageError: no row has somebody who saw the post.
    """
    rows = [(row.text("post", "caption"), row.number("engagements"), row.number("seen")) for row in rows_of(given)]
    known = [row for row in rows if row[2] > 0]
    if not known:
        raise UsageError("No post was seen by anybody.", "Give the columns post, engagements and seen.")
    squares = sum(seen**2 for *_, seen in known), sum(events**2 / seen for _, events, seen in known)
    prior = prior_of(len(known), sum(row[1] for row in known), sum(row[2] for row in known), *squares)
    best = settings["order"] == "best"
    ranked = sorted(known, key=lambda row: (-prior.fair(*row[1:]) if best else prior.fair(*row[1:]), row[0]))
    blank = ("", "", None, "")
    cells = [
        (at, *blank, post, "", events, seen, events / seen, prior.fair(events, seen))
        for at, (post, events, seen) in enumerate(ranked[: int(settings["count"])], 1)
    ]
    return AnalysisTable(COLUMNS, cells, _notes("reach", len(known), len(rows), language))


def _ranked(posts: nw.LazyFrame[Any], seen: str, settings: Settings, language: Language) -> AnalysisTable | None:
    """The answer by one base; None where no post has it."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    every = int(posts.select(nw.len()).collect().item())
    figures = (nw.col("engagements").cast(nw.Float64), nw.col(seen).cast(nw.Float64))
    known = posts.with_columns(engagements=figures[0], seen=figures[1]).filter(
        ~nw.col("engagements").is_null(), nw.col("seen") > 0
    )
    priors = {str(row["platform"]): _prior(row) for row in _by_platform(known)}
    if not priors:
        return None
    rows = _first(known, priors, int(settings["count"]), best=settings["order"] == "best")
    used = sum(int(row["posts"]) for row in _by_platform(known))
    return AnalysisTable(
        COLUMNS, [_cells(at, row) for at, row in enumerate(rows, 1)], _notes(seen, used, every, language)
    )


def _by_platform(known: nw.LazyFrame[Any]) -> Sequence[Mapping[str, Any]]:
    import narwhals as nw  # noqa: PLC0415

    columns = known.with_columns(
        _seen_squared=nw.col("seen") ** 2,
        _squared_over_seen=nw.col("engagements") ** 2 / nw.col("seen"),
    )
    sums = columns.group_by("platform").agg(
        nw.len().alias("posts"),
        nw.col("engagements").sum(),
        nw.col("seen").sum(),
        nw.col("_seen_squared").sum(),
        nw.col("_squared_over_seen").sum(),
    )
    return as_dicts(sums)


def _prior(row: Mapping[str, Any]) -> Prior:
    squares = float(row["_seen_squared"]), float(row["_squared_over_seen"])
    return prior_of(int(row["posts"]), float(row["engagements"]), float(row["seen"]), *squares)


def _first(
    known: nw.LazyFrame[Any], priors: Mapping[str, Prior], count: int, *, best: bool
) -> Sequence[Mapping[str, Any]]:
    import narwhals as nw  # noqa: PLC0415

    fair = nw.lit(0.0)
    for platform, prior in priors.items():
        own = (nw.col("engagements") + prior.events) / (nw.col("seen") + prior.seen)
        fair = nw.when(nw.col("platform") == platform).then(own).otherwise(fair)
    ranked = known.with_columns(rate=nw.col("engagements") / nw.col("seen"), fair_rate=fair)
    # Equal rates come in the order of their ids, so that the same data give the same table on every engine.
    ordered = ranked.sort("fair_rate", "post_id", descending=[best, False])
    return as_dicts(ordered.head(count))


def _cells(rank: int, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (rank, *(row[column.key] for column in COLUMNS[1:]))


def _notes(seen: str, used: int, every: int, language: Language) -> tuple[str, ...]:
    found = [_SAY("basis", language, seen=_SAY(seen, language), used=used)]
    if every > used:
        found.append(_SAY("without", language, count=every - used))
    if used < _ENOUGH:
        found.append(_SAY("few", language, used=used))
    return tuple(found)


ANALYSIS = Analysis(
    id="top_content",
    area="content",
    label=labels("Top content", "Innlegg med mest engasjement", "Inlägg med mest engagemang"),
    columns=COLUMNS,
    needs=("posts.engagements", "posts.reach", "posts.impressions", "posts.views"),
    calculate=top_content,
    source="https://blog.hootsuite.com/calculate-engagement-rate/",
    settings=(
        Setting("count", 10, labels("Number of posts", "Antall innlegg", "Antal inlägg")),
        Setting("order", "best", labels("Order", "Rekkefølge", "Ordning"), ("best", "worst")),
    ),
    by_hand=ByHand(by_hand, file_columns=("post", "engagements", "seen")),
    aliases=("best posts", "top posts", "beste innlegg", "bästa inlägg"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
