"""`kpi-xl explain`: where one number comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, tell_broken, tell_wrong
from kpi_xl.cli.options import (
    AccountOption,
    CampaignOption,
    JsonOption,
    PeriodOption,
    PlatformOption,
    ProjectOption,
    StrictOption,
)
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.result import Result
    from kpi_xl.project.project import Project

KpiArgument = Annotated[str, typer.Argument(metavar="KPI", help="Its id, or its name in any language.")]


def explain(  # noqa: PLR0913 - one a part of the question
    kpi: KpiArgument,
    *,
    period: PeriodOption = None,
    platform: PlatformOption = None,
    account: AccountOption = None,
    campaign: CampaignOption = None,
    project: ProjectOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say where a number comes from.

    Without --period the month before this one.
    """
    from kpi_xl.project.project import Project, Query  # noqa: PLC0415 - loading it takes time that `--help` has not

    scope = Scope(Period.parse(period) if period else _last_month(), platform, account, campaign)
    opened = Project.open(project, strict=strict)
    found = opened.catalogue.find(kpi)
    result = opened.values([Query(found.id, scope)])[0]
    tell_broken(opened.host)
    tell_wrong(opened.catalogue)
    if as_json:
        print_json({**result.told(), "formula": found.formula, "period": str(scope.period)})
        return
    say(f"{found.label.get(opened.settings.language) or found.id}, {_told(scope)}", "bold")
    for line in _lines(opened, found, result):
        say(f"  {line}")


def _last_month() -> Period:
    today = date.today()  # noqa: DTZ011 - the user's own calendar
    return Period.month(today.year, today.month).previous()


def _told(scope: Scope) -> str:
    return ", ".join(str(part) for part in (scope.period, scope.platform, scope.account, scope.campaign) if part)


def _lines(project: Project, kpi: Kpi, result: Result) -> Iterator[str]:
    """The number first, then how it was worked out, then what to know about it, then the files."""
    from kpi_xl.report.language import language  # noqa: PLC0415 - Babel is slow to import

    words = language(project.settings.language)
    currency = result.currency or ""
    if result.value is not None:
        yield texts.VALUE.format(value=words.figure(result.value, result.unit, currency))
    if result.missing:
        yield texts.MISSING.format(text=result.missing.text)
    if result.bounds:
        low, high = (words.figure(bound, result.unit, currency) for bound in result.bounds)
        yield texts.BOUNDS.format(low=low, high=high)
    yield texts.WORKED_OUT.format(formula=kpi.formula or texts.CALCULATED)
    yield from (f"· {flag}" for flag in result.flags)
    if result.sources:
        yield texts.FROM_ROWS.format(
            rows=texts.counted(result.rows, "row"), files=texts.counted(len(result.sources), "file")
        )
    yield from (texts.FROM_FILE.format(rows=source.rows, file=source.file) for source in result.sources)
