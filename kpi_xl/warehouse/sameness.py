"""What makes two rows of different files the same figure, table by table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ById:
    """Rows with a native id: the newest snapshot wins, field by field."""

    keys: tuple[str, ...]
    # Whether an id names one thing even within one file. Names and numbers that people give do not: of two
    # newsletters with one title in one file, each counts.
    unique_in_file: bool = False


@dataclass(frozen=True, slots=True)
class ByDays:
    """Rows without an id: a newer file replaces the days and figures that it covers."""

    group: tuple[str, ...]
    first: str
    last: str
    # Whether a blank in a file that has the column covers its day: ads platforms leave a blank where nothing happened.
    blanks_cover: bool = False
    # Whether the rows of a group and day are one row: then the figures of several files stand side by side in it.
    one_row_a_day: bool = False


SAMENESS: dict[str, ById | ByDays] = {
    # A post keeps its id whatever the account is called in this export.
    "posts": ById(("platform", "post_id"), unique_in_file=True),
    # Two shops may both have an order #1001, but not in the same second.
    "orders": ById(("order_id", "ordered_at")),
    "leads": ById(("_system", "lead_id")),
    "deals": ById(("_system", "deal_id")),
    "conversations": ById(("_system", "conversation_id")),
    "survey_responses": ById(("_system", "response_id", "question")),
    "mentions": ById(("_system", "mention_id")),
    "reviews": ById(("_system", "review_id")),
    "email_campaigns": ById(("_system", "campaign", "sent_at", "segment")),
    "touchpoints": ById(("_system", "journey_id", "touched_at")),
    "experiments": ById(("_system", "experiment", "variant")),
    "account_daily": ByDays(("platform", "account"), "date", "date", one_row_a_day=True),
    "audience": ByDays(("platform", "account", "dimension"), "date", "date"),
    "ads": ByDays(("platform", "account", "level", "breakdown"), "date_start", "date_end", blanks_cover=True),
    "web": ByDays(("property", "part"), "date_start", "date_end", blanks_cover=True),
    "search": ByDays(("_system", "_account", "dimension"), "date", "date"),
    "visits": ByDays(("venue",), "date", "date"),
    "costs": ByDays(("_system", "category", "platform", "campaign"), "date", "date"),
    # From the inputs workbook, of which there is one batch at a time.
    "targets": ById(("kpi", "scope", "period_start", "period_end")),
    "benchmarks": ById(("kpi", "platform", "industry", "year")),
    "fx_rates": ById(("date", "currency")),
    "brands": ById(("brand",)),
    "rates": ById(("name", "scope", "valid_from")),
    "goals": ById(("event",)),
    "own_kpis": ById(("id",)),
    "tagging_rules": ById(("field", "words", "pattern", "searched", "platform")),
}
