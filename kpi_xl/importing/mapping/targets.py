"""The tables and fields that a user's own file may fill, and what a row of each needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.tables import Field, tables

# What only the inputs workbook and the settings say.
_NOT_FROM_FILES = frozenset({"targets", "benchmarks", "fx_rates", "brands", "rates", "goals", "tagging_rules"})
TARGET_TABLES = tuple(name for name in tables() if name not in _NOT_FROM_FILES)

# What makes a row of these tables a thing of its own; of the others days tell.
ID_FIELDS: Mapping[str, str] = {
    "posts": "post_id",
    "orders": "order_id",
    "leads": "lead_id",
    "deals": "deal_id",
    "conversations": "conversation_id",
    "survey_responses": "response_id",
    "mentions": "mention_id",
    "reviews": "review_id",
    "email_campaigns": "campaign",
    "touchpoints": "journey_id",
    "experiments": "experiment",
}
# Columns that can hold people: only keyed hashes are kept of them.
PEOPLE = frozenset({("orders", "customer"), ("mentions", "author"), ("touchpoints", "journey_id")})
_UNDATED = frozenset({"experiments", "audience"})


def field_of(table: str, name: str) -> Field:
    """A field that a file may fill.

    Raises:
        UsageError: there is no such table or field.
    """
    if table not in TARGET_TABLES:
        raise UsageError(f"There is no table “{table}” that a file could fill.", f"Tables: {', '.join(TARGET_TABLES)}.")
    fields = tables()[table].fields
    if name not in fields:
        raise UsageError(f"The table {table} has no field “{name}”.", f"Fields: {', '.join(fields)}.")
    return fields[name]


def main_day(table: str) -> str | None:
    """The field that a column called only “Date” fills."""
    fields = tables()[table].fields
    dated = [name for name, field in fields.items() if field.type == "date"]
    timed = [name for name, field in fields.items() if field.type == "timestamp UTC" and field.kind != "meta"]
    return next(iter((*dated, *timed)), None)


def has_day(table: str, fields: Collection[str]) -> bool:
    """Whether the fields say when something was, as far as the table needs it."""
    dated = {name for name, field in tables()[table].fields.items() if field.type in {"date", "timestamp UTC"}}
    return table in _UNDATED or bool(dated & set(fields))
