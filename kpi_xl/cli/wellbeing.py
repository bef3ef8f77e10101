"""What `doctor` finds out about plugins and a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.cli import texts
from kpi_xl.cli.machine import Finding
from kpi_xl.errors import KpiXlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.host import Host
    from kpi_xl.project.project import Project


def plugin_findings(host: Host) -> Iterator[Finding]:
    """Each plugin that is broken, and how many are well."""
    plugins = host.plugins()
    for plugin in plugins:
        if plugin.state == "broken":
            yield Finding("wrong", texts.PLUGIN, f"{plugin}: {plugin.cause} ({plugin.where})")
    well = sum(plugin.state == "on" for plugin in plugins)
    yield Finding("ok", texts.PLUGINS, texts.PLUGINS_WORK.format(count=well))


def project_findings(project: Project) -> Iterator[Finding]:
    """Settings, plugins of its own, KPIs, the ledger and its files, the inputs workbook."""
    yield Finding("ok", texts.PROJECT, str(project.folder))
    if not project.plugins.trusted:
        yield Finding("note", texts.PLUGINS, texts.NOT_TRUSTED.format(count=len(project.plugins.sources)))
    yield from _kpis(project)
    yield from _imports(project)
    yield from _inputs(project)


def _kpis(project: Project) -> Iterator[Finding]:
    try:
        yield Finding("ok", texts.KPIS, str(len(project.catalogue)))
        yield from (Finding("wrong", texts.KPIS, str(one)) for one in project.catalogue.findings)
    except KpiXlError as error:
        yield Finding("wrong", texts.KPIS, str(error))


def _imports(project: Project) -> Iterator[Finding]:
    """The ledger can be read, each of its files is there, and no killed import has left anything."""
    try:
        batches = project.imports()
    except KpiXlError as error:
        yield Finding("wrong", texts.IMPORTS, str(error))
        return
    yield Finding("ok", texts.IMPORTS, str(len(batches)))
    for batch in batches:
        lost = [table for table, path in project.warehouse.files_of(batch).items() if not path.is_file()]
        if lost:
            yield Finding("wrong", texts.IMPORTS, texts.ROWS_LOST.format(file=batch.file, id=batch.id))
    asked = sum(bool(batch.questions) for batch in batches)
    if asked:
        yield Finding("note", texts.IMPORTS, texts.ASKING.format(count=asked))
    staging = project.warehouse.folder / "staging"
    left = len([*staging.iterdir()]) if staging.is_dir() else 0
    if left:
        yield Finding("note", texts.IMPORTS, texts.LEFTOVERS.format(count=left))


def _inputs(project: Project) -> Iterator[Finding]:
    try:
        problems = project.input_problems()
    except KpiXlError as error:
        yield Finding("wrong", texts.INPUTS, str(error))
        return
    for problem in problems:
        yield Finding("wrong", texts.INPUTS, problem.reason)
