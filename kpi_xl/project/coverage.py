"""What marketers ask for, row by row: does it work, how Excel shows it, what feeds it, what it was checked against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_xl.kpis.excel import Cell, Criteria, excel

if TYPE_CHECKING:
    from kpi_xl.kpis.analyses import Analyses
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.checks import Covered
    from kpi_xl.project.feeding import Feeds

InExcel = Literal["native formula", "value", "table", "missing"]

_ANYWHERE = Criteria(Cell("C$4"), Cell("C$5"), Cell("$A7"))


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One KPI, analysis or practice."""

    id: str
    kind: str
    label: Mapping[str, str]
    works: bool
    done_by: tuple[str, ...]
    in_excel: InExcel
    fed_by: tuple[str, ...]  # importers, and the inputs workbook
    checked_against: tuple[str, ...]  # outside sources
    published: bool  # whether a source prints numbers, which tests work out; else it is the definition's own page


class Coverage:
    """The table that `kpi-xl kpis --coverage` shows."""

    def __init__(self, catalogue: Catalogue, analyses: Analyses, feeds: Feeds) -> None:
        self._catalogue = catalogue
        self._analyses = analyses
        self._feeds = feeds

    def rows(self, covered: Iterable[Covered]) -> Iterator[CoverageRow]:
        """A row for each thing that is covered, in their order."""
        return (self._row(one) for one in covered)

    def _row(self, one: Covered) -> CoverageRow:
        done_by = one.done_by or (one.id,)
        sources = tuple(dict.fromkeys(check.source for check in one.checks))
        definitions = tuple(dict.fromkeys(self._source(name) for name in done_by))
        return CoverageRow(
            id=one.id,
            kind=one.kind,
            label=one.label or self._label(one.id),
            works=all(name in self._catalogue or name in self._analyses for name in done_by),
            done_by=done_by,
            in_excel=self._in_excel(done_by),
            fed_by=tuple(dict.fromkeys(feed for name in done_by for feed in self._fed_by(name))),
            checked_against=sources or definitions,
            published=bool(sources),
        )

    def _label(self, name: str) -> Mapping[str, str]:
        if name in self._catalogue:
            return self._catalogue.get(name).label
        analysis = self._analyses.find(name)
        return analysis.label if analysis else {"en": name}

    def _source(self, name: str) -> str:
        if name in self._catalogue:
            return self._catalogue.get(name).source
        analysis = self._analyses.find(name)
        return analysis.source if analysis else ""

    def _in_excel(self, names: tuple[str, ...]) -> InExcel:
        if any(name in self._analyses for name in names):
            return "table"
        if not all(name in self._catalogue for name in names):
            return "missing"
        native = all(excel(self._catalogue, name, _ANYWHERE) is not None for name in names)
        return "native formula" if native else "value"

    def _fed_by(self, name: str) -> tuple[str, ...]:
        if name in self._catalogue:
            return tuple(feed.importer for feed in self._feeds.of_kpi(self._catalogue, self._catalogue.get(name)))
        analysis = self._analyses.find(name)
        return tuple(feed.importer for feed in self._feeds.of_needs(analysis.needs)) if analysis else ()
