"""Composite signs of being known. They hide their parts, so they always name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl import (
    Argument,
    Calculated,
    Given,
    Kpi,
    KpiByHand,
    Period,
    UsageError,
    formula_value,
    formula_values,
    hookimpl,
    labels,
    nothing,
)
from kpi_xl_kpis.reach.share_of_voice import share_of_voice

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_PARTS: Mapping[str, str] = {
    "impressions": "activity.impressions",
    "mentions": "count(mentions.mention_id, about_competitor = no)",
    "direct_visits": "sum(web.sessions, channel_group = Direct)",
}
_PART_LABELS: Mapping[str, Mapping[str, str]] = {
    "impressions": labels("impressions", "visninger", "visningar"),
    "mentions": labels("mentions", "omtaler", "omnämnanden"),
    "direct_visits": labels("direct visits", "direkte besøk", "direkta besök"),
    "share_of_voice": labels("share of voice", "andel av samtalen", "andel av samtalen"),
}
_WEEKS = 26
_ENOUGH = 8


def brand_awareness_index(data: Data, scope: Scope) -> Calculated:
    """The mean of impressions, mentions, direct visits and share of voice, each against the period before (100)."""
    before = replace(scope, period=scope.period.previous())
    indexes: dict[str, float] = {}
    rows: dict[str, int] = {}
    for name in _PART_LABELS:
        now, then = (_part(data, asked, name) for asked in (scope, before))
        if now.value is not None and then.value:
            indexes[name] = now.value / then.value * 100
            rows |= now.rows
    if not indexes:
        return nothing("no_data")
    told = labels(*(_told(indexes, before.period, language) for language in ("en", "nb", "sv")))
    return Calculated(sum(indexes.values()) / len(indexes), rows=rows, flags=(told,))


def _told(indexes: Mapping[str, float], before: Period, language: str) -> str:
    parts = ", ".join(f"{_PART_LABELS[name][language]} {value:.0f}" for name, value in indexes.items())
    return f"{before} = 100: {parts}."


def _part(data: Data, scope: Scope, name: str) -> Calculated:
    return formula_value(data, scope, _PARTS[name], "count") if name in _PARTS else share_of_voice(data, scope)


def awareness_footfall_proxy(data: Data, scope: Scope) -> Calculated:
    """Whether weeks with more impressions have more visitors: Spearman's rank correlation of the last 26 weeks."""
    weeks = [_week(scope, back) for back in range(_WEEKS)]
    seen = formula_values(data, weeks, "activity.impressions", "count")
    came = formula_values(data, [replace(week, platform=None) for week in weeks], "visits.visitors", "count")
    pairs = [(one.value, other.value) for one, other in zip(seen, came, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    rows = {name: count for part in (*seen, *came) for name, count in part.rows.items()}
    return replace(_going_together(known), rows=rows)


def _going_together(weeks: Sequence[tuple[float, float]]) -> Calculated:
    if len(weeks) < _ENOUGH or any(len({week[side] for week in weeks}) == 1 for side in (0, 1)):
        return nothing("too_few")
    from scipy.stats import spearmanr  # noqa: PLC0415 - takes a third of a second to import

    rank = float(spearmanr([one for one, _ in weeks], [other for _, other in weeks]).statistic)
    said = labels(
        f"{len(weeks)} weeks; going together is no proof of a cause.",
        f"{len(weeks)} uker; at noe følges ad, beviser ingen årsak.",
        f"{len(weeks)} veckor; att något följs åt bevisar ingen orsak.",
    )
    return Calculated(rank, flags=(said,))


def _typed_weeks(given: Given) -> Calculated:
    seen, came = (given.values[name] for name in ("impressions", "visitors"))
    if not (isinstance(seen, tuple) and isinstance(came, tuple)) or len(seen) != len(came):
        message = "awareness_footfall_proxy needs as many weeks of visitors as of impressions."
        raise UsageError(message, "Write impressions=1,2,3 visitors=1,2,3, one number a week.")
    return _going_together([*zip(seen, came, strict=True)])


_TYPED_WEEKS = KpiByHand(
    _typed_weeks,
    (
        Argument("impressions", "numbers", labels("impressions", "visninger", "visningar")),
        Argument("visitors", "numbers", labels("visitors", "besøkende", "besökare")),
    ),
)


def _week(scope: Scope, back: int) -> Scope:
    last = scope.period.last - timedelta(weeks=back)
    return replace(scope, period=Period(last - timedelta(days=6), last))


KPIS = (
    Kpi(
        id="brand_awareness_index",
        calculate=brand_awareness_index,
        meaning=labels(
            "The mean of impressions, mentions, direct visits and share of voice, each against the period "
            "before (100).",
            "Gjennomsnittet av visninger, omtaler, direkte besøk og andel av samtalen, hver mot perioden før (100).",
            "Medelvärdet av visningar, omnämnanden, direkta besök och andel av samtalet, vart och ett mot "
            "perioden före (100).",
        ),
        needs=("posts.impressions", "mentions.mention_id", "web.sessions", "mentions.brand"),
        unit="index",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={
            "en": "Brand awareness (composite)",
            "nb": "Merkevarekjennskap (indeks)",
            "sv": "Varumärkeskännedom (index)",
        },
        aliases=("merkevarebevissthet", "brand awareness", "varumärkeskännedom"),
        by_hand=("mean(indexes)",),
        source="the project",
    ),
    Kpi(
        id="awareness_footfall_proxy",
        calculate=awareness_footfall_proxy,
        meaning=labels(
            "Whether weeks with more impressions have more visitors in the shop: the rank correlation of the "
            "last 26 weeks.",
            "Om uker med flere visninger har flere besøkende i butikken: rangkorrelasjonen for de siste 26 ukene.",
            "Om veckor med fler visningar har fler besökare i butiken: rangkorrelationen för de senaste 26 veckorna.",
        ),
        needs=("posts.impressions", "visits.visitors"),
        unit="ratio",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={
            "en": "Impressions as a sign of store traffic",
            "nb": "Visninger som tegn på butikktrafikk",
            "sv": "Visningar som tecken på butikstrafik",
        },
        aliases=("footfall", "trafikkpotensial", "trafikpotential"),
        by_hand=(_TYPED_WEEKS,),
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
