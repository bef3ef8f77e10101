"""What a file says otherwise than those of its account that are imported already: told when it is adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.warehouse.accounts import lone_accounts
from kpi_xl.warehouse.batch import Notice
from kpi_xl.warehouse.data import DataSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kpi_xl.warehouse.batch import Batch, BatchTable

_OLD, _NEW = "impressions", "views"  # Meta, 2025
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Kin:
    """A table of an earlier file of the same kind and account."""

    batch: Batch
    table: BatchTable
    first: date
    last: date


def contradictions(batch: Batch, earlier: Iterable[Batch]) -> Iterator[Notice]:
    """Where a file is older than another of its account, or has its figures under other names than that."""
    others = [one for one in earlier if one.sha256 != batch.sha256]
    named = lone_accounts((*others, batch), DataSettings()).named
    for table in batch.tables:
        days = _days(table)
        if days is None:
            continue
        kin = sorted(_kin(batch, table, others, named), key=lambda one: one.last)
        yield from _older(batch, days, [one for one in kin if _same_figures(batch, table, one)])
        yield from _renamed(table, kin)
        yield from _lost(table, [one for one in kin if one.batch.format == batch.format])


def _kin(batch: Batch, table: BatchTable, others: Iterable[Batch], named: Mapping[str, str]) -> Iterator[_Kin]:
    whose = _whose(table, named)
    for other in others:
        for one in other.tables:
            days = _days(one)
            same = one.name == table.name and one.breakdown == table.breakdown and other.importer == batch.importer
            if same and days and whose & _whose(one, named):
                yield _Kin(other, one, *days)


def _whose(table: BatchTable, named: Mapping[str, str]) -> set[tuple[str | None, str | None]]:
    """The accounts in a table; a file that names none means the only one that the others of its platform name."""
    return {(span.platform, span.account or named.get(span.platform or "")) for span in table.spans}


def _older(batch: Batch, days: tuple[date, date], kin: Sequence[_Kin]) -> Iterator[Notice]:
    last = days[1]
    newer = [one for one in kin if _share_days(days, (one.first, one.last)) and _is_older(batch, last, one)]
    if not newer:
        if kin and last < kin[-1].first:
            text = f"The file ends on {last}, before “{kin[-1].batch.file}” begins, which is imported already: it adds"
            yield Notice("note", f"{text} days and replaces none.")
        return
    other = newer[-1]
    if batch.exported_at and other.batch.exported_at:
        text = f"The file was exported on {batch.exported_at.date()}, earlier than “{other.batch.file}”"
        text += f" ({other.batch.exported_at.date()}), which is imported already: where both hold the same, that one"
        yield Notice("important", f"{text} counts. Export it again if its figures are meant to be the latest.", "older")
    else:
        text = f"The file ends on {last}, “{other.batch.file}” of the same account only on {other.last}: this one was"
        text += " imported last, so its figures replace those of the days and posts that both hold. Undo the import"
        yield Notice("important", f"{text} if it was exported earlier than that one.", "older")


def _is_older(batch: Batch, last: date, other: _Kin) -> bool:
    if batch.exported_at and other.batch.exported_at:
        return batch.exported_at < other.batch.exported_at
    return last < other.last


def _renamed(table: BatchTable, kin: Sequence[_Kin]) -> Iterator[Notice]:
    """The nearest file before or after it that has either figure has the other one."""
    has = _OLD in table.totals, _NEW in table.totals
    near = [one for one in kin if (_OLD in one.table.totals) != (_NEW in one.table.totals)]
    if has[0] == has[1] or not near or (_OLD in near[-1].table.totals) == has[0]:
        return
    mine, theirs = (_OLD, _NEW) if has[0] else (_NEW, _OLD)
    text = f"The file has {mine} where “{near[-1].batch.file}” of the same account has {theirs}: the platform counts"
    text += " otherwise since it renamed the figure, and the two are never joined. Compare only periods that have the"
    yield Notice("important", f"{text} same one.", "renamed_figure")


def _lost(table: BatchTable, kin: Sequence[_Kin]) -> Iterator[Notice]:
    """Figures that the last file of the same format had, of a file that has most of the others."""
    if not kin:
        return
    before = kin[-1].table.totals.keys()
    missing = sorted(before - table.totals.keys() - {_OLD, _NEW})
    if missing and 2 * len(before & table.totals.keys()) >= len(before):
        named = ", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
        text = f"The file lacks figures that “{kin[-1].batch.file}” of the same kind has: {named}. Choose the same"
        yield Notice(
            "important", f"{text} columns as then when you export, or tell kpi-xl map their new names.", "fewer_figures"
        )


def _same_figures(batch: Batch, table: BatchTable, kin: _Kin) -> bool:
    """Figures that cannot be added, such as reach, are in no totals: files of one format have the same ones."""
    if table.totals or kin.table.totals:
        return bool(table.totals.keys() & kin.table.totals.keys())
    return batch.format == kin.batch.format


def _share_days(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """A day that both have may be due to the platform's time zone: the last of one file and the first of the next."""
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    return shared > 1 or (shared == 1 and (one[0] == one[1] or other[0] == other[1]))


def _days(table: BatchTable) -> tuple[date, date] | None:
    firsts = [span.first for span in table.spans if span.first]
    lasts = [span.last for span in table.spans if span.last]
    return (min(firsts), max(lasts)) if firsts and lasts else None
