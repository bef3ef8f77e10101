"""A figure that a platform renamed in the middle of a file: impressions until a day, views from the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpi_xl.importing.reading.sql import name
from kpi_xl.importing.staged import Remark

if TYPE_CHECKING:
    from kpi_xl.importing.plausibility.written import WrittenTable

_OLD, _NEW = "impressions", "views"  # Meta 2025; other platforms have both and mean two things by them


def renamed_within(table: WrittenTable) -> Iterator[Remark]:
    """Rows of which the older have only the old figure and the newer only the new one."""
    if table.name not in {"posts", "account_daily"} or not {_OLD, _NEW} <= table.columns:
        return
    day = table.first_day
    found = table.ask(
        {
            "last": f"max({day}) FILTER ({name(_OLD)} > 0)",
            "first": f"min({day}) FILTER ({name(_NEW)} > 0)",
        }
    )
    if found["last"] and found["first"] and found["last"] < found["first"]:
        yield Remark(
            "important",
            f"{_OLD} end on {found['last']} and {_NEW} begin on {found['first']}: the platform counts otherwise since, "
            "and the two are never joined. Compare only periods on one side of that day.",
            "renamed_figure",
        )
