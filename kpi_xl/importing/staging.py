"""One opened file staged: recognised, read, accounted for, and written as canonical Parquet files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.importing import accounting
from kpi_xl.importing.facts import Facts, facts_of
from kpi_xl.importing.kinds import Moment
from kpi_xl.importing.questions import questions
from kpi_xl.importing.reading import canonical
from kpi_xl.importing.reading.forms import Circumstances, Forms, decide
from kpi_xl.importing.reading.raw import load
from kpi_xl.importing.reading.typed import TypedTable, typed
from kpi_xl.importing.recognition import Verdict, recognised, why_not
from kpi_xl.importing.staged import Answers, Rejection, StagedImport, StagedTable, Warning_
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.importer import Importer
    from kpi_xl.importing.opening.grid import OpenedFile

_MEMORY = "300MB"
_PSEUDONYM_BYTES = 32
_SHOWN_NAMES = 8


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
    """
    if opened.problem:
        raise opened.problem
    verdict = recognised(opened, importers, extra_headers)
    with _connection(staging_folder) as connection:
        reading = _read(
            connection, opened, verdict, answers, project_timezone, pseudonym_key or os.urandom(_PSEUDONYM_BYTES)
        )
        return _account(connection, reading, staging_folder)


@dataclass(frozen=True, slots=True)
class _Reading:
    opened: OpenedFile
    verdict: Verdict
    parts: tuple[TypedTable, ...]
    facts: tuple[Facts, ...]  # one a part
    forms: Forms


def _connection(staging_folder: Path) -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - slow to import, and only needed when a file is read

    staging_folder.mkdir(parents=True, exist_ok=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(staging_folder / "spill"),
    }
    connection = duckdb.connect(config=settings)
    # Set on the open connection: as a start-up setting it would come before the module that knows time zones.
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _read(  # noqa: PLR0913 - each is a thing of its own
    connection: duckdb.DuckDBPyConnection,
    opened: OpenedFile,
    verdict: Verdict,
    answers: Answers,
    project_timezone: str,
    pseudonym_key: bytes,
) -> _Reading:
    found = [match for match in verdict.matches if match.part.table]
    facts = tuple(facts_of(opened, verdict, match, answers) for match in found)
    raws = [load(connection, number, match) for number, match in enumerate(found)]
    around = Circumstances(
        file=opened.name,
        delimiter=opened.settings.get("delimiter", ""),
        language=_language(verdict),
        stamped=next((told.stamped for told in facts if told.stamped), None),
        last_day=next((told.day("last_day") for told in facts if told.day("last_day")), None),
        zone=answers.timezone or project_timezone,
    )
    forms = decide(connection, raws, verdict.export, around)
    parts = tuple(
        typed(raw, forms, told.literals(tables()[raw.match.part.table or ""].fields), pseudonym_key)
        for raw, told in zip(raws, facts, strict=True)
    )
    return _Reading(opened, verdict, parts, facts, forms)


def _account(connection: duckdb.DuckDBPyConnection, reading: _Reading, folder: Path) -> StagedImport:
    counts = accounting.RowCounts()
    rejected: list[Rejection] = []
    warnings = list(_about_file(reading))
    for part in reading.parts:
        own = accounting.row_counts(connection, part)
        accounting.refuse_if_broken(reading.opened.name, part, own, connection)
        counts += own
        rejected += accounting.rejections(connection, part) if own.rejected else ()
        warnings += accounting.repeated_columns(connection, part.raw)
        warnings += accounting.notes(connection, part, own)
    tables_found: dict[str, _Found] = {}
    for table, parts in _by_table(reading.parts).items():
        summary = canonical.write(connection, parts, folder / f"{table}.parquet")
        control = accounting.control_totals(connection, parts, summary)
        for part in parts:
            warnings += accounting.unreadable(connection, part, summary.filled if len(parts) == 1 else {})
        warnings += accounting.gaps(control, summary)
        warnings += _not_computed(summary)
        tables_found[table] = _Found(parts, summary, _staged_table(table, summary, control, folder))
    return _staged_import(reading, counts, rejected, warnings, tables_found)


@dataclass(frozen=True, slots=True)
class _Found:
    parts: Sequence[TypedTable]
    summary: canonical.Summary
    staged: StagedTable


