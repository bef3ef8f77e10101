"""One file into the warehouse: opened, staged by its importer, adopted; whatever goes wrong stays with that file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from kpi_xl.errors import FileProblemError, KpiXlError
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.project import years
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.batch import REJECTIONS_KEPT, Batch, BatchTable, Notice, OpenQuestion, Rejected

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer
    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.warehouse.warehouse import Warehouse

OutcomeKind = Literal["imported", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of one member of an archive."""

    path: Path  # the file that was given
    file: str  # its name; of a member of an archive, archive.zip/member.csv
    kind: OutcomeKind
    batch: Batch | None = None  # the import that holds it now; its questions say what is still asked
    error: KpiXlError | None = None  # why it was refused


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that reading a file takes, apart from the file."""

    warehouse: Warehouse
    importers: Sequence[Importer]
    timezone: str
    pseudonym_key: bytes
    extra_headers: Sequence[Path] = ()  # names of columns that the project adds

    def take(self, path: Path, answers: Answers, name: str = "", *, dating: bool = False) -> Iterator[Outcome]:
        """Import a file, or every member of an archive. Whatever is wrong with one is its outcome, never raised.

        The ledger keeps the file under `name`, such as Facebook/Reach.csv; without one, under its own. With `dating`,
        dates without a year take it from the other files of the same export.
        """
        from kpi_xl.importing.opening.opener import open_file, sha256_of  # noqa: PLC0415 - only who imports needs it

        try:
            sha256 = sha256_of(path)
            known = self.warehouse.find(sha256)  # found without unpacking or reading it as a table
            if known and self._would_change_nothing(known, answers, dating=dating):
                yield Outcome(path, path.name, "known", known)
                return
            opened = open_file(path, sha256)
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            yield Outcome(path, path.name, "refused", error=_explained(path, error))
        else:
            for one in opened:
                file = (PurePosixPath(name).parent / one.name).as_posix()
                yield self._take_one(one, answers, file, dating=dating)

    def take_again(self, outcomes: Sequence[Outcome], answers: Answers, names: Mapping[Path, str]) -> list[Outcome]:
        """The same outcomes, but for files whose dates take their year from others: all are known only now."""
        waiting = dict.fromkeys(one.path for one in outcomes if one.batch and years.asks_for_year(one.batch))
        dated = {
            (new.path, new.file): new
            for path in waiting
            for new in self.take(path, answers, names.get(path, ""), dating=True)
            if new.kind == "imported"
        }
        return [dated.get((one.path, one.file), one) for one in outcomes]

    def _take_one(self, opened: OpenedFile, answers: Answers, file: str, *, dating: bool) -> Outcome:
        try:
            known = self.warehouse.find(opened.sha256)
            if known and self._would_change_nothing(known, answers, dating=dating):
                return Outcome(opened.path, opened.name, "known", known)
            texts = {**(known.answers if known else {}), **as_texts(answers)}
            batch = self._stage_and_adopt(opened, as_answers(texts), file, dating=dating)
            return Outcome(opened.path, opened.name, "imported", batch)
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            return Outcome(opened.path, opened.name, "refused", error=_explained(opened.path, error))

    def _would_change_nothing(self, known: Batch, answers: Answers, *, dating: bool) -> bool:
        """Whether there are no new answers, and neither importer nor other files tell more than they did."""
        versions = {importer.name: importer.version for importer in self.importers}
        same_version = versions.get(known.importer, known.importer_version) == known.importer_version
        datable = dating and years.asks_for_year(known) and self._siblings(known)
        return same_version and not datable and as_texts(answers).items() <= known.answers.items()

    def _stage_and_adopt(self, opened: OpenedFile, answers: Answers, file: str, *, dating: bool) -> Batch:
        with self.warehouse.staging() as folder:
            staged = self._stage(opened, answers, folder)
            batch = as_batch(staged, answers, file)
            if dating and years.asks_for_year(batch):
                staged, batch = self._dated(opened, answers, folder, batch) or (staged, batch)
            files = {table.name: table.parquet for table in staged.tables if table.rows}
            return self.warehouse.adopt(batch, files)

    def _dated(
        self, opened: OpenedFile, answers: Answers, folder: Path, batch: Batch
    ) -> tuple[StagedImport, Batch] | None:
        """The file with the year that other files of its export tell; nothing if they tell two, or none."""
        told = self._siblings(batch)
        if not told:
            return None
        # Between the first day told and the last, no day in the file may come round again.
        ends = {one.exported_on: replace(answers, last_day=one.exported_on) for one in (told[0], told[-1])}
        tried = [(day, self._stage(opened, given, folder / str(day))) for day, given in ends.items()]
        if len({tuple(table.last_date for table in staged.tables) for _, staged in tried}) > 1:
            return None
        day, staged = tried[0]
        text = f"The dates have no year: it comes from “{told[0].file}” of the same export, which is of {day}."
        dated = as_batch(staged, ends[day], batch.file)
        return staged, replace(dated, warnings=(*dated.warnings, Notice("note", text)))

    def _siblings(self, batch: Batch) -> tuple[years.Sibling, ...]:
        return years.siblings(batch, self.warehouse.batches())

    def _stage(self, opened: OpenedFile, answers: Answers, folder: Path) -> StagedImport:
        from kpi_xl.importing.staging import stage  # noqa: PLC0415 - only who imports needs it

        return stage(
            opened,
            self.importers,
            answers,
            folder,
            project_timezone=self.timezone,
            extra_headers=self.extra_headers,
            pseudonym_key=self.pseudonym_key,
        )


def as_batch(staged: StagedImport, answers: Answers, file: str) -> Batch:
    """A staged import as the ledger keeps it."""
    return Batch(
        file=file,
        sha256=staged.sha256,
        importer=staged.importer,
        importer_version=staged.importer_version,
        format=staged.format,
        platform=staged.platform,
        account=staged.account,
        tables=tuple(
            BatchTable(
                name=table.name,
                rows=table.rows,
                totals=table.totals,
                first_date=table.first_date,
                last_date=table.last_date,
                breakdown=table.breakdown,
                currency=table.currency,
                control=table.control,
            )
            for table in staged.tables
        ),
        rows_read=staged.rows_read,
        rows_kept=staged.rows_kept,
        rows_rejected=staged.rows_rejected,
        rows_total=staged.rows_total,
        rows_footer=staged.rows_footer,
        rejections=tuple(Rejected(one.row, one.reason) for one in staged.rejected[:REJECTIONS_KEPT]),
        warnings=tuple(Notice(one.level, one.text, one.about) for one in staged.warnings),
        questions=tuple(OpenQuestion(one.kind, one.text, one.tables) for one in staged.questions),
        settings=staged.settings,
        answers=as_texts(answers),
        exported_at=staged.exported_at,
        note=staged.note,
        second_hand=staged.second_hand,
    )


def as_texts(answers: Answers) -> dict[str, str]:
    """The answers that were given, as the ledger keeps them."""
    given = {
        "platform": answers.platform,
        "account": answers.account,
        "period": "..".join(day.isoformat() for day in answers.period) if answers.period else None,
        "date": answers.date and answers.date.isoformat(),
        "last_day": answers.last_day and answers.last_day.isoformat(),
        "currency": answers.currency,
        "timezone": answers.timezone,
        "survey": answers.survey,
    }
    return {name: text for name, text in given.items() if text}


def as_answers(texts: Mapping[str, str]) -> Answers:
    """The other way round."""
    period = Period.parse(texts["period"]) if "period" in texts else None
    day, last_day = (date.fromisoformat(texts[name]) if name in texts else None for name in ("date", "last_day"))
    return Answers(
        platform=texts.get("platform"),
        account=texts.get("account"),
        period=(period.first, period.last) if period else None,
        date=day,
        last_day=last_day,
        currency=texts.get("currency"),
        timezone=texts.get("timezone"),
        survey=texts.get("survey"),
    )


def _explained(path: Path, error: Exception) -> KpiXlError:
    import duckdb  # noqa: PLC0415 - loaded already by whatever went wrong

    if isinstance(error, KpiXlError):
        return error
    if isinstance(error, FileNotFoundError) and not path.exists():
        return FileProblemError(f"There is no file {path}.", "See how it is spelled, and in which folder it is.")
    if isinstance(error, OSError):
        what = f"{path.name} cannot be read: {error.strerror or error}."
        return FileProblemError(what, "Close it in other programs and try again.")
    if isinstance(error, duckdb.IOException):
        what = f"The data of {path.name} cannot be written to the project's folder."
        return FileProblemError(what, "Free some space on the disk; what was imported before is unharmed.")
    what = f"{path.name} could not be imported because of a mistake in the program ({type(error).__name__}: {error})."
    return FileProblemError(what, "Please report it, if you may with the first lines of the file.")
