"""Lists of the inputs workbook that decide how imported rows are understood."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kpi_xl.project.inputs.cells import yes_or_no
from kpi_xl.warehouse.data import TaggingRule
from kpi_xl.warehouse.tagging import pattern_of

Rows = Sequence[Mapping[str, Any]]


def spellings(brands: Rows) -> dict[str, str]:
    """Every name of the brands in small letters, and the brand that it means."""
    found: dict[str, str] = {}
    for row in brands:
        for name in (row["brand"], *re.split(r"[,;\n]", row.get("words") or "")):
            if name.strip():
                found.setdefault(name.strip().lower(), row["brand"])
    return found


def competitors(brands: Rows) -> frozenset[str]:
    """The brands that are not one's own; none where the list does not say which one is."""
    own = {row["brand"] for row in brands if row.get("is_own")}
    return frozenset(row["brand"] for row in brands if row["brand"] not in own) if own else frozenset()


def rules(rows: Rows) -> tuple[TaggingRule, ...]:
    """The tagging rules in the order of the sheet; words and a pattern of one row are two ways to fit."""
    return tuple(
        TaggingRule(
            field=row["field"],
            value=_value(row),
            pattern=_pattern(row.get("words") or "", row.get("pattern") or ""),
            searched=row.get("searched") or "",
            platform=row.get("platform") or "",
        )
        for row in rows
    )


def _value(row: Mapping[str, Any]) -> str:
    if row["field"] != "is_boosted":
        return row["value"]
    return "true" if yes_or_no(row["value"]) else "false"


def _pattern(words: str, pattern: str) -> str:
    return "|".join(filter(None, (pattern_of(words) if words else "", f"(?:{pattern})" if pattern else "")))
