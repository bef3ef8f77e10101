"""The closing summary of an import: which files were what, what is still asked, what to know."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.cli import texts
from kpi_xl.cli.console import Cell, remark, say, say_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpi_xl.project.intake import Outcome
    from kpi_xl.warehouse.batch import Batch

_FILES_NAMED = 3  # of those that share a warning


def tell(outcomes: Sequence[Outcome]) -> None:
    """Say what became of the files, the most important last, where the eye rests."""
    _tell_files(outcomes)
    batches = [outcome.batch for outcome in outcomes if outcome.batch and outcome.kind == "imported"]
    _tell_warnings(batches)
    _tell_questions(outcome.batch for outcome in outcomes if outcome.batch)
    _tell_refusals(outcomes)
    say(_totals(outcomes), "bold")


def as_json(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {
            "file": str(outcome.path),
            "name": outcome.file,
            "outcome": outcome.kind,
            "import": asdict(outcome.batch) if outcome.batch else None,
            "refused": str(outcome.error) if outcome.error else None,
        }
        for outcome in outcomes
    ]


def _tell_files(outcomes: Sequence[Outcome]) -> None:
    top = _common_folder(outcomes)
    head = (texts.FILE, texts.WHAT_IT_IS, texts.DAYS, texts.ROWS_KEPT, texts.ROWS_REJECTED)
    rows = ((_shown(outcome, top), *_cells(outcome)) for outcome in outcomes)
    say_table(head, rows, numbers={texts.ROWS_KEPT, texts.ROWS_REJECTED})


def _common_folder(outcomes: Sequence[Outcome]) -> Path:
    return Path(os.path.commonpath([outcome.path.absolute().parent for outcome in outcomes]))


def _shown(outcome: Outcome, top: Path) -> str:
    """Instagram/Reach.csv: many files are called Reach.csv."""
    return (outcome.path.absolute().relative_to(top).parent / outcome.file).as_posix()


def _cells(outcome: Outcome) -> tuple[Cell, ...]:
    batch = outcome.batch
    if batch is None:
        return (texts.REFUSED, "red"), "", "", ""
    what = f"{batch.format} ({texts.KNOWN})" if outcome.kind == "known" else batch.format
    rejected = f"{batch.rows_rejected:,}" if batch.rows_rejected else ""
    return what, _days(batch), f"{batch.rows_kept:,}", (rejected, "yellow")


def _days(batch: Batch) -> str:
    days = [day for table in batch.tables for day in (table.first_date, table.last_date) if day]
    return f"{min(days)} – {max(days)}" if days else ""


def _tell_warnings(batches: Sequence[Batch]) -> None:
    """Important ones, each once however many files it is about; the others are counted."""
    found: dict[str, list[str]] = {}
    notes = 0
    for batch in batches:
        for warning in batch.warnings:
            if warning.level == "important":
                found.setdefault(warning.text, []).append(batch.file)
            else:
                notes += 1
        for reason, count in Counter(rejected.reason for rejected in batch.rejections).items():
            text = texts.ROWS_REJECTED_BECAUSE.format(rows=texts.counted(count, "row"), reason=reason)
            found.setdefault(text, []).append(batch.file)
        if batch.note:
            found.setdefault(batch.note, []).append(batch.file)
    for text, files in found.items():
        say(f"! {text} ({_named(files)})", "yellow")
    if notes:
        say(texts.NOTES.format(notes=texts.counted(notes, "note")), "dim")


def _tell_questions(batches: Iterable[Batch]) -> None:
    asked: dict[str, list[str]] = {}
    for batch in batches:
        for question in batch.questions:
            text = question.text + (texts.HELD_BACK if question.tables else "")
            asked.setdefault(text, []).append(batch.file)
    if asked:
        say(texts.NEEDS_ANSWER, "bold yellow")
    for text, files in asked.items():
        say(f"  {text}")
        say(f"    {_named(files)}", "dim")


def _tell_refusals(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.error:
            remark(f"{texts.REFUSED}: {outcome.error}", "red")


def _totals(outcomes: Sequence[Outcome]) -> str:
    kinds = Counter(outcome.kind for outcome in outcomes)
    imported = [outcome.batch for outcome in outcomes if outcome.batch and outcome.kind == "imported"]
    return texts.IMPORT_TOTALS.format(
        files=texts.counted(len(outcomes), "file"),
        imported=kinds["imported"],
        known=kinds["known"],
        refused=kinds["refused"],
        kept=texts.counted(sum(batch.rows_kept for batch in imported), "row"),
        rejected=sum(batch.rows_rejected for batch in imported),
    )


def _named(files: Sequence[str]) -> str:
    more = len(files) - _FILES_NAMED
    return ", ".join(files[:_FILES_NAMED]) + (texts.AND_MORE.format(count=more) if more > 0 else "")
