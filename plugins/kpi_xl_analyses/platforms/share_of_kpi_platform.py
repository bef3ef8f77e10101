"""The same KPIs platform by platform. Shares only of what adds up: a sum of rates or of unique people means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Kpi,
    Language,
    Result,
    Setting,
    Settings,
    additivity_of,
    hookimpl,
    kpi_values,
    labels,
    no_data,
    platform_name,
    texts_beside,
)
from kpi_xl_analyses._columns import BEFORE, KPI, PLATFORM, SHARE, UNIT, VALUE, Cells
from kpi_xl_analyses.platforms._present import kpis_named, label_of, platforms_in

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    KPI,
    PLATFORM,
    VALUE,
    UNIT,
    SHARE,
    BEFORE,
    AnalysisColumn("why_missing", labels("Why it is missing", "Hvorfor det mangler", "Varför det saknas")),
)
_RESULTS = "social_roi, roas, sales_revenue, conversions, spend, link_clicks, impressions, engagement_rate_impressions"
# What every platform counts alike; reach and views mean something else on each.
_COMPARABLE = "followers, net_new_followers, posts_published, engagements, likes, comments, shares, link_clicks, spend"
_SAY = texts_beside(__file__)


def by_platform(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    kpis = kpis_named(data, str(settings["kpis"]))
    platforms = platforms_in(data, scope)
    if not platforms or not kpis:
        return no_data(COLUMNS, language, "posts", "account_daily", "ads")
    scopes = [replace(scope, platform=platform) for platform in platforms]
    earlier = [replace(one, period=scope.period.previous()) for one in scopes]
    results = kpi_values(data, [(kpi.id, one) for kpi in kpis for one in (*scopes, *earlier)], language)
    rows: list[Cells] = []
    for at, kpi in enumerate(kpis):
        mine = results[2 * at * len(scopes) : 2 * (at + 1) * len(scopes)]
        shares = _shares(mine[: len(scopes)], adds_up=_adds_up(data, kpi))
        for place, platform in enumerate(platforms):
            now, before = mine[place], mine[len(scopes) + place]
            head = (label_of(kpi, language), platform_name(platform), now.value, kpi.unit, shares[place])
            rows.append((*head, before.value, now.missing.text if now.missing else ""))
    apart = [label_of(kpi, language) for kpi in kpis if not _adds_up(data, kpi)]
    notes = [_SAY("definitions", language)]
    notes += [_SAY("no_share", language, kpis=", ".join(apart))] if apart else []
    return AnalysisTable(COLUMNS, rows, tuple(notes))


def _adds_up(data: Data, kpi: Kpi) -> bool:
    return kpi.unit in {"count", "money"} and additivity_of(data, kpi.id) == "sum"


def _shares(results: Sequence[Result], *, adds_up: bool) -> list[float | None]:
    known = [one.value for one in results if one.value is not None]
    total = sum(known)
    if not adds_up or total <= 0 or min(known) < 0:
        return [None] * len(results)
    return [None if one.value is None else one.value / total for one in results]


def _kpis(default: str) -> Setting:
    return Setting("kpis", default, labels("KPIs, with commas between", "KPI-er med komma", "KPI:er med komma"))


ANALYSES = (
    Analysis(
        id="share_of_kpi_platform",
        area="analysis",
        label=labels("ROI and KPIs by platform", "ROI og KPI per plattform", "ROI och KPI per plattform"),
        columns=COLUMNS,
        needs=("posts.platform", "ads.platform", "account_daily.platform"),
        calculate=by_platform,
        source="the project",
        settings=(_kpis(_RESULTS),),
        aliases=("kpi by platform", "roi by platform", "roi per plattform", "kpi per plattform"),
        finds=False,
    ),
    Analysis(
        id="cross_network_report",
        area="practice",
        label=labels("Cross-network report", "Tverrkanalsrapport", "Rapport över alla kanaler"),
        columns=COLUMNS,
        needs=("posts.platform", "account_daily.platform"),
        calculate=by_platform,
        source="https://sproutsocial.com/insights/social-media-kpis/",
        settings=(_kpis(_COMPARABLE),),
        aliases=("cross network", "tverrkanal", "alla kanaler"),
        finds=False,
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
