"""One project at one state of its data: what the answers are worked out from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kpi_xl.excel.figures import Figures
from kpi_xl.kpis.analyses import Analyses

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.project.project import Project
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data


class Source:
    """What a project's data say, today. Everything is loaded when it is first needed."""

    def __init__(self, project: Project, today: date) -> None:
        self.project = project
        self.today = today

    @property
    def language(self) -> Language:
        return self.project.settings.language

    @cached_property
    def catalogue(self) -> Catalogue:
        return self.project.catalogue

    @cached_property
    def analyses(self) -> Analyses:
        return Analyses(self.project.host.analyses())

    @cached_property
    def data(self) -> Data:
        return self.project.data()

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.catalogue, self.data, self.language)

    def result(self, kpi: str, scope: Scope) -> Result:
        return self.figures.results([(kpi, scope)])[0]

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Every account that an imported file names."""
        return tuple(sorted({one.account for one in self.data.coverage if one.account}))

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """Every platform that an imported file names."""
        return tuple(sorted({one.platform for one in self.data.coverage if one.platform}))

    @cached_property
    def campaigns(self) -> tuple[str, ...]:
        """Every campaign that a row names."""
        import narwhals as nw  # noqa: PLC0415 - only for questions about campaigns

        from kpi_xl.kpis.figures import grain_of  # noqa: PLC0415

        frames = [frame for table, frame in self.data.frames.items() if "campaign" in grain_of(table).scopes]
        named = [frame.select(nw.col("campaign")).unique().collect().get_column("campaign") for frame in frames]
        return tuple(sorted({name for column in named for name in column.to_list() if name}))

    @cached_property
    def days(self) -> Period | None:
        """All days that imported files cover."""
        from kpi_xl.vocabulary.periods import Period  # noqa: PLC0415

        covered = self.data.coverage
        return Period(min(one.first for one in covered), max(one.last for one in covered)) if covered else None
