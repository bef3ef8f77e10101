"""The templates that reports are made on: those installed, and workbooks of one's own, with a project or without."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import FileProblemError, UsageError
from kpi_xl.host import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.project.project import Project, nearest
from kpi_xl.project.reporting import template_path
from kpi_xl.report.request import ReportRequest, ReportSource

if TYPE_CHECKING:
    from kpi_xl.hookspecs import Template
    from kpi_xl.report.fields import Field
    from kpi_xl.workbook.check import Problem


class Templates:
    """What can be done with templates. `project` lends its KPIs, its language and its data, where there is one."""

    def __init__(self, project: Project | None) -> None:
        self._project = project
        self._host = project.host if project else Host()
        self._analyses = self._host.analyses()
        self._catalogue = project.catalogue if project else Catalogue(self._host.kpis(), strict=False)

    @classmethod
    def here(cls, folder: Path | None = None) -> Templates:
        """Those of the project in a folder; without one, of the project that the working folder is in, if any.

        Raises:
            ProjectError: the folder given is no project, or its settings are wrong.
        """
        alone = folder is None and nearest(Path.cwd()) is None
        return cls(None if alone else Project.open(folder))

    @property
    def has_data(self) -> bool:
        """Whether there is anything to fill a template with."""
        return self._project is not None and bool(self._project.imports())

    def installed(self) -> tuple[Template, ...]:
        """The templates that plugins bring."""
        return self._host.templates()

    def check(self, name: str) -> tuple[Problem, ...]:
        """All that a report could not fill.

        Raises:
            UsageError: there is no such template.
            FileProblemError: it cannot be read.
        """
        from kpi_xl.report.template_names import known  # noqa: PLC0415 - lxml is slow to import
        from kpi_xl.workbook.check import check  # noqa: PLC0415

        return check(template_path(self._host, name), known(self._catalogue, self._analyses))

    def fields(self, name: str) -> tuple[Field, ...]:
        """All that a template asks for, and what the project's data come to, as far as there are any.

        Raises:
            UsageError: there is no such template.
            TemplateError: it asks for something in a way that cannot be understood; `check` says what.
            FileProblemError: it cannot be read.
        """
        from kpi_xl.report.build import build_report  # noqa: PLC0415 - lxml and NumPy are slow to import
        from kpi_xl.report.fields import answered_fields, asked_fields  # noqa: PLC0415
        from kpi_xl.report.gather import gather  # noqa: PLC0415
        from kpi_xl.report.make import names_asked  # noqa: PLC0415
        from kpi_xl.workbook.template import Template as Workbook  # noqa: PLC0415

        template, project = Workbook.open(template_path(self._host, name)), self._project
        if project is None or not self.has_data:
            return asked_fields(template, self._catalogue, self._analyses)
        source = ReportSource(project.catalogue, project.data(), project.imports(), self._analyses)
        settings = project.settings
        request = ReportRequest(settings.client, settings.language, business_model=settings.business_model)
        material = gather(source, request, names_asked(template))
        built = build_report(template, material, date.today())  # noqa: DTZ011 - the user's own day
        return answered_fields(template, material, built.filling)

    def copy(self, name: str, output: Path, language: str | None = None) -> Path:
        """Copy an installed template to start from, in a language or else the project's.

        Raises:
            UsageError: there is no such template.
            FileProblemError: there is a file of that name already.
        """
        from kpi_xl.report.make import in_language  # noqa: PLC0415 - lxml is slow to import

        spoken = language or (self._project.settings.language if self._project else "en")
        source = in_language(template_path(self._host, name), spoken)
        if output.exists():
            raise FileProblemError(f"There is a file {output} already.", "Choose another name: -o FILE.")
        if output.suffix.lower() != source.suffix.lower():
            raise UsageError(
                f"{output.name} is no name for a copy of {source.name}.", f"Let it end in {source.suffix}."
            )
        shutil.copyfile(source, output)
        return output
