"""Which KPIs a page leads with: the best that the data have, since no two projects export the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.report.material import Material
    from kpi_xl.report.request import ReportRequest

CARDS = 6
_ENGAGEMENT_RATES = (
    "engagement_rate_reach", "engagement_rate_impressions", "engagement_rate_views", "engagement_rate_followers",
)  # fmt: skip
_RATE_BASES = {
    "engagement_rate_reach": "reach",
    "engagement_rate_impressions": "impressions",
    "engagement_rate_views": "views",
}
_SHOWN = ("views", "impressions")  # two words for the same question: one card is enough
_ALTERNATIVES = (_ENGAGEMENT_RATES, _SHOWN)

_SUMMARY = (
    "sales_revenue", "roas", "conversions", "social_sessions", *_ENGAGEMENT_RATES, *_SHOWN, "followers", "link_clicks",
    "engagements", "net_new_followers", "spend", "posts_published", "ctr", "cpc", "profile_visits", "likes", "comments",
    "shares", "saves",
)  # fmt: skip
_SOCIAL = (
    "followers", *_SHOWN, *_ENGAGEMENT_RATES, "engagements", "link_clicks", "net_new_followers", "profile_visits",
    "social_sessions", "posts_published", "likes", "comments", "shares", "saves",
)  # fmt: skip
_ADS = ("spend", "impressions", "link_clicks", "ctr", "cpc", "conversions", "roas", "cpm", "conversion_rate")
_LEADING = (
    "sales_revenue", "social_sessions", "link_clicks", *_SHOWN, "engagements", "followers", "spend", "posts_published",
)  # fmt: skip


# The scorecard of a monthly report; a KPI without any figure is left out of it.
_SCORECARD = (
    "followers", "net_new_followers", "audience_growth_rate", "impressions", "views", "reach", "profile_visits",
    "posts_published", "engagements", "likes", "comments", "shares", "saves", "link_clicks", "ctr",
    "engagement_rate_reach", "engagement_rate_impressions", "engagement_rate_followers",
    "social_sessions", "social_traffic_share", "bounce_rate", "conversions", "conversion_rate", "sales_revenue",
    "spend", "cpm", "cpc", "roas",
)  # fmt: skip

# Not every business has an inbox, a survey, a shop or a listening tool: these are told where they have figures, and are
# not missed where they have none.
SPECIAL = (
    "purchases", "aov", "marketing_cost", "social_roi", "leads", "cost_per_lead", "response_rate", "answered_within_1h",
    "first_response_time", "resolution_rate", "nps", "csat", "mentions", "share_of_voice", "net_sentiment",
)  # fmt: skip


def scorecard(catalogue: Catalogue, request: ReportRequest) -> tuple[str, ...]:
    """The KPIs of the scorecard: the usual ones and those that the user has added."""
    wanted = (*_SCORECARD, *SPECIAL, *request.cards, *request.kpis)
    return tuple(kpi for kpi in dict.fromkeys(wanted) if kpi in catalogue)


def figures_needed(catalogue: Catalogue, request: ReportRequest) -> tuple[str, ...]:
    """Every KPI that some page may show."""
    wanted = (*scorecard(catalogue, request), *_SUMMARY, *_SOCIAL, *_ADS, *_LEADING)
    return tuple(kpi for kpi in dict.fromkeys(wanted) if kpi in catalogue)


def summary_cards(material: Material) -> tuple[str, ...]:
    """The six KPIs of the summary; those that the user asked for come first."""
    return best_six(material, (*material.request.cards, *_SUMMARY), None)


def platform_cards(material: Material, platform: str) -> tuple[str, ...]:
    """The six KPIs of a platform's page."""
    wanted = _ADS if material.is_ads(platform) else _SOCIAL
    return best_six(material, wanted, platform)


def rate_of(material: Material, platform: str) -> str:
    """The rate that a platform's page follows over time."""
    wanted = ("ctr",) if material.is_ads(platform) else _ENGAGEMENT_RATES
    known = _defined(material, wanted)
    return max(known, key=lambda kpi: months_known(material, kpi, platform))


def base_of(material: Material, platform: str) -> str:
    """The figure of a post that its engagements are divided by: that of the page's rate, or what there is."""
    rate = rate_of(material, platform)
    if rate in _RATE_BASES:
        return _RATE_BASES[rate]
    known = [
        base for base in _defined(material, ("views", "impressions", "reach")) if months_known(material, base, platform)
    ]
    return known[0] if known else "views"


def leading(material: Material) -> str:
    """The KPI that the summary compares the platforms by: of those that most platforms have, the most telling."""

    def known(kpi: str) -> tuple[int, bool]:
        platforms = sum(bool(material.figures.value(kpi, material.month, one)) for one in material.compared)
        return platforms, months_known(material, kpi, None) > 0

    return max(_defined(material, _LEADING), key=known)


def best_six(material: Material, wanted: Sequence[str], platform: str | None = None) -> tuple[str, ...]:
    """Six with a figure above 0 in the report's month, else in any month, else at all; one of each set alike."""
    wanted = _defined(material, wanted)
    now = [kpi for kpi in wanted if material.figures.value(kpi, material.month, platform)]
    ever = [kpi for kpi in wanted if months_known(material, kpi, platform)]
    return _without_alternatives([*now, *ever, *wanted])[:CARDS]


def _without_alternatives(kpis: Iterable[str]) -> tuple[str, ...]:
    chosen: dict[str, None] = {}
    for kpi in kpis:
        others = next((group for group in _ALTERNATIVES if kpi in group), ())
        if not chosen.keys() & set(others):
            chosen[kpi] = None
    return tuple(chosen)


def _defined(material: Material, kpis: Iterable[str]) -> list[str]:
    """A plugin may be switched off, and its KPIs are then not there."""
    return [kpi for kpi in dict.fromkeys(kpis) if kpi in material.catalogue]


def months_known(material: Material, kpi: str, platform: str | None) -> int:
    """How many of the thirteen months up to the report's have a figure above 0."""
    return sum(bool(material.figures.value(kpi, month, platform)) for month in material.months[-13:])
