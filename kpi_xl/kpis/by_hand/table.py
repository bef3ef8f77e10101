"""A typed file as the rows of a canonical table, for definitions that count rows: orders, posts, visits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import UsageError
from kpi_xl.kpis.by_hand.other_names import names_for
from kpi_xl.kpis.by_hand.typed import number_in
from kpi_xl.kpis.figures import candidates, grain_of
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.tables import Field, Table, tables
from kpi_xl.warehouse.data import Coverage, Data

if TYPE_CHECKING:
    import narwhals as nw

    from kpi_xl.kpis.by_hand.arguments import Rows
    from kpi_xl.kpis.catalogue import Catalogue

_FILE = "typed"
_NO_DAY = date(2026, 1, 1)  # where the file has no days, all rows are of one
_YES_NO = {"yes": True, "true": True, "1": True, "ja": True, "no": False, "false": False, "0": False, "nei": False,
           "nej": False}  # fmt: skip


def usage_of_rows(what: str, needs: Iterable[str]) -> str:
    """How a definition is asked for that counts rows: one line to copy for each of its tables."""
    fields: dict[str, list[str]] = {}
    for need in needs:
        table, _, field = need.partition(".")
        fields.setdefault(candidates(table)[0], []).append(field)
    lines = (f"kpi-xl calc {what} --file FILE.csv (columns {', '.join(names)})" for names in fields.values())
    return "Write: " + "\nor: ".join(lines)


def data_of(what: str, needs: Collection[str], rows: Rows, catalogue: Catalogue | None) -> tuple[Data, Scope]:
    """The rows as data of one table, and the period that they lie in.

    Raises:
        UsageError: there are no rows, a column means nothing, or a cell cannot be read.
    """
    names = dict.fromkeys(name for need in needs for name in candidates(need.partition(".")[0]))
    known = [tables()[name] for name in names]
    if not rows or not known:
        raise UsageError(f"{what} counts rows: it takes a file.", usage_of_rows(what, needs))
    table = max(known, key=lambda one: sum(_field(one, head) is not None for head in rows[0]))
    unknown = [head for head in rows[0] if _field(table, head) is None]
    if unknown:
        message = f"The file's column {unknown[0]} is none of {table.name}."
        raise UsageError(message, usage_of_rows(what, needs))
    complete = [_complete(table, _cells(table, row), at) for at, row in enumerate(rows, 2)]
    period = _period(table, complete)
    coverage = tuple(_coverage(table, complete, period))
    frames = {table.name: _frame(table, complete)}
    data = Data(frames, {_FILE: _FILE}, (), coverage, "EUR", "UTC", kpis=catalogue)
    return data, Scope(period)


def _field(table: Table, head: str) -> Field | None:
    wanted = plain(head)
    exact = (field for name, field in table.fields.items() if plain(name) == wanted)
    other = (field for name, field in table.fields.items() if wanted in names_for(name))
    return next(exact, None) or next(other, None)


def _cells(table: Table, row: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for head, text in row.items():
        field = _field(table, head)
        if field is not None:
            found[field.name] = _value(field, head, text) if text else None
    return found


def _value(field: Field, head: str, text: str) -> object:
    match field.type:
        case "string":
            return text
        case "bool":
            return _YES_NO.get(plain(text))
        case "int":
            number = number_in(head, text)
            return None if number is None else round(number)
        case "float" | "decimal":
            return number_in(head, text)
        case "date" | "timestamp UTC":
            return _moment(field, head, text)


def _moment(field: Field, head: str, text: str) -> date | datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"“{text}” in the column {head} is no day.", "Write 2026-10-05 or 2026-10-05 14:30."
        ) from error
    if field.type == "date":
        return found.date()
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def _complete(table: Table, row: dict[str, Any], at: int) -> dict[str, Any]:
    """The row with what every row of the table has: its days, its id, its money in the file's currency."""
    found: dict[str, Any] = {"_batch": _FILE, "_row": at, **row}
    for name, field in table.fields.items():
        if field.unit == "money":
            found[f"{name}_native"] = found.get(name)
        if field.type == "timestamp UTC" and found.get(name) is not None:
            found.setdefault(f"{name.removesuffix('_at')}_on", found[name].date())
        if field.kind == "key" and field.type == "string" and name.endswith("_id"):
            found.setdefault(name, str(at))
    day = next((found[name] for name in (*grain_of(table.name).days, "date") if found.get(name)), _NO_DAY)
    for name in grain_of(table.name).days:
        found[name] = found.get(name) or day
    return found


def _period(table: Table, rows: Sequence[Mapping[str, Any]]) -> Period:
    days = [row[name] for row in rows for name in grain_of(table.name).days]
    return Period(min(days), max(days))


def _coverage(table: Table, rows: Sequence[Mapping[str, Any]], period: Period) -> Iterable[Coverage]:
    for platform, account in dict.fromkeys((row.get("platform"), row.get("account")) for row in rows):
        yield Coverage(table.name, platform, account, period.first, period.last)


def _frame(table: Table, rows: Sequence[Mapping[str, Any]]) -> nw.LazyFrame[Any]:
    import duckdb  # noqa: PLC0415 - most of what is typed needs no engine
    import narwhals as nw  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "decimal": pa.float64(),
             "bool": pa.bool_(), "date": pa.date32(), "timestamp UTC": pa.timestamp("us")}  # fmt: skip
    types = {name: kinds[field.type] for name, field in table.fields.items()}
    types |= {f"{name}_native": pa.float64() for name, field in table.fields.items() if field.unit == "money"}
    stamps = (name for name, field in table.fields.items() if field.type == "timestamp UTC")
    types |= {f"{name.removesuffix('_at')}_on": pa.date32() for name in stamps}
    types |= {"_batch": pa.string(), "_row": pa.int64()}
    arrow = pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in types.items()})
    return nw.from_native(duckdb.connect().from_arrow(arrow))
