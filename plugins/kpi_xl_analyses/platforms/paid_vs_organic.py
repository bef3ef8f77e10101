"""What was paid for and what came by itself, side by side.

Meta's and LinkedIn's own figures hold paid delivery, so there organic is what is left without the ads. People reached
are shown beside each other and never shared out: the same person may be in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Language,
    Settings,
    formula_values,
    hookimpl,
    labels,
    no_data,
    platform_name,
    texts_beside,
)
from kpi_xl_analyses._columns import Cells
from kpi_xl_analyses.by_hand._arguments import figure
from kpi_xl_analyses.platforms._present import platforms_in

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("where", labels("Where", "Hvor", "Var")),
    AnalysisColumn("metric", labels("Figure", "Tall", "Siffra")),
    AnalysisColumn("paid", labels("Paid", "Betalt", "Betalt"), "number"),
    AnalysisColumn("organic", labels("Organic", "Organisk", "Organiskt"), "number"),
    AnalysisColumn("total", labels("Together", "Sammen", "Tillsammans"), "number"),
    AnalysisColumn("paid_share", labels("Paid share", "Betalt andel", "Betald andel"), "percent"),
)
_METRICS: Mapping[str, Mapping[str, str]] = {
    "impressions": labels("Impressions", "Visninger (inntrykk)", "Visningar (intryck)"),
    "views": labels("Views", "Visninger", "Visningar"),
    "link_clicks": labels("Link clicks", "Lenkeklikk", "Länkklick"),
}
_ON_SITE: Mapping[str, Mapping[str, str]] = {
    "sessions": labels("Visits", "Besøk", "Besök"),
    "key_events": labels("Conversions", "Konverteringer", "Konverteringar"),
    "revenue": labels("Revenue", "Omsetning", "Intäkt"),
}
_PAID_INSIDE = frozenset({"facebook", "instagram", "linkedin"})
_SAY = texts_beside(__file__)


def split(paid: float | None, organic: float | None) -> tuple[float | None, float | None, float | None, float | None]:
    """Paid, organic, both together, and the share that was paid; the last two need both."""
    if paid is None or organic is None:
        return paid, organic, None, None
    total = paid + organic
    return paid, organic, total, paid / total if total > 0 else None


def paid_vs_organic(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    rows: list[Cells] = []
    notes: list[str] = []
    for ads, platforms in _families(data, scope).items():
        listed, inside = _of_platforms(data, scope, ads, platforms)
        name = " + ".join(platform_name(platform) for platform in platforms)
        rows += [(name, _METRICS[metric][language], *cells) for metric, cells in listed]
        notes += [_SAY("inside", language, platforms=name)] if inside else []
        notes += [_SAY("shared", language, ads=platform_name(ads))] if len(platforms) > 1 else []
    rows += _on_site(data, scope, language)
    if not rows:
        return no_data(COLUMNS, language, "ads", "posts", "account_daily", "web")
    return AnalysisTable(COLUMNS, rows, tuple(notes))


def _families(data: Data, scope: Scope) -> Mapping[str, list[str]]:
    """Social platforms by the ads platform that runs on them."""
    found: dict[str, list[str]] = {}
    for platform in platforms_in(data, scope, ("posts", "account_daily")):
        if platform in data.pairs:
            found.setdefault(data.pairs[platform], []).append(platform)
    return found


def _of_platforms(
    data: Data, scope: Scope, ads: str, platforms: Sequence[str]
) -> tuple[list[tuple[str, Sequence[float | None]]], bool]:
    """Each figure that both sides have, and whether paid delivery had to be taken out of the organic one."""
    found: list[tuple[str, Sequence[float | None]]] = []
    inside = bool(_PAID_INSIDE & set(platforms))
    for metric in _METRICS:
        paid = _ads_value(data, replace(scope, platform=ads), metric)
        parts = [
            one.value
            for one in formula_values(
                data, [replace(scope, platform=one) for one in platforms], f"activity.{metric}", "count"
            )
        ]
        known = [part for part in parts if part is not None]
        organic = sum(known) if known else None
        if paid is None or organic is None:
            continue
        found.append((metric, split(paid, _without(paid, organic, metric, platforms))))
    return found, inside and bool(found)


def _without(paid: float, figure: float, metric: str, platforms: Sequence[str]) -> float | None:
    """What is organic of a platform's own figure; None where the ads are more than all of it.

    Ads that were never posts on the page are in no figure of the page, and then the two cannot be told apart.
    """
    if not _PAID_INSIDE & set(platforms) or (metric == "link_clicks" and "linkedin" not in platforms):
        return figure  # Meta counts the clicks on ads apart
    return figure - paid if figure >= paid else None


def _ads_value(data: Data, scope: Scope, metric: str) -> float | None:
    # No ads platform exports views in the sense of Meta's posts: there it is impressions that were paid for.
    field = {"views": "impressions"}.get(metric, metric)
    return formula_values(data, [scope], f"ads.{field}", "count")[0].value


def _on_site(data: Data, scope: Scope, language: Language) -> list[Cells]:
    rows: list[Cells] = []
    for metric, label in _ON_SITE.items():
        unit = "money" if metric == "revenue" else "count"
        paid, organic = (
            formula_values(data, [scope], f'sum(web.{metric}, channel_group = "{group}")', unit)[0].value
            for group in ("Paid Social", "Organic Social")
        )
        if paid is not None or organic is not None:
            rows.append((_SAY("site", language), label[language], *split(paid, organic)))
    return rows


def by_hand(given: Given, _: Settings, __: Language) -> AnalysisTable:
    return AnalysisTable(COLUMNS, [("", "", *split(figure(given, "paid"), figure(given, "organic")))])


ANALYSIS = Analysis(
    id="paid_vs_organic",
    area="analysis",
    label=labels("Paid versus organic", "Betalt mot organisk", "Betalt mot organiskt"),
    columns=COLUMNS,
    needs=("ads.impressions", "posts.impressions", "account_daily.impressions", "web.channel_group"),
    calculate=paid_vs_organic,
    source="https://sproutsocial.com/insights/social-media-kpis/",
    by_hand=ByHand(
        by_hand,
        (
            Argument("paid", "number", labels("Paid", "Betalt", "Betalt")),
            Argument("organic", "number", labels("Organic", "Organisk", "Organiskt")),
        ),
    ),
    aliases=("paid organic", "betalt og organisk", "betalt och organiskt"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
