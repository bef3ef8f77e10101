"""Every row of a file accounted for, the file's own totals held against them, and what the user should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.kinds import Choice, Day, Kind, Money, Text
from kpi_xl.importing.reading.canonical import Summary, plain
from kpi_xl.importing.reading.people import without_people
from kpi_xl.importing.reading.sql import holds_something, name
from kpi_xl.importing.reading.sql import text as sql_text
from kpi_xl.importing.rules import Check, Note, SumOfParts
from kpi_xl.importing.staged import Rejection, Remark
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.reading.raw import RawTable
    from kpi_xl.importing.reading.typed import TypedTable

_TOLERANCE_A_ROW = 0.005  # platforms round every row
_RELATIVE = 1e-6
_HARDLY = 0.01  # so little changes no KPI that anybody reads
_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The rows of a block: read = kept + rejected + total + footer."""

    kept: int = 0
    rejected: int = 0
    total: int = 0
    footer: int = 0

    @property
    def read(self) -> int:
        return self.kept + self.rejected + self.total + self.footer

    def __add__(self, other: RowCounts) -> RowCounts:
        return RowCounts(
            self.kept + other.kept,
            self.rejected + other.rejected,
            self.total + other.total,
            self.footer + other.footer,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What one pass over the rows of a block tells."""

    counts: RowCounts
    broken: Check | None  # the first check of the format that does not hold
    told: tuple[tuple[Note, int], ...]  # each note with what it counted


def look(connection: duckdb.DuckDBPyConnection, part: TypedTable) -> Look:
    """Count the rows of a block as they fared, and ask the format's own checks and notes of those that are kept."""
    checks = [check for check in part.raw.match.part.checks if _applies(check.needs, part)]
    notes = [note for note in part.raw.match.part.notes if _applies(note.needs, part)]
    asked = ", ".join(["_class", "count(*)", *(check.holds for check in checks), *map(_counted, notes)])
    rows = connection.sql(f"SELECT {asked} FROM ({part.sql}) GROUP BY _class").fetchall()
    counts = {row[0]: row[1] for row in rows}
    others = [counts.get(one, 0) for one in ("rejected", "total", "footer")]
    kept = next((row[2:] for row in rows if row[0] == "kept"), ())
    return Look(
        RowCounts(part.raw.survey.rows - sum(others), *others),
        next((check for check, holds in zip(checks, kept, strict=False) if not holds), None),
        tuple(zip(notes, kept[len(checks) :], strict=True)) if kept else (),
    )


def rejections(connection: duckdb.DuckDBPyConnection, part: TypedTable) -> tuple[Rejection, ...]:
    """The rejected rows, each with its reason; of a great many the first are told one by one, the rest by reason."""
    rejected = f"FROM ({part.sql}) WHERE _class = 'rejected'"
    query = f"SELECT _row, _reason {rejected} ORDER BY _row LIMIT {_EXAMPLES}"
    return tuple(Rejection(row, without_people(reason)) for row, reason in connection.sql(query).fetchall())


def refuse_if_broken(file: str, part: TypedTable, seen: Look) -> None:
    """Refuse a file whose rows do not fit its header, or that fails a check of its format.

    Raises:
        ExportRefusedError: with the reason and what to do about it.
    """
    data = seen.counts.kept + seen.counts.rejected
    longer = min(part.raw.survey.longer, seen.counts.rejected)  # total rows may have a cell more, and are no data
    if longer * 2 > data:
        message = f"{longer} of {data} rows of {file} have more cells than the header: no column can be trusted."
        raise ExportRefusedError(message, "Export it again and do not edit it on the way.")
    if seen.broken:
        raise ExportRefusedError(f"{file}: {seen.broken.message}", seen.broken.hint)


def control_totals(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[TypedTable], found: Summary
) -> dict[str, int | float]:
    """What the file's own total row states. A total of 0 over blank cells was not computed, and is none."""
    control: dict[str, int | float] = {}
    for part in parts:
        if not part.raw.match.part.totals:
            continue
        fields = [field for field in part.fields if field in tables()[part.raw.match.part.table or ""].additive]
        if not fields:
            continue
        listed = ", ".join(name(field) for field in fields)
        query = f"SELECT {listed} FROM ({part.sql}) WHERE _class = 'total' ORDER BY _rule, _row LIMIT 1"
        for row in connection.sql(query).fetchall():
            stated = {field: plain(value) for field, value in zip(fields, row, strict=True) if value is not None}
            control |= {field: value for field, value in stated.items() if value or field in found.totals}
    return control


def gaps(control: Mapping[str, float], parts: Sequence[TypedTable], found: Summary) -> Iterator[Remark]:
    """Where the rows do not add up to what the file states."""
    if any(isinstance(rule, SumOfParts) for part in parts for rule in part.raw.match.part.totals):
        return
    differing: list[tuple[str, float, float]] = []
    for field, stated in control.items():
        summed = found.totals.get(field)
        if summed is None:
            if not found.filled.get(field):  # tables that repeat each other have figures, and no sum
                yield Remark("note", f"The file states {field} {stated:,.6g} in total, but no row has any.")
        elif abs(stated - summed) > max(_TOLERANCE_A_ROW * found.rows, _RELATIVE * abs(stated)):
            differing.append((field, summed, stated))
    below = [one for one in differing if one[1] < one[2]]
    above = [one for one in differing if one[1] > one[2]]
    if below:
        text = f"The rows do not reach what the file itself states: {_shares(below)}. The rest is in rows that it"
        yield Remark(_level(below), f"{text} leaves out: take totals from an export of whole days.", "below_total")
    if above:
        text = f"The rows exceed what the file itself states: {_shares(above)}. Rows may stand twice in it, or its"
        yield Remark(_level(above), f"{text} totals be older: export it again.", "above_total")


def _shares(differing: Sequence[tuple[str, float, float]]) -> str:
    """As in: views 46 of 100 (46%), spend 1,999 of 2,000 (99.95%)."""
    return ", ".join(
        f"{field.replace('_', ' ')} {summed:,.10g} of {stated:,.10g}"
        + (f" ({summed / stated:{'.0%' if _far(summed, stated) else '.2%'}})" if stated else "")
        for field, summed, stated in differing
    )


def _level(differing: Sequence[tuple[str, float, float]]) -> Literal["important", "note"]:
    return "important" if any(_far(summed, stated) for _, summed, stated in differing) else "note"


def _far(summed: float, stated: float) -> bool:
    return abs(summed - stated) > _HARDLY * abs(stated)


def unreadable(connection: duckdb.DuckDBPyConnection, part: TypedTable, read: Mapping[str, int]) -> Iterator[Remark]:
    """Cells that hold something else than their column: missing, and told with an example.

    `read` is how many values each field got: where those are as many as the filled cells, nothing need be looked at.
    """
    for field, target in part.read_into.items():
        kind = part.raw.kinds[field]
        if _says_nothing(kind, read.get(target, 0)) or read.get(target) == part.raw.survey.filled[field]:
            continue
        cell = name(f"_raw {field}")
        lost = f"_class = 'kept' AND {name(target)} IS NULL AND {cell} IS NOT NULL AND {holds_something(cell)}"
        if isinstance(kind, Money) and kind.part:
            lost += f" AND regexp_matches({cell}, {sql_text(kind.part)})"
        query = f"SELECT count(*), min(_row), arg_min({cell}, _row) FROM ({part.sql}) WHERE {lost}"
        count, row, example = connection.sql(query).fetchall()[0]
        if count:
            text = f"{count} cells for {field} cannot be read and are missing, the first in row {row}: “{example}”."
            yield Remark("important", without_people(text), "unreadable")


def _says_nothing(kind: Kind, count: int) -> bool:
    """Whether cells without a value are as they should be: words of other things, or days whose year is asked for."""
    waits = isinstance(kind, Day) and kind.without_year and not count
    return waits or isinstance(kind, Text) or (isinstance(kind, Choice) and not kind.told)


def repeated_columns(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> Iterator[Remark]:
    """Columns that stand twice in a header; working ones are the author's own affair."""
    for field in (one for one in raw.twice if not one.startswith("_")):
        query = f"SELECT count_if({name(f'_differs {field}')}) FROM {raw.name} WHERE _kind = 'data'"
        differing = connection.sql(query).fetchall()[0][0]
        if differing:
            text = f"The columns for {field} differ in {differing} rows; the first filled one counts."
            yield Remark("important", text, "two_columns")
        else:
            yield Remark("note", f"The column for {field} stands twice in the file, with equal values.")


def notes(seen: Look) -> Iterator[Remark]:
    """What the author of the format has to say about rows like these."""
    for note, count in seen.told:
        if count > note.above:
            yield Remark(note.level, note.text.format(n=count, rows=seen.counts.kept), note.about)


def _counted(note: Note) -> str:
    if note.counted:
        return note.counted
    return f"count(*) FILTER ({note.where})" if note.where else str(note.above + 1)


def _applies(needs: Sequence[str], part: TypedTable) -> bool:
    return all(need in part.available for need in needs)
