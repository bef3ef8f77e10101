"""How far posts travel: by Hootsuite against followers, by Kaushik against posts."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="amplification_rate",
        formula="content.shares / account_daily.followers",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Amplification rate", "nb": "Forsterkningsrate (delinger)", "sv": "Förstärkningsgrad (delningar)"},
        aliases=("forsterkningsrate", "förstärkningsgrad"),
        source="https://academy.hsmai.org/glossary/amplification-rate/",
    ),
    Kpi(
        id="applause_rate",
        formula="content.likes / account_daily.followers",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Applause rate", "nb": "Applausrate (likerklikk)", "sv": "Applådgrad (gilla)"},
        aliases=("applausrate",),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
    Kpi(
        id="conversation_rate",
        formula="content.comments / account_daily.followers",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Conversation rate", "nb": "Samtalerate (kommentarer)", "sv": "Samtalsgrad (kommentarer)"},
        aliases=("samtalerate", "samtalsgrad"),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
    Kpi(
        id="shares_per_post",
        formula="posts.shares / count(posts.post_id)",
        unit="ratio",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Shares per post", "nb": "Delinger per innlegg", "sv": "Delningar per inlägg"},
        aliases=("amplification rate (kaushik)",),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
    Kpi(
        id="likes_per_post",
        formula="posts.likes / count(posts.post_id)",
        unit="ratio",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Likes per post", "nb": "Likerklikk per innlegg", "sv": "Gilla-markeringar per inlägg"},
        aliases=("applause rate (kaushik)",),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
    Kpi(
        id="comments_per_post",
        formula="posts.comments / count(posts.post_id)",
        unit="ratio",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Comments per post", "nb": "Kommentarer per innlegg", "sv": "Kommentarer per inlägg"},
        aliases=("conversation rate (kaushik)",),
        source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    ),
    Kpi(
        id="virality_rate",
        formula="content.shares / content.impressions",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Virality rate", "nb": "Viralitetsrate", "sv": "Viralitetsgrad"},
        aliases=("viralitetsrate", "viralitetsgrad"),
        source="https://socialk.it/en/blog/virality-rate-and-amplification-explained",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
