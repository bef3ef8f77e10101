"""`kpi-xl import`: export files into the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import ask, can_ask, print_json, tell_broken
from kpi_xl.cli.import_summary import as_json as summary_as_json
from kpi_xl.cli.import_summary import tell
from kpi_xl.cli.options import JsonOption, ProjectOption, StrictOption, YesOption
from kpi_xl.cli.progress import file_progress
from kpi_xl.errors import FileProblemError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_xl.importing.staged import Answers
    from kpi_xl.project.intake import Outcome
    from kpi_xl.project.project import Project

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Files or folders. Default: the project's exports folder."),
]
PlatformAnswer = Annotated[str | None, typer.Option("--platform", help="What the files do not say: their platform.")]
AccountAnswer = Annotated[str | None, typer.Option("--account", help="… their account.")]
PeriodAnswer = Annotated[str | None, typer.Option("--period", help="… the days they cover, FROM..TO.")]
DateAnswer = Annotated[str | None, typer.Option("--date", help="… the day a list without a date is of.")]
LastDayAnswer = Annotated[str | None, typer.Option("--last-day", help="… the last day in it, if dates have no year.")]
CurrencyAnswer = Annotated[str | None, typer.Option("--currency", help="… the currency of its amounts.")]
TimezoneAnswer = Annotated[str | None, typer.Option("--timezone", help="… the time zone of its times.")]
SurveyAnswer = Annotated[
    str | None, typer.Option("--survey", help="… yes, if its scores are what they were taken for; or nps, csat, ces.")
]


def import_(  # noqa: PLR0913 - one a thing that files leave out
    paths: PathsArgument = None,
    *,
    platform: PlatformAnswer = None,
    account: AccountAnswer = None,
    period: PeriodAnswer = None,
    day: DateAnswer = None,
    last_day: LastDayAnswer = None,
    currency: CurrencyAnswer = None,
    timezone: TimezoneAnswer = None,
    survey: SurveyAnswer = None,
    project: ProjectOption = None,
    yes: YesOption = False,
    strict: StrictOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import export files.

    The same file twice changes nothing. Ends with 1 if a file was refused.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    given = {"platform": platform, "account": account, "period": period, "date": day, "last_day": last_day}
    answers = _answers({**given, "currency": currency, "timezone": timezone, "survey": survey})
    opened = Project.open(project, strict=strict)
    outcomes = import_files(opened, paths, answers)
    if can_ask() and not yes and not as_json:
        outcomes = [answered for outcome in outcomes for answered in _ask_about(opened, outcome, answers)]
    opened.add_up()
    tell_broken(opened.host)
    if as_json:
        print_json(summary_as_json(outcomes))
    else:
        tell(outcomes)
    if any(outcome.kind == "refused" for outcome in outcomes):
        raise typer.Exit(1)


def import_files(project: Project, paths: list[Path] | None, answers: Answers) -> list[Outcome]:
    """Import with a progress bar; nothing to import is an error.

    Raises:
        FileProblemError: there is no file in the folders given.
    """
    with file_progress(texts.IMPORTING) as progress:
        outcomes = project.import_files(paths or None, answers, progress=progress)
    if not outcomes:
        places = ", ".join(str(path) for path in paths or [project.folder / "exports"])
        raise FileProblemError(texts.NO_EXPORTS.format(places=places), texts.PUT_EXPORTS)
    return outcomes


def _answers(given: Mapping[str, str | None]) -> Answers:
    from kpi_xl.project.intake import as_answers  # noqa: PLC0415

    try:
        return as_answers({name: text for name, text in given.items() if text})
    except ValueError as error:
        raise UsageError(texts.NO_DAY, texts.WRITE_DAY) from error


def _ask_about(project: Project, outcome: Outcome, given: Answers) -> Iterator[Outcome]:
    """Ask what the file does not say and import it again with the answers; an empty answer leaves it for later."""
    from kpi_xl.project.intake import as_texts  # noqa: PLC0415

    questions = outcome.batch.questions if outcome.batch else ()
    answers = {question.kind: ask(f"{outcome.file}: {question.text}", "") for question in questions}
    answers = {kind: text for kind, text in answers.items() if text}
    if answers:
        yield from project.import_files([outcome.path], _answers({**as_texts(given), **answers}))
    else:
        yield outcome
