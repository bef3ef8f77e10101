"""What analyses bear out, for the report to rank with the changes of KPIs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.errors import KpiXlError
from kpi_xl.kpis.completeness import whole
from kpi_xl.kpis.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpi_xl.kpis.analysis import Analysis, Finding
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data


@dataclass(frozen=True, slots=True)
class Borne:
    """A finding and the analysis whose table it stands on."""

    analysis: str
    finding: Finding


def borne_out(analyses: Iterable[Analysis], data: Data, month: Period, language: Language) -> tuple[Borne, ...]:
    """What the analyses find in a month, the most important of each; nothing of a month that is not whole."""
    if not whole(data.coverage, None, month):
        return ()
    found = (_most_important(analysis, data, month, language) for analysis in analyses if _may_find(analysis, data))
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.finding.importance, one.analysis)))


def _may_find(analysis: Analysis, data: Data) -> bool:
    tables = {need.partition(".")[0] for need in analysis.needs}
    return analysis.finds and bool(tables & data.frames.keys())


def _most_important(analysis: Analysis, data: Data, month: Period, language: Language) -> Borne | None:
    """One of each analysis, so that fourteen odd days do not push out all else."""
    found = list(_findings(analysis, data, month, language))
    return Borne(analysis.id, max(found, key=lambda one: one.importance)) if found else None


def _findings(analysis: Analysis, data: Data, month: Period, language: Language) -> Iterator[Finding]:
    try:
        yield from analysis.table(data, Scope(month), None, language).findings
    except KpiXlError:  # one analysis without what it needs is no reason for a report without findings
        return
