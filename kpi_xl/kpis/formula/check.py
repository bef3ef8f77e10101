"""Every fault of a definition at once: names, additivity, filters and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import REPEATING, candidates, field_names, field_of, table_names
from kpi_xl.kpis.formula.findings import Finding, did_you_mean
from kpi_xl.kpis.formula.resolve import filters_fields, natural_function, table_of
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    FieldName,
    Filter,
    Name,
    Node,
    Place,
    children,
    walk,
)

if TYPE_CHECKING:
    from kpi_xl.vocabulary.tables import Field

_STOCK_FUNCTIONS = frozenset({"last", "change", "start"})
_ORDERED_TYPES = frozenset({"int", "float", "decimal"})

Fault = tuple[Place, str]


def findings_in(kpi: str, tree: Node, kpis: Mapping[str, object]) -> list[Finding]:
    """What is wrong with the names, aggregations and filters of one parsed formula."""
    faults = [*_faults(tree, kpis), *_lone_people(tree)]
    return [Finding(kpi, place.at, place.end, text) for place, text in faults]


def _faults(node: Node, kpis: Mapping[str, object]) -> Iterator[Fault]:
    match node:
        case FieldName():
            yield from _bare_field(node)
        case Name(text=text) if text not in kpis:
            yield node.place, f"There is no KPI “{text}”.{did_you_mean(text, kpis)}"
        case Aggregate():
            yield from _aggregate(node)
        case _:
            for child in children(node):
                yield from _faults(child, kpis)


def _unknown(table: str, name: str, place: Place) -> Iterator[Fault]:
    if not candidates(table):
        yield place, f"There is no table “{table}”.{did_you_mean(table, table_names())}"
    elif field_of(table, name) is None:
        yield place, f"The table {table} has no field “{name}”.{did_you_mean(name, field_names(table))}"


def _bare_field(node: FieldName) -> Iterator[Fault]:
    yield from _unknown(node.table, node.field, node.place)
    field = field_of(node.table, node.field)
    if field is None:
        return
    if natural_function(node.table, node.field) is None:
        written = f"{node.table}.{node.field}"
        choice = f"unique({written}) or sum({written})" if field.unit == "people" else f"count({written})"
        yield node.place, f"{written} does not add up by itself: write how, for example {choice}."
    elif node.table in REPEATING:
        yield node.place, _repeats(node.table)


def _repeats(table: str) -> str:
    return f"The dimensions of {table} repeat each other: name one, as in sum({table}.…, {REPEATING[table]} = …)."


def _aggregate(node: Aggregate) -> Iterator[Fault]:
    table = table_of(node.row)
    if not table:
        yield node.place, f"{node.function}() needs a field with its table, for example {node.function}(posts.likes)."
        return
    yield from _row(node, table)
    for one in node.filters:
        yield from _filter(one, table)
    if node.by:
        yield from _by(node, table)
    if table in REPEATING and REPEATING[table] not in filters_fields_named(node):
        yield node.place, _repeats(table)


def filters_fields_named(node: Aggregate) -> frozenset[str]:
    """The fields of an aggregation's filters, whether they were written with their table or without."""
    names = {part.text for one in node.filters for part in walk(one.left) if isinstance(part, Name)}
    return filters_fields(node.filters) | names


def _row(node: Aggregate, table: str) -> Iterator[Fault]:
    for part in walk(node.row):
        if isinstance(part, Aggregate):
            yield part.place, "An aggregation cannot stand inside another."
        elif isinstance(part, Name):
            yield from _unknown(table, part.text, part.place)
        elif isinstance(part, FieldName):
            yield from _unknown(part.table, part.field, part.place)
            yield from _foreign(part, node, table)
    yield from _function(node, table)


def _foreign(part: FieldName, node: Aggregate, table: str) -> Iterator[Fault]:
    """A field of another table inside a row is its value on that row's day, so it has to be a stock that divides."""
    field = field_of(part.table, part.field)
    if part.table == table or field is None:
        return
    divides = isinstance(node.row, Binary) and node.row.operator == "/" and node.row.right == part
    if field.over_time != "last" or not divides or node.function not in {"sum", "mean"}:
        example = "mean(posts.engagements / account_daily.followers)"
        text = f"Inside rows of {table} another table can only give a stock to divide by, as in {example}."
        yield part.place, text


def _function(node: Aggregate, table: str) -> Iterator[Fault]:
    field = _single_field(node.row, table)
    function = node.function
    if function in _STOCK_FUNCTIONS and (field is None or field.over_time != "last"):
        yield node.place, f"{function}() takes one stock, such as account_daily.followers."
    elif function == "unique" and (field is None or field.unit != "people" or field.over_time == "last"):
        yield node.place, "unique() takes one figure of unique people, such as activity.reach."
    elif function in {"sum", "mean", "median", "min", "max"} and field is not None and not field.is_metric:
        yield (
            node.place,
            f"{function}() takes figures, and {field.name} of {field.table} is none; count() or distinct() do.",
        )


def _single_field(row: Node, table: str) -> Field | None:
    if isinstance(row, FieldName):
        return field_of(row.table, row.field)
    return field_of(table, row.text) if isinstance(row, Name) else None


def _filter(one: Filter, table: str) -> Iterator[Fault]:
    for part in walk(one.left):
        if isinstance(part, Name):
            yield from _unknown(table, part.text, part.place)
        elif isinstance(part, FieldName):
            if part.table != table:
                yield part.place, f"A filter looks at rows of {table}, not of {part.table}."
            else:
                yield from _unknown(part.table, part.field, part.place)
    field = _single_field(one.left, table)
    if field is not None:
        yield from _values(one, field)


def _values(one: Filter, field: Field) -> Iterator[Fault]:
    if one.test in {"is blank", "is not blank"}:
        return
    if one.test == "between" and field.type not in _ORDERED_TYPES:
        yield one.place, f"{field.name} is no number, so it cannot lie between two."
        return
    wanted = {"bool": bool, "string": str}.get(field.type, float)
    for value in one.values:
        if not isinstance(value, wanted) or (wanted is float and isinstance(value, bool)):
            yield one.place, f"{field.name} holds {_KINDS[wanted]}, and “{_written(value)}” is none of that."


_KINDS: Mapping[type, str] = {bool: "yes or no", str: "text", float: "numbers"}


def _written(value: str | float | bool) -> str:  # noqa: FBT001 - a value of the language
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}"


def _by(node: Aggregate, table: str) -> Iterator[Fault]:
    field = field_of(table, node.by)
    if field is None:
        yield from _unknown(table, node.by, node.place)
    elif field.type not in {"date", "timestamp UTC"}:
        yield node.place, f"{node.by} is no day or time, so it cannot decide about the period."


def _lone_people(tree: Node) -> Iterator[Fault]:
    """A sum of unique people is right only as one side of a ratio over the same rows."""
    if isinstance(tree, Aggregate) and tree.function == "sum":
        field = _single_field(tree.row, table_of(tree.row))
        if field is not None and field.unit == "people" and not field.is_additive:
            text = f"Unique people are never added up: write unique({field.table}.{field.name})."
            yield tree.place, text
