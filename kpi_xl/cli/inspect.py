"""`kpi-xl inspect`: what files are and what is in them, without importing anything."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, tell_broken
from kpi_xl.cli.options import JsonOption, StrictOption
from kpi_xl.cli.problems import explained
from kpi_xl.errors import KpiXlError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpi_xl.importing.importer import Importer
    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.importing.staged import StagedImport, StagedTable

PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH", help="Export files, or folders of them.")]


def inspect(paths: PathsArgument, *, as_json: JsonOption = False, strict: StrictOption = False) -> None:
    """Say what export files hold.

    Nothing is imported, and no project is needed; inside one its mappings count too.
    """
    from kpi_xl.cli.here import project_here  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.host import Host  # noqa: PLC0415
    from kpi_xl.project.export_files import files_in  # noqa: PLC0415

    project = project_here(None, strict=strict)
    host = project.host if project else Host(strict=strict)
    readers = _Readers(host.importers())
    if project:
        readers = _Readers(project.mappings.importers(host.importers()), project.mappings.header_files())
    answers = [answer for path in files_in(paths) for answer in _answers(readers, path)]
    tell_broken(host)
    if as_json:
        print_json(answers)
        return
    for answer in answers:
        _tell(answer)


@dataclass(frozen=True, slots=True)
class _Readers:
    """What reads files here: importers, and names of columns that the project adds."""

    importers: Sequence[Importer]
    extra_headers: Sequence[Path] = ()


def _answers(readers: _Readers, path: Path) -> Iterator[Mapping[str, Any]]:
    """One a file; of an archive, one a member."""
    from kpi_xl.importing.opening.opener import open_file  # noqa: PLC0415 - brings in DuckDB

    try:
        opened = open_file(path)
    except OSError as error:
        yield _refusal(str(path), explained(error))
        return
    except KpiXlError as error:
        yield _refusal(str(path), error)
        return
    for file in opened:
        name = str(path) if len(opened) == 1 else f"{path}/{file.name.rpartition('/')[2]}"
        yield _answer(readers, file, name)


def _answer(readers: _Readers, opened: OpenedFile, name: str) -> Mapping[str, Any]:
    from kpi_xl.importing.staged import Answers  # noqa: PLC0415
    from kpi_xl.importing.staging import stage  # noqa: PLC0415 - brings in DuckDB

    with tempfile.TemporaryDirectory(prefix="kpi-xl-", ignore_cleanup_errors=True) as scratch:
        try:
            staged = stage(opened, readers.importers, Answers(), Path(scratch), extra_headers=readers.extra_headers)
            return _understood(name, staged)
        except KpiXlError as error:
            return _refusal(name, error)


def _refusal(name: str, error: KpiXlError) -> Mapping[str, Any]:
    nothing = {"importer": None, "format": None, "platform": None, "tables": {}, "rejected_rows": 0, "warnings": []}
    return {"file": name, **nothing, "refused": str(error)}


def _understood(name: str, staged: StagedImport) -> Mapping[str, Any]:
    warnings = [warning.text for warning in staged.warnings] + [question.text for question in staged.questions]
    return {
        "file": name,
        "importer": staged.importer,
        "format": staged.format,
        "platform": staged.platform,
        "tables": {table.name: _table(table) for table in staged.tables},
        "rejected_rows": staged.rows_rejected,
        "warnings": warnings,
        "refused": staged.note or None,
    }


def _table(table: StagedTable) -> Mapping[str, Any]:
    return {
        "rows": table.rows,
        "totals": dict(table.totals),
        "first_date": table.first_date,
        "last_date": table.last_date,
        "breakdown": table.breakdown,
        "currency": table.currency,
        "control": dict(table.control),
    }


def _tell(answer: Mapping[str, Any]) -> None:
    """The answer for a person: what it is, what is in it, what to know about it."""
    say(answer["file"], "bold")
    if not answer["tables"]:
        say(f"  {answer['refused']}", "red")
        return
    say(f"  {texts.FORMAT.format(**answer)}")
    for name, table in answer["tables"].items():
        text = texts.TABLE_OF_DAYS if table["first_date"] else texts.TABLE
        say(f"  {text.format(name=name, **table)}")
    if answer["rejected_rows"]:
        say(f"  {texts.REJECTED.format(rows=texts.counted(answer['rejected_rows'], 'row'))}", "yellow")
    for warning in answer["warnings"]:
        say(f"  · {warning}", "dim")
