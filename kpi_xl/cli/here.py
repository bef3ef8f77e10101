"""The project that commands work in which can also do without one, and the definitions that hold there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.cli.console import tell_wrong
from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from kpi_xl.host import Host
    from kpi_xl.kpis.analyses import Analyses
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.project.project import Project


@dataclass(frozen=True, slots=True)
class Definitions:
    """The KPIs and analyses of a project; outside a project those of the installed plugins."""

    catalogue: Catalogue
    analyses: Analyses
    host: Host
    project: Project | None
    language: Language

    def search(self, words: str) -> list[Kpi | Analysis]:
        """Those that every word fits, better fits first."""
        return [*self.catalogue.search(words), *self.analyses.search(words)]

    def nearly(self, words: str) -> list[Kpi | Analysis]:
        """Those whose names have more of the words than all others."""
        from kpi_xl.kpis.searching import best, fit_in_part  # noqa: PLC0415 - few searches find nothing

        scored = [
            (fit_in_part(words, (one.id, *one.label.values(), *one.aliases)), one)
            for one in (*self.catalogue, *self.analyses)
        ]
        most = max(score for score, _ in scored)
        return best([(score, one) for score, one in scored if score == most])

    def find(self, text: str) -> Kpi | Analysis:
        """What a person means by an id, a label or another name.

        Raises:
            UsageError: nothing or several things are meant.
        """
        analysis = self.analyses.find(text)
        if analysis is not None and (text == analysis.id or not self.catalogue.means(text)):
            return analysis
        close = self.analyses.close_to(text)
        if close and not self.catalogue.means(text):
            message = f"There is no KPI and no analysis “{text}”."
            raise UsageError(message, f"Did you mean {' or '.join(close)}? “kpi-xl kpis search WORDS” finds others.")
        return self.catalogue.find(text)


def definitions_here(folder: Path | None) -> Definitions:
    """The definitions of a folder's project, or of the one that the working folder is in, if any.

    Raises:
        ProjectError: the folder given is no project, or the settings are wrong.
    """
    from kpi_xl.host import Host  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.kpis.analyses import Analyses  # noqa: PLC0415
    from kpi_xl.kpis.catalogue import Catalogue  # noqa: PLC0415

    project = project_here(folder)
    host = project.host if project else Host()
    catalogue = project.catalogue if project else Catalogue(host.kpis())
    language = project.settings.language if project else "en"
    tell_wrong(catalogue)
    return Definitions(catalogue, Analyses(host.analyses()), host, project, language)


def project_here(folder: Path | None, *, strict: bool = False) -> Project | None:
    """The project of a folder, or the one that the working folder is in, if any.

    Raises:
        ProjectError: the folder given is no project, or the settings are wrong.
    """
    from kpi_xl.project.project import Project, nearest  # noqa: PLC0415 - loading it takes time

    if folder is None and nearest(Path.cwd()) is None:
        return None
    return Project.open(folder, strict=strict)
