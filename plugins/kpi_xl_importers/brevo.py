"""Brevo (Sendinblue before 2023): e-mail campaigns with their figures. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Importer, Moment, Note, Part, Whole, headers_beside, hookimpl

CAMPAIGNS = Export(
    name="brevo_campaigns",
    parts=(
        Part(
            table="email_campaigns",
            columns=(
                Column("campaign", key="name"),
                Column("sent_at", Moment()),
                Column("segment", key="lists"),
                "sent",
                "delivered",
                "opens",
                "unique_opens",
                "clicks",
                "unique_clicks",
                "unsubscribes",
                Column("_soft", Whole(), key="soft_bounces"),
                Column("_hard", Whole(), key="hard_bounces"),
            ),
            derived=(
                Derived("bounces", "coalesce(_soft, 0) + coalesce(_hard, 0)", needs=("_soft", "_hard")),
                Derived("bounces", "_hard", needs=("_hard",)),
            ),
            requires=("campaign", "sent_at", "delivered", "unique_opens", "_hard"),
            forbids=("mailchimp",),
            key=("campaign", "sent_at"),
            notes=(
                Note("Apple Mail opens messages unread: opens are too many, if they are not left out in Brevo."),
                Note("Unique opens and clicks are people of one send: they are never added."),
                Note("Times are read in the project's time zone: the file does not name its own."),
            ),
        ),
    ),
)

IMPORTER = Importer("brevo", "1", "brevo", (CAMPAIGNS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Brevo."""
    return [IMPORTER]
