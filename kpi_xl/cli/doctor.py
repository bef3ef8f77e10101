"""`kpi-xl doctor`: whether this machine and this project are well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import out

if TYPE_CHECKING:
    from kpi_xl.cli.machine import Finding

_MARKS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}


def doctor() -> None:
    """See whether all is well.

    Looks at Python, its packages, the plugins, and the project here.
    """
    from kpi_xl.cli.machine import machine_findings  # noqa: PLC0415 - it asks for every package's version

    findings = [*machine_findings(Path.cwd())]
    for finding in findings:
        _tell(finding)
    wrong = sum(finding.level == "wrong" for finding in findings)
    out().print(texts.DOCTOR_WRONG.format(count=wrong) if wrong else texts.DOCTOR_WELL)
    raise typer.Exit(int(bool(wrong)))


def _tell(finding: Finding) -> None:
    mark, colour = _MARKS[finding.level]
    out().print(f"[{colour}]{mark}[/] {finding.what:24}", end=" ", highlight=False)
    out().print(finding.text, markup=False, highlight=False)
