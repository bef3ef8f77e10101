"""Answering and solving what people write."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="issues_resolved",
        formula="count(conversations.conversation_id, by resolved_at)",
        unit="count",
        better="higher",
        area="care",
        stage="loyalty",
        level="macro",
        label={"en": "Issues resolved", "nb": "Løste saker", "sv": "Lösta ärenden"},
        aliases=("løste saker", "lösta ärenden", "problemer løst"),
        source="https://sproutsocial.com/insights/social-customer-care-metrics/",
    ),
    Kpi(
        id="resolution_rate",
        formula=(
            "count(conversations.conversation_id, needs_answer = yes, resolved_at is not blank) "
            "/ count(conversations.conversation_id, needs_answer = yes)"
        ),
        unit="percent",
        better="higher",
        area="care",
        stage="loyalty",
        level="macro",
        label={"en": "Resolution rate", "nb": "Løsningsgrad", "sv": "Lösningsgrad"},
        aliases=("løsningsgrad", "lösningsgrad"),
        source="https://sproutsocial.com/insights/social-customer-care-metrics/",
    ),
    Kpi(
        id="answered_within_1h",
        formula=(
            "count(conversations.conversation_id, needs_answer = yes, first_reply_at - received_at between 0 and 3600) "
            "/ count(conversations.conversation_id, needs_answer = yes)"
        ),
        unit="percent",
        better="higher",
        area="care",
        stage="loyalty",
        level="macro",
        label={"en": "Answered within 1 hour", "nb": "Besvart innen 1 time", "sv": "Besvarat inom 1 timme"},
        aliases=("svar innen en time", "svar inom en timme"),
        inputs={
            "within_1h": (
                "count(conversations.conversation_id, needs_answer = yes, "
                "first_reply_at - received_at between 0 and 3600)"
            ),
        },
        source="https://sproutsocial.com/insights/first-response-time",
    ),
    Kpi(
        id="response_rate",
        formula=(
            "count(conversations.conversation_id, needs_answer = yes, first_reply_at is not blank) "
            "/ count(conversations.conversation_id, needs_answer = yes)"
        ),
        unit="percent",
        better="higher",
        area="care",
        stage="loyalty",
        level="macro",
        label={"en": "Response rate", "nb": "Svarprosent", "sv": "Svarsfrekvens"},
        aliases=("svarprosent", "svarsfrekvens"),
        inputs={
            "answered": "count(conversations.conversation_id, needs_answer = yes, first_reply_at is not blank)",
        },
        source="https://sproutsocial.com/insights/social-customer-care-metrics/",
    ),
    Kpi(
        id="first_response_time",
        formula="median(conversations.first_reply_at - received_at, needs_answer = yes)",
        unit="seconds",
        better="lower",
        area="care",
        stage="loyalty",
        level="macro",
        label={"en": "First response time (median)", "nb": "Første svartid (median)", "sv": "Första svarstid (median)"},
        aliases=("svartid", "svarstid", "first reply time"),
        source="https://sproutsocial.com/insights/first-response-time",
    ),
    Kpi(
        id="first_response_time_mean",
        formula="mean(conversations.first_reply_at - received_at, needs_answer = yes)",
        unit="seconds",
        better="lower",
        area="care",
        stage="loyalty",
        level="macro",
        label={
            "en": "First response time (mean)",
            "nb": "Første svartid (gjennomsnitt)",
            "sv": "Första svarstid (medelvärde)",
        },
        aliases=("first_response_time_mean_s", "average first response time", "gjennomsnittlig svartid"),
        by_hand=("sum_s / cases",),
        source="https://sproutsocial.com/insights/first-response-time",
    ),
    Kpi(
        id="social_inquiries",
        formula="count(conversations.conversation_id, tag = enquiry)",
        unit="count",
        better="higher",
        area="lead",
        stage="evaluation",
        level="macro",
        label={
            "en": "Enquiries via social pages",
            "nb": "Henvendelser via sosiale medier",
            "sv": "Förfrågningar från sociala sidor",
        },
        aliases=("henvendelser", "förfrågningar"),
        source="https://sproutsocial.com/insights/social-customer-care-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
