"""How long videos hold people."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="video_hook_rate",
        formula="ads.video_views_3s / sum(ads.impressions, video_views_3s is not blank)",
        unit="percent",
        better="higher",
        area="video",
        stage="interest",
        level="micro",
        label={"en": "Hook rate (3-second)", "nb": "Hook-rate (3 sekunder)", "sv": "Hook-rate (3 sekunder)"},
        aliases=("hook rate", "thumbstop rate"),
        source="https://advino.app/blog/meta-ad-hook-rate-benchmark",
    ),
    Kpi(
        id="video_hold_rate",
        formula="posts.thruplays / posts.video_views_3s",
        unit="percent",
        better="higher",
        area="video",
        stage="interest",
        level="micro",
        label={"en": "Hold rate (ThruPlay)", "nb": "Hold-rate (ThruPlay)", "sv": "Hold-rate (ThruPlay)"},
        aliases=("hold rate",),
        source="https://blog2.attribuly.com/hold-rate-facebook-ads-definition-formula-practitioner-setup",
    ),
    Kpi(
        id="video_completion_rate",
        formula="posts.video_views_full / (posts.video_views else posts.views)",
        unit="percent",
        better="higher",
        area="video",
        stage="interest",
        level="micro",
        label={"en": "Video completion rate", "nb": "Fullføringsrate for video", "sv": "Genomförd videovisning"},
        aliases=("fullføringsrate video", "vtr"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
    Kpi(
        id="avg_watch_time",
        formula="content.watch_time / (content.video_views else content.views)",
        unit="seconds",
        better="higher",
        area="video",
        stage="interest",
        level="micro",
        label={"en": "Average watch time", "nb": "Gjennomsnittlig seertid", "sv": "Genomsnittlig visningstid"},
        aliases=("seertid", "gjennomsnittlig seertid", "visningstid"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
