"""One opened file staged: recognised, read, accounted for, and written as canonical Parquet files."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import ExportRefusedError, PluginError
from kpi_xl.importing import accounting, telling
from kpi_xl.importing.facts import CONFIRMED
from kpi_xl.importing.plausibility.plausible import doubts
from kpi_xl.importing.plausibility.written import WrittenTable
from kpi_xl.importing.questions import questions
from kpi_xl.importing.reading import canonical
from kpi_xl.importing.reading.file import FileReading, Setting, read
from kpi_xl.importing.reading.sql import text as sql_text
from kpi_xl.importing.recognition import recognised, why_not
from kpi_xl.importing.staged import Answers, Rejection, Remark, StagedImport, StagedTable

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.importer import Importer
    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.importing.reading.typed import TypedTable

_MEMORY = "300MB"
_PSEUDONYM_BYTES = 32


def stage(  # noqa: PLR0913 - each is a thing of its own
    opened: OpenedFile,
    importers: Iterable[Importer],
    answers: Answers,
    staging_folder: Path,
    *,
    project_timezone: str = "UTC",
    extra_headers: Sequence[Path] = (),
    pseudonym_key: bytes | None = None,
) -> StagedImport:
    """Read a file into Parquet files in `staging_folder`, one a canonical table.

    Without a `pseudonym_key` people get pseudonyms that fit nothing outside this one file.

    Raises:
        ExportRefusedError: no importer takes it, several do, or it cannot be trusted.
        FileProblemError: it cannot be read, or the folder cannot be written.
        PluginError: an expression of the importer's own fails.
    """
    if opened.problem:
        raise opened.problem
    verdict = recognised(opened, importers, extra_headers)
    setting = Setting(answers, project_timezone, pseudonym_key or os.urandom(_PSEUDONYM_BYTES))
    with _blaming(verdict.importer, opened.name), _connection(staging_folder) as connection:
        reading = read(connection, opened, verdict, setting)
        rows = _rows(connection, reading)
        found = {
            table: _table(connection, parts, staging_folder / f"{table}.parquet", reading.stated, project_timezone)
            for table, parts in reading.by_table().items()
        }
    return _staged_import(reading, rows, found)


@dataclass(slots=True)
class _Rows:
    """How the rows of all blocks fared."""

    counts: accounting.RowCounts = field(default_factory=accounting.RowCounts)
    rejected: list[Rejection] = field(default_factory=list[Rejection])
    warnings: list[Remark] = field(default_factory=list[Remark])


@dataclass(frozen=True, slots=True)
class _Table:
    parts: Sequence[TypedTable]
    summary: canonical.Summary
    staged: StagedTable
    warnings: Sequence[Remark]


@contextmanager
def _blaming(importer: Importer, file: str) -> Generator[None]:
    """Say whose SQL fails: ours holds for every text, so it is a plugin's."""
    import duckdb  # noqa: PLC0415 - slow to import, and only needed when a file is read

    try:
        yield
    except duckdb.IOException:
        raise
    except duckdb.OutOfMemoryException as error:
        message = f"{file} needs more memory than an import may take."
        raise ExportRefusedError(message, "Export fewer columns, or shorter periods, and import the files.") from error
    except duckdb.Error as error:
        message = f"The importer {importer.name} {importer.version} failed on {file}: {str(error).splitlines()[0]}"
        raise PluginError(message, "Tell its author, or switch it off with kpi-xl plugins.") from error


def _connection(staging_folder: Path) -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - slow to import, and only needed when a file is read

    staging_folder.mkdir(parents=True, exist_ok=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(staging_folder / "spill"),
        "autoinstall_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    # Set on the open connection: as a start-up setting it would come before the module that knows time zones.
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _rows(connection: duckdb.DuckDBPyConnection, reading: FileReading) -> _Rows:
    rows = _Rows()
    for part in reading.parts:
        seen = accounting.look(connection, part)
        accounting.refuse_if_broken(reading.opened.name, part, seen)
        rows.counts += seen.counts
        rows.rejected += accounting.rejections(connection, part) if seen.counts.rejected else ()
        rows.warnings += accounting.repeated_columns(connection, part.raw)
        rows.warnings += accounting.notes(seen)
    return rows


def _table(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[TypedTable],
    file: Path,
    stated: tuple[date, date] | None,
    zone: str,
) -> _Table:
    summary = canonical.write(connection, parts, file, zone)
    control = accounting.control_totals(connection, parts, summary)
    read_once = summary.filled if len(parts) == 1 else {}
    warnings = [warning for part in parts for warning in accounting.unreadable(connection, part, read_once)]
    warnings += [*accounting.gaps(control, parts, summary), *telling.not_computed(summary)]
    omits_days = any(part.raw.match.part.omits_days for part in parts)
    source = f"read_parquet({sql_text(str(file))})"
    warnings += doubts(WrittenTable(connection, file.stem, source, summary, zone, stated, omits_days))
    staged = StagedTable(
        name=file.stem,
        parquet=file,
        rows=summary.rows,
        totals=summary.totals,
        first_date=summary.first_date,
        last_date=summary.last_date,
        breakdown=summary.constants.get("breakdown"),
        currency=summary.constants.get("currency"),
        control=control,
    )
    return _Table(parts, summary, staged, warnings)


def _staged_import(reading: FileReading, rows: _Rows, found: Mapping[str, _Table]) -> StagedImport:
    verdict, opened = reading.verdict, reading.opened
    warnings = [
        *telling.about_file(reading),
        *(telling.empty(rows.counts.kept + rows.counts.rejected) if found else ()),
        *rows.warnings,
        *(one for table in found.values() for one in table.warnings),
    ]
    most = next((table.summary.account for table in found.values() if table.summary.account), None)
    reasons = dict.fromkeys(why_not(match) for match in verdict.matches if match.part.why_not)
    return StagedImport(
        file=opened.name,
        sha256=opened.sha256,
        importer=verdict.importer.name,
        importer_version=verdict.importer.version,
        format=verdict.export.name,
        platform=reading.told("platform") or verdict.importer.platform_of(verdict.export),
        account=reading.told("account") or most,
        tables=tuple(table.staged for table in found.values()),
        rows_read=rows.counts.read,
        rows_kept=rows.counts.kept,
        rows_total=rows.counts.total,
        rows_footer=rows.counts.footer,
        rejected=tuple(sorted(rows.rejected, key=lambda one: one.row)),
        warnings=tuple(sorted(dict.fromkeys(warnings), key=lambda one: one.level != "important")),
        questions=questions(
            {name: (table.parts, table.summary) for name, table in found.items()},
            confirmed=bool(reading.told(CONFIRMED)),
        ),
        settings={**reading.settings(), **_attribution(found)},
        exported_at=next((told.exported_at for told in reading.facts if told.exported_at), None),
        note="" if found else " ".join(reasons),
        second_hand=verdict.export.second_hand,
    )


def _attribution(found: Mapping[str, _Table]) -> dict[str, str]:
    """The attribution setting of a file of ads, which the Sources sheet shows."""
    for table in found.values():
        if "attribution_setting" in table.summary.constants:
            return {"attribution": table.summary.constants["attribution_setting"] or "mixed"}
    return {}
