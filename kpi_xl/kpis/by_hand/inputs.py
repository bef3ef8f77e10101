"""The numbers that a formula is worked out from, and the names that they can be given by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpi_xl.kpis.by_hand.other_names import names_for
from kpi_xl.kpis.figures import field_of
from kpi_xl.kpis.formula.parser import parse
from kpi_xl.kpis.formula.resolve import resolve
from kpi_xl.kpis.formula.tree import Aggregate, Else, FieldName, Filter, Name, Node, Rate, children, walk
from kpi_xl.kpis.plain import plain
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.kpi import Kpi

_NEVER_NEGATIVE = frozenset({"count", "people"})
_CHANGE = "change"
_OF_STOCKS = (_CHANGE, "start", "last")


@dataclass(frozen=True, slots=True)
class Input:
    """One number, or list of them, that a formula needs."""

    node: Node
    name: str  # what it is called in hints
    names: tuple[str, ...]  # its own names, as they are compared
    others: tuple[str, ...]  # what else it answers to, unless that is another's own name
    counts: bool = False  # whether it cannot be below 0


def inputs_of(catalogue: Catalogue, kpi: Kpi) -> tuple[Input, ...]:
    """Every input of a KPI's formula, those of KPIs that it stands on included, in the order of the formula."""
    written = catalogue.written(kpi.id)
    if written is None:
        return ()
    found: dict[Node, None] = dict.fromkeys(_nodes(written, catalogue))
    named: dict[Node, list[str]] = {}
    for name, text in kpi.inputs.items():
        named.setdefault(input_node(resolve(parse(text), lambda _: None)), []).append(name)
    return tuple(_input(node, found, named.get(node, ()), catalogue) for node in found)


def inputs_of_names(formula: Node) -> tuple[Input, ...]:
    """The inputs of a formula over names that mean themselves, such as `won / leads`."""
    names = dict.fromkeys(node.text for node in walk(formula) if isinstance(node, Name))
    nodes = {node.text: node for node in walk(formula) if isinstance(node, Name)}
    return tuple(Input(nodes[name], name, (plain(name),), names_for(name)) for name in names)


def asked_first(node: Node) -> Iterator[Node]:
    """The inputs that people think of: of alternatives the first one's, and another KPI rather than its parts."""
    match node:
        case Else(first=first):
            yield from asked_first(first)
        case Rate() | Name():
            yield node
        case Aggregate(row=row) if isinstance(row, FieldName) or is_time(row):
            yield input_node(node)
        case Aggregate(row=row):
            yield from (part for part in walk(row) if isinstance(part, FieldName | Name))
        case _:
            for child in children(node):
                yield from asked_first(child)


def input_node(node: Node) -> Node:
    """The node that an aggregation's number is given for: a mean's sum and its count stand on the same numbers."""
    return replace(node, function="sum") if isinstance(node, Aggregate) and node.function == "counted" else node


def is_time(row: Node) -> bool:
    """Whether a row is a difference of times, which is given in seconds."""
    fields = (part for part in walk(row) if isinstance(part, FieldName) and part.table in tables())
    return any(tables()[one.table].fields[one.field].type == "timestamp UTC" for one in fields)


def _nodes(node: Node, catalogue: Catalogue) -> Iterator[Node]:
    match node:
        case Rate():
            yield node
        case Name(text=text):
            yield node
            inner = catalogue.written(text)
            if inner is not None:
                yield from _nodes(inner, catalogue)
        case Aggregate(row=row) if isinstance(row, FieldName) or is_time(row):
            yield input_node(node)
            if node.function in _OF_STOCKS:
                yield from (replace(node, function=one) for one in _OF_STOCKS if one != node.function)
        case Aggregate(row=row):
            yield from (part for part in walk(row) if isinstance(part, FieldName))
        case _:
            for child in children(node):
                yield from _nodes(child, catalogue)


