"""`kpi-xl demo`: a finished report on a made-up company, by the commands that anybody uses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import say
from kpi_xl.cli.importing import import_
from kpi_xl.cli.new import known_language
from kpi_xl.cli.report import month_of, report

FolderArgument = Annotated[Path, typer.Argument(help="The folder to make.")]
UntilOption = Annotated[
    str | None, typer.Option(help="The last month, such as 2026-10. Default: the month before this.")
]

LanguageOption = Annotated[str | None, typer.Option(help="Language of the report: en, nb or sv. Default: nb.")]


def demo(
    folder: FolderArgument = Path("kpi-xl-demo"), *, until: UntilOption = None, language: LanguageOption = None
) -> None:
    """Make a report on a made-up company.

    Writes its export files, imports them and makes the report, all in a new project folder.
    """
    from kpi_xl import demo as company  # noqa: PLC0415 - only this command needs it
    from kpi_xl.project.new_project import settings_text  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.project.project import Project  # noqa: PLC0415
    from kpi_xl.project.settings_file import SETTINGS_FILE  # noqa: PLC0415

    month = month_of(until) if until else company.last_complete_month()
    spoken = known_language(language or company.LANGUAGE)
    made = Project.create(
        folder,
        client=company.CLIENT,
        language=known_language(company.LANGUAGE),  # of the inputs workbook, which the company fills in
        timezone=company.TIMEZONE,
        currency=company.CURRENCY,
    )
    (folder / SETTINGS_FILE).write_text(settings_text(replace(made.settings, language=spoken)), encoding="utf-8")
    say(texts.NEW_PROJECT.format(folder=made.folder))
    written = company.write_exports(folder / "exports", month)
    company.write_inputs(folder / "inputs.xlsx", month)
    say(texts.DEMO_WRITTEN.format(count=len(written), client=company.CLIENT))
    import_(project=folder, yes=True)
    say(texts.DEMO_ANSWER.format(currency=company.CURRENCY))
    import_([folder / "exports/GA4"], currency=company.CURRENCY, project=folder, yes=True)
    say(texts.DEMO_SURVEY)
    import_([folder / "exports/Google Forms"], survey="yes", project=folder, yes=True)
    report(project=folder, period=str(month))
