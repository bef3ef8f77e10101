"""`kpi-xl doctor`: whether this machine and this project are well."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import Cell, print_json, say, say_table
from kpi_xl.cli.here import project_here
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.cli.machine import Finding

_MARKS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}


def doctor(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """See whether all is well.

    Looks at Python, its packages, functions in cells, the plugins, and the project here.
    Ends with 1 if something needs mending.
    """
    findings = [*_findings(project)]
    wrong = sum(finding.level == "wrong" for finding in findings)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        say_table(("", "", ""), (_row(finding) for finding in findings))
        say(texts.DOCTOR_WRONG.format(count=wrong) if wrong else texts.DOCTOR_WELL)
    if wrong:
        raise typer.Exit(1)


def _findings(folder: Path | None) -> Iterator[Finding]:
    from kpi_xl.cli.machine import excel_findings, machine_findings  # noqa: PLC0415 - it asks for every package's version
    from kpi_xl.cli.wellbeing import plugin_findings, project_findings  # noqa: PLC0415
    from kpi_xl.host import Host  # noqa: PLC0415 - loading plugins takes time that `--help` has not

    yield from machine_findings(Path.cwd())
    yield from excel_findings()
    opened = project_here(folder)
    yield from plugin_findings(opened.host if opened else Host())
    if opened:
        yield from project_findings(opened)


def _row(finding: Finding) -> tuple[Cell, str, str]:
    return _MARKS[finding.level], finding.what, finding.text
