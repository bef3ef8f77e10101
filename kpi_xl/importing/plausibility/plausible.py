"""All checks of a written table, in one place: what does not add up is said for every importer alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kpi_xl.importing.plausibility import days, figures, renaming, rows

if TYPE_CHECKING:
    from kpi_xl.importing.plausibility.written import WrittenTable
    from kpi_xl.importing.staged import Remark

CHECKS: tuple[Callable[[WrittenTable], Iterator[Remark]], ...] = (
    rows.nothing_in_it,
    figures.contradictions,
    figures.unseen,
    rows.mixed_currencies,
    renaming.renamed_within,
    days.other_period,
    days.days_to_come,
    days.filled_down,
    days.missing_days,
    days.pauses,
    rows.cut_lists,
    rows.repeated_posts,
)


def doubts(table: WrittenTable) -> Iterator[Remark]:
    """What the user should know of these rows before using them; an empty table raises none."""
    if table.rows:
        for check in CHECKS:
            yield from check(table)
