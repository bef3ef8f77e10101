"""Where a figure may come from: the canonical tables, and two names that stand for a choice between several.

`activity.x` is what happened on the account in the period: daily account figures where they cover it, else the posts
published in it; on an ads platform the ads. `content.x` is what the posts published in the period brought, else daily
account figures. The choice is made platform by platform, and a ratio takes both sides from the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kpi_xl.vocabulary.platforms import SOCIAL
from kpi_xl.vocabulary.tables import Field, tables

CHOICES: Mapping[str, tuple[str, ...]] = {
    "activity": ("account_daily", "posts", "ads"),
    "content": ("posts", "account_daily"),
}

# An ads platform that counts all clicks but not link clicks (Google) lends them, and the result says so.
STAND_INS: Mapping[tuple[str, str], str] = {("ads", "link_clicks"): "clicks"}

# Words that stand for several values of a dimension in a filter.
VALUE_GROUPS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("channel_group", "social"): ("Organic Social", "Paid Social", "Social"),
    ("platform", "social"): tuple(SOCIAL),
}

_RANGE = ("date_start", "date_end")
_DAYS: Mapping[str, tuple[str, ...]] = {
    "posts": ("published_on",),
    "ads": _RANGE,
    "web": _RANGE,
    "orders": ("ordered_on",),
    "leads": ("created_on",),
    "deals": ("created_on",),
    "email_campaigns": ("sent_on",),
    "conversations": ("received_on",),
    "survey_responses": ("answered_on",),
    "touchpoints": ("touched_on",),
}

# Rows of these tables are things that happen, so none where an export covers the period is a true 0.
EVENTS = frozenset({"posts", "orders", "leads", "deals", "conversations", "survey_responses", "mentions", "reviews"})

# Each of these dimensions repeats the same figures, so a formula has to name one.
REPEATING: Mapping[str, str] = {"audience": "dimension", "search": "dimension"}


@dataclass(frozen=True, slots=True)
class Grain:
    """How the rows of a table lie in time and which scopes it has."""

    days: tuple[str, ...]  # one day column, or the first and the last day that a row covers
    scopes: frozenset[str]  # of platform, account and campaign
    owned: bool  # every row belongs to a platform and account; elsewhere a platform is only where it came from
    in_full: bool  # a row without the other side of a ratio still enters it (ads: the action never happened)


@cache
def grain_of(table: str) -> Grain:
    fields = tables()[table].fields
    scopes = frozenset({"platform", "account", "campaign"} & fields.keys())
    if table == "email_campaigns":
        scopes = frozenset[str]()  # a mailing's own name is no campaign that other tables share
    owned = "platform" in fields and fields["platform"].kind == "key"
    return Grain(_DAYS.get(table, ("date",)), scopes, owned, in_full=table == "ads")


def candidates(table: str) -> tuple[str, ...]:
    """The canonical tables that a table name of a formula can mean, best first."""
    return CHOICES.get(table, (table,) if table in tables() else ())


def field_of(table: str, name: str) -> Field | None:
    """The field by its table and name in a formula; of a choice, the first table that has it."""
    found = (tables()[one].fields.get(name) for one in candidates(table))
    return next((field for field in found if field), None)


def table_names() -> tuple[str, ...]:
    return (*CHOICES, *tables())


def field_names(table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in candidates(table) for name in tables()[one].fields))


def day_of(table: str, by: str) -> tuple[str, ...]:
    """The day columns that decide about the period: the table's own, or those of another day or time field."""
    if not by:
        return grain_of(table).days
    return (f"{by.removesuffix('_at')}_on",) if by.endswith("_at") else (by,)
