"""HubSpot: contacts (as leads), deals and tickets (as conversations). People's names and addresses are never kept."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Flag, Id, Importer, Moment, Note, Part, headers_beside, hookimpl

# With associations in the file some names stand twice: the second column is that of the company.
_CREATED = Column("created_at", Moment(), key="create_date", repeated="first")
_SOURCE = Column("source", key="traffic_source", repeated="first")


def _entered(field: str, stage: str) -> Column:
    """Date entered "… (Lifecycle Stage Pipeline)" of today, Became a … Date of before."""
    return Column(
        field, Moment(), matching=rf"^(?:date entered \W*{stage}\b|became an? {stage} date)", repeated="first"
    )


CONTACTS = Export(
    name="hubspot_contacts",
    file_names=(r"hubspot.*contacts",),
    parts=(
        Part(
            table="leads",
            columns=(
                Column("lead_id", Id(), key="contact_id"),
                Column("_person", repeated="first"),
                _CREATED,
                Column("last_activity_at", Moment(), key="last_activity", repeated="first"),
                _SOURCE,
                Column("stage", key="lifecycle_stage", repeated="first"),
                _entered("qualified_at", "marketing qualified lead"),
                _entered("sales_qualified_at", "sales qualified lead"),
                _entered("won_at", "customer"),
            ),
            requires=("lead_id", "_person", "created_at"),
            forbids=("company_owner", "deal_stage", "ticket_status", "salesforce_id"),
            key=("lead_id",),
            notes=(
                Note("Times are read in the project's time zone: the file does not name its own."),
                Note("{n} of {rows} contacts have no day on which they were created.", where="created_at IS NULL"),
            ),
        ),
    ),
)

_STAGE_SAYS = (
    "CASE WHEN regexp_matches(stage, '\\bwon\\b|closedwon|vunnet|vunnen|vundet|gewonnen|ganad|gagné|ganho', 'i')"
    " THEN true WHEN stage IS NOT NULL THEN false END"
)
DEALS = Export(
    name="hubspot_deals",
    file_names=(r"hubspot.*deals",),
    parts=(
        Part(
            table="deals",
            columns=(
                Column("deal_id", Id()),
                _CREATED,
                Column("closed_at", Moment(), key="close_date", repeated="first"),
                Column("stage", key="deal_stage"),
                Column("is_won", Flag()),
                _SOURCE,
                Column("_contacts"),
                Column("currency", repeated="first"),
                Column("amount", repeated="first"),
            ),
            derived=(
                Derived("is_won", f"coalesce(is_won, {_STAGE_SAYS})", needs=("is_won",)),
                Derived("is_won", _STAGE_SAYS, needs=()),
                Derived("lead_id", "nullif(regexp_extract(_contacts, '^\\d+'), '')", needs=("_contacts",)),
            ),
            requires=("deal_id", "stage", "amount"),
            forbids=("salesforce_id",),
            key=("deal_id",),
            notes=(
                Note("Open deals have an expected day of closing: only the stage says whether a deal is won."),
                Note("Times are read in the project's time zone: the file does not name its own."),
            ),
        ),
    ),
)

# A ticket of an e-mail, a form or a call is of no platform.
_PLATFORMS = (
    ("facebook", "facebook|messenger"),
    ("instagram", "instagram"),
    ("linkedin", "linkedin"),
    ("tiktok", "tiktok"),
    ("x", "twitter|^x$"),
)
_PLATFORM_OF_SOURCE = " ".join(
    ("CASE", *(f"WHEN regexp_matches(_source, '{words}', 'i') THEN '{name}'" for name, words in _PLATFORMS), "END")
)
TICKETS = Export(
    name="hubspot_tickets",
    file_names=(r"hubspot.*tickets",),
    parts=(
        Part(
            table="conversations",
            columns=(
                Column("conversation_id", Id(), key="ticket_id"),
                Column("_status", key="ticket_status"),
                Column("received_at", Moment(), key="create_date", repeated="first"),
                Column("first_reply_at", Moment(), key="first_response"),
                Column("resolved_at", Moment(), key="close_date", repeated="first"),
                Column("_source", key="ticket_source"),
                Column("team"),
                Column("tag", key="category"),
            ),
            derived=(Derived("platform", _PLATFORM_OF_SOURCE, needs=("_source",)),),
            requires=("conversation_id", "_status", "received_at"),
            forbids=("salesforce_id",),
            key=("conversation_id",),
            notes=(
                Note("Times are read in the project's time zone: the file does not name its own."),
                Note("{n} of {rows} tickets are not closed.", where="resolved_at IS NULL", needs=("resolved_at",)),
            ),
        ),
    ),
)

COMPANIES = Export(
    name="hubspot_companies",
    parts=(
        Part(
            table=None,
            columns=(Column("_id", key="deal_id"), Column("_company", key="company_name"), Column("_company_owner")),
            requires=("_id", "_company", "_company_owner"),
            why_not="Companies have no table: export the contacts and the deals.",
        ),
    ),
)

IMPORTER = Importer("hubspot", "1", "hubspot", (CONTACTS, DEALS, TICKETS, COMPANIES), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of HubSpot."""
    return [IMPORTER]
