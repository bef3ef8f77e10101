"""Which posts engage most, without small posts winning by chance.

A post's rate is drawn towards the mean of its platform, the more the fewer people saw it: a gamma prior whose width is
estimated from the posts themselves (method of moments). So 3 engagements of 10 people do not beat 900 of 10,000.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_xl import Analysis, AnalysisColumn, AnalysisTable, Missing, Setting, hookimpl, rows_in_scope

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl import Data, Scope, Settings

COLUMNS = (
    AnalysisColumn("rank", {"en": "Rank", "nb": "Plass", "sv": "Plats"}, "count"),
    AnalysisColumn("platform", {"en": "Platform", "nb": "Plattform", "sv": "Plattform"}),
    AnalysisColumn("account", {"en": "Account", "nb": "Konto", "sv": "Konto"}),
    AnalysisColumn("published_on", {"en": "Published", "nb": "Publisert", "sv": "Publicerat"}, "date"),
    AnalysisColumn("format", {"en": "Format", "nb": "Format", "sv": "Format"}),
    AnalysisColumn("caption", {"en": "Post", "nb": "Innlegg", "sv": "Inlägg"}),
    AnalysisColumn("permalink", {"en": "Link", "nb": "Lenke", "sv": "Länk"}),
    AnalysisColumn("engagements", {"en": "Engagements", "nb": "Engasjement", "sv": "Engagemang"}, "count"),
    AnalysisColumn("seen", {"en": "Seen by", "nb": "Sett av", "sv": "Sett av"}, "count"),
    AnalysisColumn("rate", {"en": "Engagement rate", "nb": "Engasjementsrate", "sv": "Engagemangsgrad"}, "percent"),
    AnalysisColumn("fair_rate", {"en": "Fair rate", "nb": "Utjevnet rate", "sv": "Utjämnad grad"}, "percent"),
)

_NOTES: Mapping[str, tuple[str, str, str]] = {
    "basis": (
        "Ranked by engagements over {seen} of {used} posts; small posts are drawn towards their platform's mean.",
        "Rangert etter engasjement over {seen} for {used} innlegg; små innlegg trekkes mot plattformens snitt.",
        "Rangordnat efter engagemang över {seen} för {used} inlägg; små inlägg dras mot plattformens snitt.",
    ),
    "without": (
        "{count} posts lack one of the two figures and are not ranked.",
        "{count} innlegg mangler ett av de to tallene og er ikke rangert.",
        "{count} inlägg saknar en av de två siffrorna och är inte rangordnade.",
    ),
    "few": (
        "Only {used} posts: with fewer than 10 a rank says little.",
        "Bare {used} innlegg: med færre enn 10 sier en plassering lite.",
        "Bara {used} inlägg: med färre än 10 säger en placering lite.",
    ),
    "reach": ("reach", "rekkevidde", "räckvidd"),
    "impressions": ("impressions", "visninger (inntrykk)", "visningar (intryck)"),
    "views": ("views", "visninger", "visningar"),
    "nothing": (
        "No post of the period has engagements and reach, impressions or views.",
        "Ingen innlegg i perioden har engasjement og rekkevidde eller visninger.",
        "Inget inlägg i perioden har engagemang och räckvidd eller visningar.",
    ),
}
_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a platform's posts before one is looked at: engagements and people, as if seen already."""

    engagements: float
    seen: float


def prior_of(posts: int, engagements: float, seen: float, seen_squared: float, squared_over_seen: float) -> Prior:
    """The prior that the posts' own spread gives: wide if rates differ beyond chance, else almost only the mean."""
    mean = engagements / seen
    spread = squared_over_seen - mean * engagements - (posts - 1) * mean
    weight = seen - seen_squared / seen
    variance = spread / weight if weight > 0 else 0.0
    strength = mean / variance if variance > 0 else seen
    return Prior(mean * strength, strength)


def top_content(data: Data, scope: Scope, settings: Settings, language: str) -> AnalysisTable:
    posts = rows_in_scope(data, "posts", scope)
    for seen in ("reach", "impressions", "views"):
        answer = _ranked(posts, seen, settings, language) if posts is not None else None
        if answer is not None:
            return answer
    kind = "no_data" if posts is None else "not_exported"
    return AnalysisTable(COLUMNS, (), missing=Missing(kind, _say("nothing", language)))


def _ranked(posts: nw.LazyFrame[Any], seen: str, settings: Settings, language: str) -> AnalysisTable | None:
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
    return sums.collect().to_arrow().to_pylist()


def _prior(row: Mapping[str, Any]) -> Prior:
    squares = float(row["_seen_squared"]), float(row["_squared_over_seen"])
    return prior_of(int(row["posts"]), float(row["engagements"]), float(row["seen"]), *squares)


def _first(
    known: nw.LazyFrame[Any], priors: Mapping[str, Prior], count: int, *, best: bool
) -> Sequence[Mapping[str, Any]]:
    import narwhals as nw  # noqa: PLC0415

    fair = nw.lit(0.0)
    for platform, prior in priors.items():
        own = (nw.col("engagements") + prior.engagements) / (nw.col("seen") + prior.seen)
        fair = nw.when(nw.col("platform") == platform).then(own).otherwise(fair)
    ranked = known.with_columns(rate=nw.col("engagements") / nw.col("seen"), fair_rate=fair)
    # Equal rates come in the order of their ids, so that the same data give the same table on every engine.
    ordered = ranked.sort("fair_rate", "post_id", descending=[best, False])
    return ordered.head(count).collect().to_arrow().to_pylist()


def _cells(rank: int, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (rank, *(row[column.key] for column in COLUMNS[1:]))


def _notes(seen: str, used: int, every: int, language: str) -> tuple[str, ...]:
    found = [_say("basis", language, seen=_say(seen, language), used=used)]
    if every > used:
        found.append(_say("without", language, count=every - used))
    if used < _ENOUGH:
        found.append(_say("few", language, used=used))
    return tuple(found)


def _say(key: str, language: str, **values: object) -> str:
    return _NOTES[key][("en", "nb", "sv").index(language)].format(**values)


ANALYSIS = Analysis(
    id="top_content",
    area="content",
    label={"en": "Top content", "nb": "Innlegg med mest engasjement", "sv": "Inlägg med mest engagemang"},
    columns=COLUMNS,
    needs=("posts.engagements", "posts.reach", "posts.impressions", "posts.views"),
    calculate=top_content,
    source="https://blog.hootsuite.com/calculate-engagement-rate/",
    settings=(
        Setting("count", 10, {"en": "Number of posts", "nb": "Antall innlegg", "sv": "Antal inlägg"}),
        Setting("order", "best", {"en": "Order", "nb": "Rekkefølge", "sv": "Ordning"}, ("best", "worst")),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
