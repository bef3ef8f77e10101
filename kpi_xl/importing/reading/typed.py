"""The rows of a block as canonical values, each kept, rejected with a reason, or set aside as total or footer."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpi_xl.importing.columns import WORKING_PREFIX
from kpi_xl.importing.kinds import Day, Id, Moment
from kpi_xl.importing.reading.conversions import Source, converted
from kpi_xl.importing.reading.sql import name, text
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.reading.forms import Forms
    from kpi_xl.importing.reading.raw import RawTable


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The SQL of a block's rows, with `_row`, `_class`, `_reason`, `_rule` and one column a field."""

    raw: RawTable
    sql: str
    fields: tuple[str, ...]  # of the canonical table
    working: tuple[str, ...]
    read_into: Mapping[str, str]  # column of the raw table → the field that holds its value and nothing else
    derived: tuple[str, ...]
    pseudonym_key: bytes
    own_account: str = ""  # of several in the block, as an SQL literal

    @property
    def available(self) -> frozenset[str]:
        """Every name that an expression over these rows may use."""
        return frozenset((*self.fields, *self.working))


def typed(raw: RawTable, forms: Forms, facts: Mapping[str, str], pseudonym_key: bytes) -> TypedTable:
    """Compile a block: `facts` are SQL literals by field, for fields that no column fills or that are guesses."""
    part = raw.match.part
    vocabulary = tables()[part.table].fields if part.table else {}
    targets = {field: _target(raw, field, forms, vocabulary) for field in raw.kinds}
    values: dict[str, str] = {}
    for field, target in targets.items():
        values.setdefault(target, _value(raw, field, forms, pseudonym_key, day=target != field))
    values |= {
        field: literal
        for field, literal in facts.items()
        if (field in vocabulary or field.startswith(WORKING_PREFIX))
        if field not in values or field in part.guesses
    }
    for field in part.key:
        values.setdefault(field, "NULL::VARCHAR")
    listed = ", ".join(f"{expression} AS {name(field)}" for field, expression in values.items())
    kept_raw = ", ".join(f"{name(field)} AS {name(f'_raw {field}')}" for field in raw.kinds)
    sql = f"SELECT _row, _kind, _rule, _long, {kept_raw}, {listed} FROM {raw.name}"
    fields = dict.fromkeys(values)
    done: set[str] = set()
    for derived in part.derived:
        if derived.field not in done and all(need in fields for need in derived.needs):
            done.add(derived.field)
            star = f"* EXCLUDE ({name(derived.field)})" if derived.field in fields else "*"
            sql = f"SELECT {star}, {derived.expression} AS {name(derived.field)} FROM ({sql})"
            fields.setdefault(derived.field)
    own = facts.get("account", "") if part.one_of_accounts else ""
    rejections = tuple(_rejections(raw, fields, own))
    sql = f"SELECT *, {_class(rejections)} AS _class, {_reason(rejections)} AS _reason FROM ({sql})"
    working = tuple(field for field in fields if field.startswith(WORKING_PREFIX))
    read_into = {field: target for field, target in targets.items() if target not in done}
    return TypedTable(
        raw,
        sql,
        tuple(field for field in fields if field in vocabulary),
        working,
        read_into,
        tuple(done),
        pseudonym_key,
        own,
    )


def worked_out(connection: duckdb.DuckDBPyConnection, part: TypedTable) -> TypedTable:
    """The rows of a small file in a table: a dozen questions follow, and each would work out all fields again."""
    if not part.raw.match.block.grid.small:
        return part
    table = name(f"typed {part.raw.name}")
    connection.execute(f"CREATE TEMP TABLE {table} AS {part.sql}")
    return replace(part, sql=f"SELECT * FROM {table}")


def _target(raw: RawTable, field: str, forms: Forms, vocabulary: Container[str]) -> str:
    # A platform that writes days where others write times fills the twin field: published_on of published_at.
    twin = field.removesuffix("_at") + "_on"
    only_days = isinstance(raw.kinds[field], Moment) and not forms.dates[raw.name, field].has_clock
    return twin if only_days and twin in vocabulary else field


def _value(raw: RawTable, field: str, forms: Forms, pseudonym_key: bytes, *, day: bool) -> str:
    kind = raw.kinds[field]
    value = converted(kind, Source(raw.name, field, forms, pseudonym_key))
    if day or not isinstance(kind, Moment) or forms.dates[raw.name, field].has_clock:
        return value
    return f"timezone({text(kind.zone or forms.around.zone)}, CAST({value} AS TIMESTAMP))"


def _class(rejections: Sequence[tuple[str, str]]) -> str:
    reasons = " OR ".join(condition for condition, _ in rejections)
    return f"CASE WHEN _kind <> 'data' THEN _kind WHEN {reasons} THEN 'rejected' ELSE 'kept' END"


def _reason(rejections: Sequence[tuple[str, str]]) -> str:
    cases = " ".join(f"WHEN {condition} THEN {reason}" for condition, reason in rejections)
    return f"CASE WHEN _kind <> 'data' THEN NULL {cases} END"


def _rejections(raw: RawTable, fields: Container[str], own_account: str) -> Iterator[tuple[str, str]]:
    """What makes a row unusable, and how it is told."""
    if raw.cut_row is not None:
        cut = f"the file ends in the middle of this record ({raw.cut_cells} of {len(raw.match.block.header)} cells)"
        yield f"_row = {raw.cut_row}", text(cut)
    yield "_long", "'it has more cells than the header'"
    for field in raw.match.part.key:
        cell = f"_raw {field}" if field in raw.kinds and _may_wait(raw, field) else field
        yield f"{name(cell)} IS NULL", _without(raw, field)
    for rule in raw.match.part.rejects:
        if all(need in fields for need in rule.needs):
            yield f"coalesce({rule.where}, false)", text(rule.reason)
    if own_account:
        yield f"account <> {own_account}", "'it is about “' || account || '”, which is not the account given'"


def _may_wait(raw: RawTable, field: str) -> bool:
    # Dates without a year are complete only when the user, or another file, has told the last day.
    kind = raw.kinds[field]
    return isinstance(kind, Day) and kind.without_year


def _without(raw: RawTable, field: str) -> str:
    shown = field.replace("_", " ")
    reason = text(f"it has no {shown}")
    if field in raw.kinds:
        lost = "the spreadsheet has destroyed its" if isinstance(raw.kinds[field], Id) else "it has an unreadable"
        written = name(f"_raw {field}")
        reason = f"CASE WHEN {written} IS NULL THEN {reason} ELSE {text(f'{lost} {shown}: ')} || {written} END"
    told = raw.match.part.reason_from
    return f"{reason} || coalesce(' (' || {name(told)} || ')', '')" if told in raw.kinds else reason
