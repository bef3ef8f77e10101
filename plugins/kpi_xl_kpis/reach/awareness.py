"""Composite signs of being known. They hide their parts, so they always name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, Period, formula_value, formula_values, hookimpl, nothing
from kpi_xl_kpis.reach.share_of_voice import share_of_voice

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_PARTS: Mapping[str, str] = {
    "impressions": "activity.impressions",
    "mentions": "count(mentions.mention_id)",
    "direct visits": "sum(web.sessions, channel_group = Direct)",
}
_WEEKS = 26
_ENOUGH = 8


def brand_awareness_index(data: Data, scope: Scope) -> Calculated:
    """The mean of impressions, mentions, direct visits and share of voice, each against the period before (100)."""
    before = replace(scope, period=scope.period.previous())
    indexes: dict[str, float] = {}
    rows: dict[str, int] = {}
    for name in (*_PARTS, "share of voice"):
        now, then = (_part(data, asked, name) for asked in (scope, before))
        if now.value is not None and then.value:
            indexes[name] = now.value / then.value * 100
            rows |= now.rows
    if not indexes:
        return nothing("no_data")
    told = ", ".join(f"{name} {value:.0f}" for name, value in indexes.items())
    return Calculated(sum(indexes.values()) / len(indexes), rows=rows, flags=(f"{before.period} = 100: {told}.",))


def _part(data: Data, scope: Scope, name: str) -> Calculated:
    return formula_value(data, scope, _PARTS[name], "count") if name in _PARTS else share_of_voice(data, scope)


def awareness_footfall_proxy(data: Data, scope: Scope) -> Calculated:
    """Whether weeks with more impressions have more visitors: Spearman's rank correlation of the last 26 weeks."""
    from scipy.stats import spearmanr  # noqa: PLC0415 - plugins are listed without loading SciPy

    weeks = [_week(scope, back) for back in range(_WEEKS)]
    seen = formula_values(data, weeks, "activity.impressions", "count")
    came = formula_values(data, [replace(week, platform=None) for week in weeks], "visits.visitors", "count")
    pairs = [(one.value, other.value) for one, other in zip(seen, came, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    if len(known) < _ENOUGH or any(len({pair[side] for pair in known}) == 1 for side in (0, 1)):
        return nothing("too_few")
    rank = float(spearmanr([one for one, _ in known], [other for _, other in known]).statistic)
    rows = {name: count for part in (*seen, *came) for name, count in part.rows.items()}
    return Calculated(rank, rows=rows, flags=(f"{len(known)} weeks; going together is no proof of a cause.",))


def _week(scope: Scope, back: int) -> Scope:
    last = scope.period.last - timedelta(weeks=back)
    return replace(scope, period=Period(last - timedelta(days=6), last))


KPIS = (
    Kpi(
        id="brand_awareness_index",
        calculate=brand_awareness_index,
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
        source="the project",
    ),
    Kpi(
        id="awareness_footfall_proxy",
        calculate=awareness_footfall_proxy,
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
        source="the project",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
