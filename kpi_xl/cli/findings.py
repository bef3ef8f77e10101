"""`kpi-xl findings`: what a month's figures say, the most important first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kpi_xl.cli.console import print_json, say, tell_broken
from kpi_xl.cli.options import JsonOption, ProjectOption, StrictOption
from kpi_xl.cli.report import MonthOption, month_of

CountOption = Annotated[int, typer.Option(min=1, help="How many at most.")]


def findings(
    *,
    period: MonthOption = None,
    count: CountOption = 10,
    project: ProjectOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what changed and what to try.

    Nothing is said of a month that the data do not cover whole, nor of what a KPI does anyway.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    month = month_of(period) if period else None
    opened = Project.open(project, strict=strict)
    found = opened.findings(month, count)
    tell_broken(opened.host)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        say(one.title, "bold")
        for line in dict.fromkeys((one.detail, one.advice)):
            if line:
                say(f"  {line}")
