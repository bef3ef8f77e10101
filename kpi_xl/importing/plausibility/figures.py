"""Figures of one row that contradict each other: more purchases than checkouts, a conversion rate above 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.reading.sql import name
from kpi_xl.importing.staged import Remark

if TYPE_CHECKING:
    from kpi_xl.importing.plausibility.written import WrittenTable

_FUNNEL = "the tag or pixel counts a step twice or not at all; check it before you trust these figures"
_RATE = (
    "a conversion rate above 100 %: conversions are counted more than once, or without a click; "
    "check what the platform counts as one"
)
_PARTS = "one is a part of the other, so a column may be taken for another; compare both with the platform"
_ORDER = "a time before the one it must follow; check the time zone and the columns of the file"


@dataclass(frozen=True, slots=True)
class _Limit:
    """A figure, or a time, that cannot be above another of its row."""

    table: str
    smaller: str
    larger: str
    advice: str


_LIMITS = (
    *(_Limit(table, "purchases", "checkouts", _FUNNEL) for table in ("ads", "web")),
    *(_Limit(table, "checkouts", "add_to_carts", _FUNNEL) for table in ("ads", "web")),
    _Limit("ads", "conversions", "clicks", _RATE),
    _Limit("web", "purchases", "sessions", _RATE),
    _Limit("ads", "clicks", "impressions", _PARTS),
    _Limit("ads", "reach", "impressions", _PARTS),
    _Limit("search", "clicks", "impressions", _PARTS),
    _Limit("posts", "reach", "impressions", _PARTS),
    _Limit("web", "engaged_sessions", "sessions", _PARTS),
    _Limit("email_campaigns", "delivered", "sent", _PARTS),
    _Limit("email_campaigns", "unique_opens", "delivered", _PARTS),
    _Limit("email_campaigns", "unique_clicks", "delivered", _PARTS),
    _Limit("orders", "refunded", "revenue", _PARTS),
    _Limit("experiments", "successes", "trials", _PARTS),
)
_TIMES = (
    _Limit("conversations", "received_at", "first_reply_at", _ORDER),
    _Limit("conversations", "received_at", "resolved_at", _ORDER),
    _Limit("leads", "created_at", "won_at", _ORDER),
)
# Views count what impressions counted before; neither is ever 0 where somebody was reached.
_SHOWN = ("views", "impressions")


def contradictions(table: WrittenTable) -> Iterator[Remark]:
    """Where one figure of a row is above another that it is a part of, or a time before the one it follows."""
    limits = [one for one in _LIMITS if one.table == table.name and {one.smaller, one.larger} <= table.columns]
    times = [one for one in _TIMES if one.table == table.name and {one.smaller, one.larger} <= table.columns]
    fields = {field for limit in limits for field in (limit.smaller, limit.larger)}
    counted = table.ask(
        {
            **{f"above {number}": _count_above(one) for number, one in enumerate((*limits, *times))},
            **{f"sum {field}": f"sum({name(field)})" for field in fields},
        }
    )
    for number, one in enumerate((*limits, *times)):
        above, smaller, larger = counted[f"above {number}"], one.smaller.replace("_", " "), one.larger.replace("_", " ")
        small, large = counted.get(f"sum {one.smaller}") or 0, counted.get(f"sum {one.larger}") or 0
        if small > large:
            text = f"There are more {smaller} than {larger} ({small:,.10g} against {large:,.10g}): {one.advice}."
            yield Remark("important", text, "contradicting")
        elif above and one in times:
            yield Remark("note", f"{above} of {table.rows} rows have {larger} before {smaller}: {one.advice}.")
        elif above:
            level = "important" if one.advice == _RATE else "note"
            text = f"{above} of {table.rows} rows have more {smaller} than {larger}: {one.advice}."
            yield Remark(level, text, "contradicting")


def unseen(table: WrittenTable) -> Iterator[Remark]:
    """Rows that were shown to nobody and yet reached people."""
    shown = [field for field in _SHOWN if field in table.columns and "reach" in table.columns]
    for field, count in table.ask({one: f"count_if({name(one)} = 0 AND reach > 0)" for one in shown}).items():
        if count:
            text = f"{count} of {table.rows} rows have {field} 0 although they reached people: they may not be counted."
            yield Remark("note", f"{text} Export the file again in a day or two.")


def _count_above(limit: _Limit) -> str:
    return f"count_if({name(limit.smaller)} > {name(limit.larger)})"
