"""A KPI's formula in words, for the glossary, and the fields that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.components import clusters_of
from kpi_xl.kpis.figures import CHOICES, candidates, grain_of
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Else,
    FieldName,
    Filter,
    Name,
    Negative,
    Node,
    Number,
    Rate,
    Value,
    walk,
)
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.phrases import phrase
from kpi_xl.kpis.plan import plan
from kpi_xl.kpis.sentences import Language, listed, table_label
from kpi_xl.kpis.variants import readable_tables, variants

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue


def words(catalogue: Catalogue, kpi_id: str, language: Language) -> str:
    """The formula as sentences: what is divided by what, and how the rows are read."""
    written = catalogue.written(kpi_id)
    if written is None:
        meaning = catalogue.get(kpi_id).meaning
        return meaning.get(language) or meaning.get("en") or phrase("outside", language)
    formula = _Phrases(catalogue, language).of(written)
    return " ".join((f"{formula[:1].upper()}{formula[1:]}.", *_notes(plan(written), language)))


def fields(catalogue: Catalogue, kpi_id: str) -> tuple[str, ...]:
    """The fields that a KPI can be read from, as table.field, best first."""
    tree = catalogue.tree(kpi_id)
    if tree is None:
        return catalogue.get(kpi_id).needs
    found = [
        f"{part.table}.{part.field}"
        for cluster in clusters_of(plan(tree))
        for table in readable_tables(cluster)
        for variant in variants(cluster, table)
        for slot in variant.slots
        for part in walk(slot)
        if isinstance(part, FieldName)
    ]
    others = [need for node in walk(tree) if isinstance(node, Name) for need in fields(catalogue, node.text)]
    return tuple(dict.fromkeys((*found, *others)))


def _notes(plan_: Node, language: Language) -> tuple[str, ...]:
    found: list[str] = []
    for cluster in clusters_of(plan_):
        table = readable_tables(cluster)[0]
        if cluster.table in CHOICES:
            others = listed((table_label(one, language) for one in readable_tables(cluster)[1:]), language)
            if others:
                found.append(phrase("choice", language, first=table_label(table, language), others=others))
        if len(variants(cluster, table)[0].figures) > 1:
            found.append(phrase("in_full" if grain_of(table).in_full else "pairwise", language))
    return tuple(dict.fromkeys(found))


class _Phrases:
    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue = catalogue
        self._language: Language = language

    def of(self, node: Node) -> str:  # noqa: PLR0911 - one phrase for each kind of node
        match node:
            case Number(value=value):
                return f"{value:g}"
            case FieldName(field=field):
                return field_label(field, self._language)
            case Name(text=text):
                label = self._catalogue.get(text).label
                return f"“{label.get(self._language, text)}”"
            case Rate(name=name):
                return self._say("rate", name=name.replace("_", " "))
            case Aggregate():
                return self._aggregate(node)
            case Negative(operand=operand):
                return self._say("negative", row=self._inner(operand))
            case Else(first=first, second=second):
                return self._say("else", left=self.of(first), right=self.of(second))
            case Binary(operator="/", left=Aggregate() as total, right=Aggregate(function="counted")):
                return self._mean(total)
            case Binary(operator=operator, left=left, right=right):
                return self._say(operator, left=self._inner(left, operator), right=self._inner(right))
            case _:
                message = f"{node} has no words"
                raise TypeError(message)

    def _say(self, key: str, **values: object) -> str:
        return phrase(key, self._language, **values)

    def _inner(self, node: Node, operator: str = "") -> str:
        """A part of an operation, in brackets where the order would otherwise be unclear."""
        simple = not isinstance(node, Binary | Else) or (isinstance(node, Binary) and node.operator == operator == "+")
        mean = isinstance(node, Binary) and isinstance(node.right, Aggregate) and node.right.function == "counted"
        return self.of(node) if simple or mean else f"({self.of(node)})"

    def _aggregate(self, node: Aggregate) -> str:
        phrase = self._say(node.function, row=self._row(node.row))
        details = [*(self._filter(one) for one in node.filters)]
        if node.by:
            details.append(self._say("by", day=field_label(node.by, self._language)))
        return self._say("where", row=phrase, filters=", ".join(details)) if details else phrase

    def _row(self, row: Node) -> str:
        names = {part.table for part in walk(row) if isinstance(part, FieldName)}
        if isinstance(row, Binary) and isinstance(row.right, FieldName) and len(names) > 1:
            stock = self._say("on_day", stock=field_label(row.right.field, self._language))
            return self._say("/", left=self._inner(row.left), right=stock)
        return self.of(row)

    def _mean(self, total: Aggregate) -> str:
        table = next(part.table for part in walk(total.row) if isinstance(part, FieldName))
        label = table_label(candidates(table)[0], self._language)
        phrase = self._say("mean", row=self._row(total.row), table=label)
        details = ", ".join(self._filter(one) for one in total.filters)
        return self._say("where", row=phrase, filters=details) if details else phrase

    def _filter(self, one: Filter) -> str:
        left = self.of(one.left)
        if one.test in {"is blank", "is not blank"}:
            return self._say(one.test, left=left)
        if one.test == "between":
            low, high = one.values
            return self._say("between", left=left, low=f"{low:g}", high=f"{high:g}")
        values = f" {self._say('or')} ".join(self._value(value) for value in one.values)
        return self._say("=", left=left, value=values)

    def _value(self, value: Value) -> str:
        if isinstance(value, bool):
            return self._say("yes" if value else "no")
        return value if isinstance(value, str) else f"{value:g}"