def _input(node: Node, all_: Collection[Node], named: Iterable[str], catalogue: Catalogue) -> Input:
    own = [*named]
    match node:
        case Rate(name=name):
            own.append(name)
            return _made(node, own, names_for(name))
        case Name(text=text):
            kpi = catalogue.get(text)
            own.append(text)
            counts = kpi.unit in _NEVER_NEGATIVE
            return _made(node, own, names_for(text, (*kpi.label.values(), *kpi.aliases)), counts=counts)
        case FieldName(table=table, field=field):
            own += [field, f"{table} {field}"]
            return _made(node, own, names_for(field), counts=_counts(table, field))
        case Aggregate():
            return _aggregate(node, all_, own)
        case _:
            message = f"{node} is no input"
            raise TypeError(message)


def _made(node: Node, own: list[str], others: tuple[str, ...], *, counts: bool = False) -> Input:
    return Input(node, own[0], tuple(dict.fromkeys(map(plain, own))), others, counts)


def _aggregate(node: Aggregate, all_: Collection[Node], own: list[str]) -> Input:
    if not isinstance(node.row, FieldName):
        return _made(node, [*own, "seconds"], names_for("seconds"), counts=True)
    table, field = node.row.table, node.row.field
    beside = [one for one in all_ if isinstance(one, Aggregate) and one.row == node.row and one != node]
    own += _by_filters(node, [one for one in beside if one.function == node.function])
    if node.function in {_CHANGE, "start"}:
        return _made(node, [*own, f"{field}_{node.function}"], names_for(node.function))
    plainer = any(len(one.filters) < len(node.filters) for one in beside if one.function == node.function)
    if not plainer and not (own and node.filters and beside):
        own.append(_counted(node) if node.function == "count" else field)
        own.append(f"{table} {field}")
        stock = names_for("end") if node.function == "last" else ()
        other = (*names_for(field), *stock, *(word for name in own for word in names_for(name)))
        return _made(node, own, other, counts=_counts(table, field) and node.function != _CHANGE)
    others = tuple(word for name in own for word in names_for(name))
    return _made(node, own or [f"{table}_{field}"], others, counts=_counts(table, field))


def _counted(node: Aggregate) -> str:
    """Counting a table's own keys counts its rows: posts, orders, leads."""
    row = node.row
    if isinstance(row, FieldName) and row.table in tables() and row.field in tables()[row.table].keys:
        return row.table
    return row.field if isinstance(row, FieldName) else ""


def _counts(table: str, name: str) -> bool:
    field = field_of(table, name)
    return field is not None and field.unit in _NEVER_NEGATIVE and not name.startswith("net_")


def _by_filters(node: Aggregate, beside: list[Aggregate]) -> list[str]:
    """What the filters that others of the same rows lack say in a word: won, social sessions, positive."""
    shared = [one for one in node.filters if beside and all(one in other.filters for other in beside)]
    words = "_".join(_word(one) for one in node.filters if one not in shared)
    if node.by and not words:
        words = node.by.removesuffix("_at")
    if not words or not isinstance(node.row, FieldName):
        return []
    if node.function != "count":
        return [f"{words}_{node.row.field}"]
    return [words, f"{words}_{_counted(node)}"]


def _word(one: Filter) -> str:
    field = next((part.field for part in walk(one.left) if isinstance(part, FieldName)), "")
    name = field.removesuffix("_at")
    match one.test:
        case "is blank":
            return f"without_{name}"
        case "is not blank":
            return name
        case "between":
            return f"{name}_{one.values[0]:g}_to_{one.values[1]:g}"
        case _ if isinstance(one.values[0], bool):
            return name if one.values[0] else f"not_{name}"
        case _:
            return "_or_".join(str(value) for value in one.values)


def assigned(inputs: Iterable[Input], typed: Iterable[str]) -> Mapping[str, tuple[Input, ...]]:
    """Which inputs each typed name stands for; those whose own name it is go first."""
    known = tuple(inputs)
    found: dict[str, tuple[Input, ...]] = {}
    for name in typed:
        own = tuple(one for one in known if plain(name) in one.names)
        found[name] = own or tuple(one for one in known if plain(name) in one.others)
    return found
