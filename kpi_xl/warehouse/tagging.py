"""What the user's own lists say about rows: the topic, campaign … of posts, and one name for each brand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kpi_xl.warehouse import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.vocabulary.tables import Table
    from kpi_xl.warehouse.data import DataSettings, TaggingRule

_SEARCHED = {"text": ("caption",), "link": ("permalink", "destination"), "": ("caption", "permalink", "destination")}
_APART = r"[^\p{L}\p{M}\p{N}_]"  # what stands between words; \b knows the letters of English alone
_SEPARATORS = re.compile(r"[,;\n]")


def tagged(table: Table, settings: DataSettings) -> str:
    """SQL for the view `placed` with posts tagged and brands called by their names."""
    if table.name == "posts" and settings.tagging:
        fields = dict.fromkeys(rule.field for rule in settings.tagging)
        columns = [_filled(name, [rule for rule in settings.tagging if rule.field == name]) for name in fields]
        return f"SELECT * REPLACE ({', '.join(columns)}) FROM placed"
    if table.name == "mentions":
        return f"SELECT * REPLACE ({_brand(settings)}) FROM placed"
    return "FROM placed"


def pattern_of(words: str) -> str:
    """The expression that finds one of the words: whole ones, any ending after a *, after a # the hashtag alone."""
    found = [_word(word.strip()) for word in _SEPARATORS.split(words) if word.strip(" *#")]
    return f"(?:^|{_APART})(?:{'|'.join(found)})(?:$|{_APART})"


def _word(word: str) -> str:
    body, ending = word.rstrip("*"), r"[\p{L}\p{M}\p{N}_]*" if word.endswith("*") else ""
    return r"\s+".join(re.escape(part) for part in body.split()) + ending


def _filled(name: str, rules: Sequence[TaggingRule]) -> str:
    """What the first fitting rule says, else what the export says."""
    cases = " ".join(f"WHEN {_fits(rule)} THEN {_value(rule)}" for rule in rules)
    return f"CASE {cases} ELSE {name} END AS {name}"


def _fits(rule: TaggingRule) -> str:
    # Accents may be written as marks of their own (macOS, some exports); composed on both sides they are equal.
    pattern = sql.text(unicodedata.normalize("NFC", rule.pattern))
    found = " OR ".join(
        f"coalesce(regexp_matches(nfc_normalize({column}), {pattern}, 'i'), false)"
        for column in _SEARCHED[rule.searched]
    )
    return f"({found}) AND platform = {sql.text(rule.platform)}" if rule.platform else f"({found})"


def _value(rule: TaggingRule) -> str:
    return rule.value if rule.field == "is_boosted" else sql.text(rule.value)


def _brand(settings: DataSettings) -> str:
    """One name for each brand, and whether it is a competitor's; what is of no brand of the list is not."""
    if not settings.brands:
        return "false AS about_competitor"
    cases = " ".join(f"WHEN {sql.text(old)} THEN {sql.text(new)}" for old, new in settings.brands.items())
    rivals = [sql.text(old) for old, new in settings.brands.items() if new in settings.competitors]
    about = f"coalesce(lower(trim(brand)) IN ({', '.join(rivals)}), false)" if rivals else "false"
    return f"CASE lower(trim(brand)) {cases} ELSE brand END AS brand, {about} AS about_competitor"
