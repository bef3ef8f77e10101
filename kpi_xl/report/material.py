"""What a report is made from, gathered once and read by all its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.report.language import Language
from kpi_xl.report.request import ReportRequest
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import ADS, SOCIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.report.analysed import Analysed
    from kpi_xl.report.figures import Figures
    from kpi_xl.report.findings.borne import Borne
    from kpi_xl.warehouse.batch import Batch
    from kpi_xl.warehouse.data import Coverage, Data

_OWN_TABLES = ("posts", "account_daily", "ads")  # tables whose rows are a platform's own figures


@dataclass(frozen=True, slots=True)
class Material:
    """One report's data, settings and words."""

    catalogue: Catalogue
    data: Data
    batches: Sequence[Batch]
    request: ReportRequest
    language: Language
    month: Period
    months: tuple[Period, ...]  # those that can be chosen, oldest first; the last is `month`
    history: tuple[Period, ...]  # those that some page shows: the same and a year before the first
    platforms: tuple[str, ...]  # those with a page
    figures: Figures
    targets: Mapping[tuple[str, str | None, Period], float]  # by KPI, platform and month
    with_formats: frozenset[str]  # platforms that export what format a post has
    analysed: Analysed
    borne: tuple[Borne, ...] = ()  # what the analyses found in the month, the most important first

    @property
    def compared(self) -> tuple[str, ...]:
        """The platforms that the summary holds against each other: what is paid is not of the same kind."""
        return tuple(one for one in self.platforms if not self.is_ads(one)) or self.platforms

    @property
    def currency(self) -> str:
        return self.data.currency

    def is_ads(self, platform: str) -> bool:
        return platform in ADS

    def figure(self, value: float, kpi_id: str) -> str:
        """A KPI's value as a sentence holds it."""
        return self.language.figure(value, self.catalogue.get(kpi_id).unit, self.currency)

    def label(self, kpi_id: str) -> str:
        """A KPI's name in a sentence or on a card: short, and without what stands in brackets."""
        if self.language.has(f"short.{kpi_id}"):
            return self.language(f"short.{kpi_id}")
        return self.language.label(self.catalogue.get(kpi_id)).partition(" (")[0]


def platforms_in(coverage: Iterable[Coverage], months: Sequence[Period]) -> tuple[str, ...]:
    """The platforms whose own figures fall in these months, social ones first, in the vocabulary's order."""
    found = {
        one.platform
        for one in coverage
        if one.platform and one.table in _OWN_TABLES and one.last >= months[0].first and one.first <= months[-1].last
    }
    known = [platform for platform in (*SOCIAL, *ADS) if platform in found]
    return (*known, *sorted(found - {*SOCIAL, *ADS}))