def _by_table(parts: Iterable[TypedTable]) -> dict[str, list[TypedTable]]:
    grouped: dict[str, list[TypedTable]] = {}
    for part in parts:
        grouped.setdefault(part.raw.match.part.table or "", []).append(part)
    return grouped


def _staged_table(table: str, summary: canonical.Summary, control: dict[str, int | float], folder: Path) -> StagedTable:
    return StagedTable(
        name=table,
        parquet=folder / f"{table}.parquet",
        rows=summary.rows,
        totals=summary.totals,
        first_date=summary.first_date,
        last_date=summary.last_date,
        breakdown=summary.constants.get("breakdown"),
        currency=summary.constants.get("currency"),
        control=control,
    )


def _staged_import(
    reading: _Reading,
    counts: accounting.RowCounts,
    rejected: Sequence[Rejection],
    warnings: Sequence[Warning_],
    found: Mapping[str, _Found],
) -> StagedImport:
    verdict, opened = reading.verdict, reading.opened
    reasons = dict.fromkeys(why_not(match) for match in verdict.matches if match.part.why_not)
    return StagedImport(
        file=opened.name,
        sha256=opened.sha256,
        importer=verdict.importer.name,
        importer_version=verdict.importer.version,
        format=verdict.export.name,
        platform=_told(reading, "platform") or verdict.importer.platform_of(verdict.export),
        account=_told(reading, "account")
        or next((one.summary.account for one in found.values() if one.summary.account), None),
        tables=tuple(one.staged for one in found.values()),
        rows_read=counts.read,
        rows_kept=counts.kept,
        rows_total=counts.total,
        rows_footer=counts.footer,
        rejected=tuple(sorted(rejected, key=lambda one: one.row)),
        warnings=tuple(dict.fromkeys(warnings)),
        questions=questions({table: (one.parts, one.summary) for table, one in found.items()}),
        settings={**opened.settings, **_settings(reading)},
        exported_at=next((told.exported_at for told in reading.facts if told.exported_at), None),
        note="" if found else " ".join(reasons),
    )


def _settings(reading: _Reading) -> dict[str, str]:
    settings = {"header language": _language(reading.verdict)} if _language(reading.verdict) else {}
    zones = {
        kind.zone or reading.forms.around.zone
        for part in reading.parts
        for kind in part.raw.kinds.values()
        if isinstance(kind, Moment)
    }
    if zones:
        settings["time zone"] = ", ".join(sorted(zones))
    stamped = {told.stamped for told in reading.facts if told.stamped}
    if len(stamped) == 1:
        first, last = stamped.pop()
        settings["period"] = f"{first}..{last}"
    return {**settings, **reading.forms.settings}


def _told(reading: _Reading, name: str) -> str | None:
    values = dict.fromkeys(told.values[name] for told in reading.facts if told.values.get(name))
    return ", ".join(values) or None


def _language(verdict: Verdict) -> str:
    return next((match.language for match in verdict.matches if match.language), "")


def _about_file(reading: _Reading) -> Iterator[Warning_]:
    for text in reading.verdict.export.notes:
        yield Warning_("note", text)
    for told in reading.facts:
        for name, source in told.told_by.items():
            if name in {"platform", "account"} and source != "you":
                yield Warning_("note", f"The {name} {told.values[name]} is taken from {source}.")
    if reading.forms.month_as_minutes:
        text = "The minutes of every time are the number of the month, a fault of the platform: only the hours count."
        yield Warning_("note", text)
    if reading.forms.doubtful_order:
        order = reading.forms.settings["order of day and month"]
        yield Warning_(
            "important", f"No date in the file shows whether the day or the month comes first; read as {order}."
        )
    for match in reading.verdict.matches:
        if match.part.table and match.unknown:
            names = ", ".join(f"“{name}”" for name in match.unknown[:_SHOWN_NAMES])
            more = f" and {len(match.unknown) - _SHOWN_NAMES} more" if len(match.unknown) > _SHOWN_NAMES else ""
            yield Warning_("note", f"Columns that are not known are left out: {names}{more}.")
        if match.part.why_not and any(other.part.table for other in reading.verdict.matches):
            yield Warning_("important", why_not(match))


def _not_computed(summary: canonical.Summary) -> Iterator[Warning_]:
    for rule in summary.not_computed:
        text = f"{rule.field} is 0 in every row although {rule.although} is not: it was not computed, so it is missing."
        yield Warning_("important", text)
