"""Pipedrive: deals, leads and persons (both as leads). Names, addresses and numbers of people are never read."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Id, Importer, Moment, Note, Part, Text, headers_beside, hookimpl

# "Open", "Won", "Lost": the words of a language in any case; custom stages say nothing of it.
_WON = "regexp_matches(_status, '^(?:won|vunne[nt]|vundet|gewonnen|ganad[oa]|ganho|gagné|voitettu)', 'i')"
_ZONE = Note("Times are read in the project's time zone: the file does not name its own.")

DEALS = Export(
    name="pipedrive_deals",
    file_names=(r"^deals?-\d+",),
    parts=(
        Part(
            table="deals",
            columns=(
                Column("deal_id", Id(), key="deal_id"),
                Column("lead_id", Id(), key="deal_contact_id"),
                Column("created_at", Moment(), key="deal_created"),
                Column("_closed", Moment(), key="deal_closed"),
                Column("_won", Moment(), key="deal_won"),
                Column("_lost", Moment(), key="deal_lost"),
                Column("_expected", Moment(), key="deal_expected"),
                Column("stage", key="deal_stage"),
                Column("_status", Text(), key="deal_status"),
                Column("source", key="deal_source", repeated="first"),
                Column("currency", key="deal_currency", repeated="first"),
                Column("amount", key="deal_value"),
            ),
            derived=(
                *(
                    Derived("closed_at", f"coalesce({', '.join(known)})", needs=known)
                    for known in (
                        ("_closed", "_won", "_lost"),
                        ("_won", "_lost"),
                        ("_closed",),
                        ("_won",),
                        ("_expected",),
                    )
                ),
                *(Derived("_is_expected", "false", needs=(known,)) for known in ("_closed", "_won")),
                Derived("_is_expected", "true", needs=("_expected",)),
                Derived("is_won", _WON, needs=("_status",)),
                Derived("is_won", "_won IS NOT NULL", needs=("_won",)),
            ),
            requires=("deal_id", "stage", "amount"),
            key=("deal_id",),
            notes=(
                Note("{n} of {rows} deals have no value.", where="amount IS NULL", needs=("amount",)),
                Note(
                    "The day of closing is the expected one: add the columns Won time and Lost time.",
                    where="_is_expected",
                    needs=("_is_expected",),
                ),
                _ZONE,
            ),
        ),
    ),
)

LEADS = Export(
    name="pipedrive_leads",
    file_names=(r"^leads?-\d+",),
    parts=(
        Part(
            table="leads",
            columns=(
                Column("lead_id", Id(), key="lead_id"),
                Column("_title", key="lead_title"),
                Column("created_at", Moment(), key="lead_created"),
                Column("last_activity_at", Moment(), key="lead_activity", repeated="first"),
                Column("source", key="lead_source", repeated="first"),
                Column("stage", key="lead_label"),
                Column("campaign", key="lead_campaign"),
                Column("currency", key="lead_currency", repeated="first"),
                Column("value", key="lead_value"),
            ),
            requires=("lead_id", "_title", "created_at"),
            key=("lead_id",),
            notes=(_ZONE,),
        ),
    ),
)

PERSONS = Export(
    name="pipedrive_persons",
    file_names=(r"^(?:people|persons?)-\d+",),
    parts=(
        Part(
            table="leads",
            columns=(
                Column("lead_id", Id(), key="person_id"),
                Column("created_at", Moment(), key="person_created"),
                Column("last_activity_at", Moment(), key="person_activity", repeated="first"),
                Column("source", key="person_source", repeated="first"),
                Column("stage", key="person_label"),
                Column("campaign", key="person_campaign"),
                Column("_won_deals", key="person_won"),
            ),
            requires=("lead_id", "created_at"),
            forbids=("deal_stage", "lead_title"),
            key=("lead_id",),
            notes=(
                Note("Which person became a customer is told by the deals: import them too.", needs=("_won_deals",)),
                _ZONE,
            ),
        ),
    ),
)

# Nothing tells one record from another without its id, and a second export would count all of them again.
WITHOUT_IDS = Export(
    name="pipedrive_without_ids",
    parts=(
        Part(
            table=None,
            columns=(
                Column("_title", key="deal_title"),
                Column("_stage", key="deal_stage"),
            ),
            requires=("_title", "_stage"),
            forbids=("deal_id",),
            why_not="The export has no ids: add the column ID of deals to the list and export it again.",
        ),
        Part(
            table=None,
            columns=(Column("_title", key="lead_title"), Column("_created", key="lead_created")),
            requires=("_title", "_created"),
            forbids=("lead_id",),
            why_not="The export has no ids: add the column ID of leads to the list and export it again.",
        ),
        Part(
            table=None,
            columns=(Column("_name", key="person_name"), Column("_created", key="person_created")),
            requires=("_name", "_created"),
            forbids=("person_id", "deal_stage", "lead_title"),
            why_not="The export has no ids: add the column ID of persons to the list and export it again.",
        ),
    ),
)

IMPORTER = Importer(
    "pipedrive", "1", "pipedrive", (DEALS, LEADS, PERSONS, WITHOUT_IDS), headers=headers_beside(__file__)
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Pipedrive."""
    return [IMPORTER]
