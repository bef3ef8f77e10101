"""`kpi-xl watch`: the report makes itself once the exports are there."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import remark, say, tell_broken
from kpi_xl.cli.import_summary import tell
from kpi_xl.cli.options import ProjectOption
from kpi_xl.cli.report import MonthOption, TemplateOption, month_of, tell_made
from kpi_xl.errors import UsageError
from kpi_xl.kpis.sentences import table_label
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_xl.project.project import Project
    from kpi_xl.vocabulary.periods import Period

EveryOption = Annotated[float, typer.Option("--every", help="Seconds between two looks into the folder.")]
OnceOption = Annotated[bool, typer.Option("--once", help="Look once and end: for a scheduled task.")]


def watch(
    *,
    period: MonthOption = None,
    template: TemplateOption = None,
    every: EveryOption = 10.0,
    once: OnceOption = False,
    project: ProjectOption = None,
) -> None:
    """Make the report as soon as the exports folder holds what it needs.

    New files are imported when they have been written to the end. What had figures last month is waited for.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    if every <= 0:
        raise UsageError(texts.NO_PAUSE.format(every=every), texts.WRITE_PAUSE)
    month = month_of(period) if period else None
    opened = Project.open(project)
    if not once:
        remark(texts.WATCHING.format(folder=opened.folder / "exports"), "dim")
    settled: Mapping[Path, tuple[int, int]] = {}
    taken: Mapping[Path, tuple[int, int]] | None = None
    try:
        while True:
            now = _signatures(opened)
            if (once or now == settled) and now != taken:
                taken = now
                _look(opened, month, template)
            if once:
                return
            settled = now
            time.sleep(every)
    except KeyboardInterrupt:
        remark(texts.WATCH_ENDED, "dim")


def _signatures(project: Project) -> Mapping[Path, tuple[int, int]]:
    """The export files as they are now: one that is still being written is another at the next look."""
    from kpi_xl.project.monthly import export_files  # noqa: PLC0415

    found: dict[Path, tuple[int, int]] = {}
    for path in export_files(project):
        try:
            state = path.stat()
        except OSError:  # renamed by the browser at this very moment
            continue
        found[path] = (state.st_size, state.st_mtime_ns)
    return found


def _look(project: Project, month: Period | None, template: str | None) -> None:
    from kpi_xl.project.monthly import due, is_reported, waiting_for  # noqa: PLC0415

    outcomes = [outcome for outcome in project.import_files() if outcome.kind != "known"]
    if outcomes:
        tell(outcomes)
    wanted = month or due(project)
    if wanted is None:
        say(texts.NO_EXPORTS_YET)
        return
    if waiting := waiting_for(project, wanted):
        say(texts.WAITING_FOR.format(month=wanted))
        for one in waiting:
            what = ", ".join(filter(None, (platform_name(one.platform), table_label(one.table, "en"))))
            say(texts.WAITING_LINE.format(what=what, until=one.until))
        return
    if is_reported(project, wanted) and not outcomes:
        say(texts.REPORTED_ALREADY.format(month=wanted))
        return
    made = project.make_report(wanted, template=template)
    tell_broken(project.host)
    tell_made(project, made)
