"""Rows that are not all there, that stand twice, or whose amounts cannot be added as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpi_xl.importing.staged import Remark

if TYPE_CHECKING:
    from kpi_xl.importing.plausibility.written import WrittenTable

# Platforms cut lists at such numbers: YouTube 500, Search Console 1,000, GA4 5,000 and 100,000, X 3,200 and so on.
_CUT_AT = {500, 1_000, 2_000, 2_500, 3_000, 3_200, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 1_000_000}
_NAMED = 4


def cut_lists(table: WrittenTable) -> Iterator[Remark]:
    """As many rows as platforms give at most."""
    if table.rows in _CUT_AT:
        yield Remark(
            "important",
            f"The file holds exactly {table.rows:,} rows: lists are cut at such numbers, and what lies beyond is "
            "missing. Export shorter periods, or take totals from a file of whole days.",
            "cut",
        )


def repeated_posts(table: WrittenTable) -> Iterator[Remark]:
    """One post on several rows."""
    if table.name == "posts" and "post_id" in table.columns:
        post = "(platform, post_id)" if "platform" in table.columns else "post_id"
        repeated = table.ask({"n": f"count(post_id) - count(DISTINCT {post})"})["n"]
        if repeated:
            text = f"{repeated} of {table.rows} rows are of a post that another row has too"
            yield Remark("note", f"{text}: each post counts once, with the figures that stand last.")


def mixed_currencies(table: WrittenTable) -> Iterator[Remark]:
    """Amounts in several currencies."""
    if "currency" in table.columns and table.summary.constants.get("currency") is None:
        found = table.ask({"codes": "list_sort(list(DISTINCT currency) FILTER (currency IS NOT NULL))"})["codes"]
        if len(found) > 1:
            named = ", ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
            text = f"The amounts are in {len(found)} currencies ({named}): they are added only where inputs.xlsx"
            yield Remark("important", f"{text} gives exchange rates.", "currencies")


def nothing_in_it(table: WrittenTable) -> Iterator[Remark]:
    """An export in which nothing happened."""
    figures = table.summary.totals
    if len(figures) > 1 and not any(figures.values()):  # one may well be 0
        text = "All figures in the file are 0: check that you chose the right account and days when you exported it."
        yield Remark("important", text, "all_zero")
