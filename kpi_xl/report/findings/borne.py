"""What analyses bear out, for the report to rank with the changes of KPIs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.kpis.completeness import whole

if TYPE_CHECKING:
    from kpi_xl.kpis.analysis import Analysis, AnalysisTable, Finding
    from kpi_xl.report.analysed import Analysed
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data


@dataclass(frozen=True, slots=True)
class Borne:
    """A finding and the analysis whose table it stands on."""

    analysis: str
    finding: Finding


def borne_out(analysed: Analysed, data: Data, month: Period) -> tuple[Borne, ...]:
    """What the analyses find in a month, the most important of each; nothing of a month that is not whole."""
    if not whole(data.coverage, None, month):
        return ()
    found = (_most_important(analysed, analysis.id, month) for analysis in analysed if _may_find(analysis, data))
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.finding.importance, one.analysis)))


def _may_find(analysis: Analysis, data: Data) -> bool:
    tables = {need.partition(".")[0] for need in analysis.needs}
    return analysis.finds and bool(tables & data.frames.keys())


def _most_important(analysed: Analysed, analysis_id: str, month: Period) -> Borne | None:
    """One of each analysis, so that fourteen odd days do not push out all else."""
    table = analysed.table(analysis_id)
    found = [one for one in table.findings if not _is_over(table, one, month)] if table else []
    return Borne(analysis_id, max(found, key=lambda one: one.importance)) if found else None


def _is_over(table: AnalysisTable, finding: Finding, month: Period) -> bool:
    """Whether it is about a target whose period ends in the month: those are told by what needs attention."""
    places = [place for place, column in enumerate(table.columns) if column.key == "period_end"]
    ends = table.rows[finding.row][places[0]] if places else None
    return isinstance(ends, date) and ends <= month.last
