"""`kpi-xl imports`: what has been imported, and how to take it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption
from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kpi_xl.warehouse.batch import Batch

app = typer.Typer(help="List imports, or take one back.", invoke_without_command=True)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The import's id, as `kpi-xl imports` lists it.")]


@app.callback()
def imports(context: typer.Context, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List what has been imported."""
    if context.invoked_subcommand is None:
        list_(project=project, as_json=as_json)


@app.command("list")
def list_(*, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """List what has been imported."""
    batches = _batches(project)
    if as_json:
        print_json([asdict(batch) for batch in batches])
        return
    head = (texts.ID, texts.FILE, texts.WHAT_IT_IS, texts.ACCOUNT, texts.IMPORTED, texts.ASKED, texts.ROWS_KEPT)
    say_table(head, (_row(batch) for batch in batches), numbers={texts.ROWS_KEPT})


@app.command()
def show(import_id: IdArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Say how a file was read: its tables, rejected rows, warnings and settings."""
    batch = next((batch for batch in _batches(project) if batch.id == import_id), None)
    if batch is None:
        raise UsageError(texts.NO_IMPORT.format(id=import_id), texts.LIST_IMPORTS)
    if as_json:
        print_json(asdict(batch))
        return
    say(batch.file, "bold")
    for line in _lines(batch):
        say(f"  {line}")


@app.command()
def undo(import_id: IdArgument, *, project: ProjectOption = None) -> None:
    """Take an import back; older figures of the same posts and days count again."""
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    batch = Project.open(project).undo(import_id)
    say(texts.UNDONE.format(file=batch.file, rows=batch.rows_kept))


def _batches(project: Path | None) -> Sequence[Batch]:
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    return Project.open(project).imports()


def _row(batch: Batch) -> tuple[str, ...]:
    asked = ", ".join(question.kind for question in batch.questions)
    when = f"{batch.imported_at:%Y-%m-%d %H:%M}" if batch.imported_at else ""
    return batch.id, batch.file, batch.format, batch.account or "", when, asked, f"{batch.rows_kept:,}"


def _lines(batch: Batch) -> list[str]:
    read = texts.READ_BY.format(format=batch.format, importer=batch.importer, version=batch.importer_version)
    rows = texts.ROWS_OF_FILE.format(
        read=batch.rows_read,
        kept=batch.rows_kept,
        rejected=batch.rows_rejected,
        totals=batch.rows_total,
        footers=batch.rows_footer,
    )
    tables = [
        (texts.TABLE_OF_DAYS if table.first_date else texts.TABLE).format(**asdict(table)) for table in batch.tables
    ]
    settings = [f"{name}: {text}" for name, text in {**batch.settings, **batch.answers}.items() if text]
    warnings = [f"{warning.level}: {warning.text}" for warning in batch.warnings]
    rejected = [texts.REJECTED_ROW.format(row=one.row, reason=one.reason) for one in batch.rejections]
    questions = [question.text for question in batch.questions]
    return [read, rows, *tables, *settings, *([batch.note] if batch.note else []), *warnings, *rejected, *questions]
