"""What people did with posts."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="engagements",
        formula="content.engagements",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={
            "en": "Engagements (total interactions)",
            "nb": "Engasjement (antall interaksjoner)",
            "sv": "Engagemang (antal interaktioner)",
        },
        aliases=("engasjement", "interaksjoner", "interactions", "engagemang", "interaktioner"),
        by_hand=("likes + comments + shares + saves", "likes + comments + shares", "likes + comments"),
        source="https://blog.hootsuite.com/calculate-engagement-rate/",
    ),
    Kpi(
        id="likes",
        formula="content.likes",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Likes / reactions", "nb": "Likerklikk (reaksjoner)", "sv": "Gilla-markeringar (reaktioner)"},
        aliases=("reactions", "reaksjoner", "likerklikk", "gilla", "reaktioner"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="comments",
        formula="content.comments",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Comments", "nb": "Kommentarer", "sv": "Kommentarer"},
        aliases=("kommentarer",),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="shares",
        formula="content.shares",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Shares / reposts", "nb": "Delinger", "sv": "Delningar"},
        aliases=("delinger", "delningar", "reposts", "retweets"),
        source="https://sproutsocial.com/insights/social-media-kpis/",
    ),
    Kpi(
        id="saves",
        formula="content.saves",
        unit="count",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Saves", "nb": "Lagringer", "sv": "Sparade"},
        aliases=("lagringer", "sparade", "bookmarks"),
        source="https://www.iab.com/guidelines/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
