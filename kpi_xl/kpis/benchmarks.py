"""Whether a published figure, a benchmark, was worked out as ours is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from kpi_xl.errors import UsageError
from kpi_xl.kpis.calculating import find_kpi

if TYPE_CHECKING:
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.warehouse.data import Data

Agreement = Literal["same", "other", "unsaid"]

# What rates are divided by, as sources and formulas write it. “Visninger” is said of impressions and of views alike.
_BASES = {
    "followers": ("follower", "fans", "følger", "följare"),
    "reach": ("reach", "rekkevidde", "räckvidd"),
    "impressions": ("impression", "inntrykk", "intryck", "visning"),
    "views": ("view", "avspilling", "uppspelning", "visning"),
    "sessions": ("session", "visit", "økt", "besøk", "besök"),
    "users": ("user", "visitor", "bruker", "besøkende", "användare", "besökare"),
    "delivered": ("delivered", "levert", "levererade"),
    "sent": ("sent", "sendt", "skickade"),
    "clicks": ("clicks", "klikk", "klick"),
    "leads": ("leads",),
}


def agreement(data: Data, kpi: Kpi, definition: str) -> Agreement:
    """By another KPI that the definition names, else by what both are divided by; “unsaid” where nothing tells."""
    if not definition.strip():
        return "unsaid"
    named = _named(data, definition)
    if named is not None:
        return "same" if named == kpi.id else "other"
    theirs, ours = _bases(_below(definition.casefold())), _bases(_below((kpi.formula or "").casefold()))
    if not theirs or not ours:
        return "unsaid"
    return "other" if theirs.isdisjoint(ours) else "same"


def _named(data: Data, definition: str) -> str | None:
    try:
        return find_kpi(data, definition.strip()).id
    except UsageError:
        return None


def _below(text: str) -> str:
    """What stands below the line of a fraction, or after “per” or “by”; all of it where there is none."""
    if "/" in text:
        return text.rpartition("/")[2]
    return re.split(r"÷|\bper\b|\bby\b|\bdelt på\b|\bdelat med\b|\bav\b", text, maxsplit=1)[-1]


def _bases(text: str) -> set[str]:
    return {base for base, words in _BASES.items() if any(word in text for word in words)}
