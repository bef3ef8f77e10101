"""A project: a marketer's folder, and all that can be done with it. The one door for command line and Excel."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import FileProblemError, ProjectError, UsageError
from kpi_xl.host import Host
from kpi_xl.importing.staged import Answers
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.scope import Scope
from kpi_xl.project import registry
from kpi_xl.project.export_files import names_of
from kpi_xl.project.intake import Intake
from kpi_xl.project.mappings import Mappings
from kpi_xl.project.new_project import EXPORTS_FOLDER, INPUTS_FILE, make_project_folder
from kpi_xl.project.own_tables import OwnTables
from kpi_xl.project.pseudonyms import pseudonym_key
from kpi_xl.project.settings import Language, Settings
from kpi_xl.project.settings_file import SETTINGS_FILE, read_settings
from kpi_xl.project.trust import plugins_of
from kpi_xl.project.user_kpis import typed_kpis, user_kpis
from kpi_xl.vocabulary.business_models import SHOP
from kpi_xl.warehouse.warehouse import Warehouse

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer
    from kpi_xl.kpis.result import Result
    from kpi_xl.project.intake import Outcome
    from kpi_xl.report.findings.sentences import Finding
    from kpi_xl.report.request import MadeReport
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.batch import Batch, Rejected
    from kpi_xl.warehouse.data import Data

Progress = Callable[[str, int, int], None]  # the file at work, how many are done, how many there are

_WAREHOUSE_FOLDER = ".kpi-xl"


@dataclass(frozen=True, slots=True)
class Query:
    """One number that is asked for."""

    kpi: str  # its id, label or another of its names
    scope: Scope


class Project:
    """An open project. `Project.open` and `Project.create` give one."""

    def __init__(self, folder: Path, settings: Settings, *, strict: bool = False) -> None:
        self.folder = folder
        self.settings = settings
        self.plugins = plugins_of(folder)  # the project's own; they run only if they are trusted
        self.warehouse = Warehouse(folder / _WAREHOUSE_FOLDER)
        self.mappings = Mappings(folder)
        self._strict = strict

    @classmethod
    def create(  # noqa: PLR0913 - one a setting
        cls,
        folder: Path,
        *,
        client: str,
        language: Language = "en",
        timezone: str = "UTC",
        currency: str = "EUR",
        business_model: str = SHOP,
    ) -> Project:
        """Make a project folder with its settings, an exports folder and an inputs workbook, and open it.

        Raises:
            ProjectError: there is a project in the folder already.
            UsageError: the language, the time zone, the currency or the business model is not known.
            FileProblemError: the folder cannot be written.
        """
        own = secrets.token_hex(8)
        settings = Settings(own, client, language, timezone, currency.upper(), business_model=business_model)
        labels = sorted(kpi.label.get(language, kpi.id) for kpi in Host().kpis())
        make_project_folder(folder, settings, labels)
        with suppress(FileProblemError):  # only Excel's functions need it, and they say so
            registry.allow(settings.id, folder)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path | None = None, *, strict: bool = False) -> Project:
        """Open the project in a folder; without one, in the working folder or the nearest above it.

        With `strict` a plugin that fails is an error.

        Raises:
            ProjectError: there is no project, or its settings are wrong.
        """
        place = (folder or nearest(Path.cwd()) or Path.cwd()).absolute()
        if not (place / SETTINGS_FILE).is_file():
            raise ProjectError(f"There is no project in {place}.", "`kpi-xl new FOLDER` makes one.")
        project = cls(place, read_settings(place / SETTINGS_FILE), strict=strict)
        with suppress(FileProblemError):  # only Excel's functions need it, and they say so
            registry.enter(project.settings.id, place)
        return project

    @cached_property
    def host(self) -> Host:
        """The plugins; the project's own among them only as far as they are trusted."""
        sources = self.plugins.sources if self.plugins.trusted else {}
        return Host(sources, self.settings.plugins_off, strict=self._strict)

    @cached_property
    def catalogue(self) -> Catalogue:
        """All KPIs, the user's own included; its `findings` tell which are left out because they are wrong.

        Raises:
            DefinitionError: a definition is wrong, and the project was opened with `strict`.
        """
        written = (*self.host.kpis(), *user_kpis(self.settings.kpis, self.folder / SETTINGS_FILE))
        known = Catalogue(written, strict=self._strict)
        own_tables = OwnTables(self.warehouse, self.folder, self.settings, lambda text: known.find(text).id)
        with suppress(FileProblemError):  # whoever asks for figures is told
            own_tables.refresh()
        typed = typed_kpis(own_tables.rows("own_kpis"), INPUTS_FILE)
        return Catalogue((*written, *typed), strict=self._strict) if typed else known

    def import_files(
        self,
        paths: Iterable[Path] | None = None,
        answers: Answers | None = None,
        importers: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> list[Outcome]:
        """Import files and folders of files; without any, the exports folder.

        What is in the warehouse already is left as it is, unless the answers are new. What is wrong with one file is
        its outcome and does not stop the others.

        Args:
            paths: files or folders.
            answers: what the files do not say.
            importers: names of the importers that may take them; all by default.
            progress: told before each file, and once at the end.

        Raises:
            UsageError: there is no importer of that name.
        """
        intake = Intake(
            self.warehouse,
            self._importers(importers),
            self.settings.timezone,
            pseudonym_key(self.settings.id),
            self.mappings.header_files(),
        )
        exports = self.folder / EXPORTS_FOLDER
        files = names_of([exports] if paths is None else list(paths), exports)
        outcomes: list[Outcome] = []
        for done, (path, name) in enumerate(files.items()):
            if progress:
                progress(path.name, done, len(files))
            outcomes += intake.take(path, answers or Answers(), name)
        outcomes = intake.take_again(outcomes, answers or Answers(), files)
        if progress:
            progress("", len(files), len(files))
        return outcomes

    def add_up(self) -> None:
        """Add up large tables for all KPIs now, so that nobody waits for it in a worksheet cell; if Excel is used.

        Raises:
            FileProblemError: the warehouse or inputs.xlsx cannot be read.
        """
        from kpi_xl.kpis.values.evaluate import Evaluation  # noqa: PLC0415 - NumPy is slow to import
        from kpi_xl.kpis.values.kept_cubes import LARGE  # noqa: PLC0415

        if registry.is_used_by_excel() and sum(batch.rows_kept for batch in self.imports()) >= LARGE:
            Evaluation(self.catalogue, sorted(kpi.id for kpi in self.catalogue), self.data())

    def imports(self) -> tuple[Batch, ...]:
        """Every imported file, oldest import first; the user's own inputs.xlsx too, once it has been read."""
        return self.warehouse.batches()

    def undo(self, batch_id: str) -> Batch:
        """Remove an imported file and its rows.

        Raises:
            UsageError: there is no such import.
            FileProblemError: the folder cannot be written.
        """
        return self.warehouse.undo(batch_id)

    def input_problems(self) -> tuple[Rejected, ...]:
        """Rows of inputs.xlsx that cannot be used as they stand.

        Raises:
            FileProblemError: inputs.xlsx cannot be read.
        """
        self._own_tables.refresh()
        return self._own_tables.problems()

    def data(self) -> Data:
        """The rows that count, with the inputs workbook as it is now.

        Raises:
            FileProblemError: the warehouse or inputs.xlsx cannot be read.
        """
        self._own_tables.refresh()
        data = self.warehouse.data(self._own_tables.for_data(), self.settings.engine)
        return replace(data, pairs=self.settings.pairs, kpis=self.catalogue)

    def values(self, queries: Sequence[Query]) -> list[Result]:
        """One result for each query, in their order.

        Raises:
            UsageError: a KPI is not known.
        """
        from kpi_xl.kpis.values.evaluate import evaluate  # noqa: PLC0415 - NumPy is slow to import

        requests = [(self.catalogue.find(query.kpi).id, query.scope) for query in queries]
        return evaluate(self.catalogue, requests, self.data(), self.settings.language)

    def make_report(
        self,
        month: Period | None = None,
        *,
        template: str | None = None,
        output: Path | None = None,
        values_only: bool = False,
        slides: bool = False,
    ) -> MadeReport:
        """Make the report of a month as an Excel workbook.

        Args:
            month: by default the last one that the data reach the end of.
            template: the name of a template, or a workbook of one's own; by default that of the settings.
            output: the file to write; by default one in the project's folder, named after the month.
            values_only: write numbers in the place of formulas.
            slides: write a presentation too, beside the workbook.

        Raises:
            UsageError: there are no figures yet, or no such template.
            TemplateError: the template asks for something that there is no answer to.
            FileProblemError: a file cannot be read or written.
        """
        from kpi_xl.project.reporting import Wanted, make_report  # noqa: PLC0415 - lxml and NumPy are slow to import

        return make_report(self, Wanted(month, template, output, values_only=values_only, slides=slides))

    def findings(self, month: Period | None = None, count: int = 10) -> Sequence[Finding]:
        """What the figures of a month say, the most important first; by default of the month that a report tells.

        Raises:
            ProjectError: nothing with a day has been imported.
        """
        from kpi_xl.project.reporting import findings  # noqa: PLC0415 - NumPy is slow to import

        return findings(self, month, count)

    @cached_property
    def _own_tables(self) -> OwnTables:
        return OwnTables(self.warehouse, self.folder, self.settings, lambda text: self.catalogue.find(text).id)

    def _importers(self, names: Collection[str] | None) -> Sequence[Importer]:
        known = self.mappings.importers(self.host.importers())
        missing = set(names or ()) - {one.name for one in known}
        if missing:
            have = ", ".join(sorted(one.name for one in known))
            raise UsageError(f"There is no importer “{min(missing)}”.", f"These there are: {have}.")
        return [one for one in known if names is None or one.name in names]


def nearest(folder: Path) -> Path | None:
    """The folder of the project that a folder is in, if it is in one."""
    return next((one for one in (folder, *folder.parents) if (one / SETTINGS_FILE).is_file()), None)
