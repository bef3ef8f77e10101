"""Followers: the stock, and how it grows."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="followers",
        formula="account_daily.followers",
        unit="people",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Followers", "nb": "Følgere", "sv": "Följare"},
        aliases=(
            "følgere",
            "følgertall",
            "antall følgere",
            "fans",
            "följare",
            "subscribers",
            "abonnenter",
            "prenumeranter",
        ),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="net_new_followers",
        formula=(
            "account_daily.net_follows "
            "else account_daily.follows - account_daily.unfollows "
            "else change(account_daily.followers)"
        ),
        unit="count",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Net new followers", "nb": "Netto nye følgere", "sv": "Netto nya följare"},
        aliases=("netto følgere", "nettotilvekst følgere", "net follows"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
    Kpi(
        id="audience_growth_rate",
        formula="change(account_daily.followers) / start(account_daily.followers)",
        unit="percent",
        better="higher",
        area="reach",
        stage="awareness",
        level="micro",
        label={"en": "Audience growth rate", "nb": "Følgervekst", "sv": "Följartillväxt"},
        aliases=("follower growth", "vekst i følgere", "följartillväxt"),
        source="https://academy.hsmai.org/glossary/amplification-rate/",
    ),
    Kpi(
        id="new_follows",
        formula="activity.follows",
        unit="count",
        better="higher",
        area="reach",
        stage="interest",
        level="micro",
        label={"en": "New follows", "nb": "Nye følgere", "sv": "Nya följare"},
        aliases=("follows", "new followers", "nye følgere", "nya följare"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
