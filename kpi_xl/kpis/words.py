"""A KPI's formula in words, for the glossary, and the fields that it needs."""

from __future__ import annotations

from collections.abc import Mapping
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
from kpi_xl.kpis.plan import plan, readable_tables, variants
from kpi_xl.kpis.sentences import Language, listed, table_label

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "+": ("{left} plus {right}", "{left} pluss {right}", "{left} plus {right}"),
    "-": ("{left} minus {right}", "{left} minus {right}", "{left} minus {right}"),
    "*": ("{left} times {right}", "{left} ganger {right}", "{left} gånger {right}"),
    "/": ("{left} divided by {right}", "{left} delt på {right}", "{left} delat med {right}"),
    "else": (
        "{left}; where that is missing, {right}",
        "{left}; der det mangler, {right}",
        "{left}; där det saknas, {right}",
    ),
    "negative": ("minus {row}", "minus {row}", "minus {row}"),
    "rate": (
        "the rate “{name}” of the inputs workbook",
        "satsen «{name}» i arbeidsboken for inndata",
        "satsen ”{name}” i arbetsboken för indata",
    ),
    "sum": ("{row}", "{row}", "{row}"),
    "count": ("number of {row}", "antall {row}", "antal {row}"),
    "counted": ("number of rows with {row}", "antall rader med {row}", "antal rader med {row}"),
    "distinct": ("number of different {row}", "antall ulike {row}", "antal olika {row}"),
    "unique": (
        "{row}, as the platform counts different people over the whole period",
        "{row}, slik plattformen teller ulike personer i hele perioden",
        "{row}, som plattformen räknar olika personer under hela perioden",
    ),
    "last": ("{row} on the last known day", "{row} siste kjente dag", "{row} sista kända dagen"),
    "start": ("{row} at the start", "{row} ved starten", "{row} vid starten"),
    "change": ("change in {row}", "endring i {row}", "förändring av {row}"),
    "median": ("median of {row}", "medianen av {row}", "medianen av {row}"),
    "min": ("lowest {row}", "laveste {row}", "lägsta {row}"),
    "max": ("highest {row}", "høyeste {row}", "högsta {row}"),
    "mean": (
        "mean of ({row}) over {table}",
        "gjennomsnitt av ({row}) for {table}",
        "medelvärde av ({row}) för {table}",
    ),
    "where": ("{row} ({filters})", "{row} ({filters})", "{row} ({filters})"),
    "by": ("by {day}", "etter {day}", "efter {day}"),
    "=": ("{left} is {value}", "{left} er {value}", "{left} är {value}"),
    "is blank": ("without {left}", "uten {left}", "utan {left}"),
    "is not blank": ("with {left}", "med {left}", "med {left}"),
    "between": ("{left} from {low} to {high}", "{left} fra {low} til {high}", "{left} från {low} till {high}"),
    "yes": ("yes", "ja", "ja"),
    "no": ("no", "nei", "nej"),
    "or": ("or", "eller", "eller"),
    "on_day": ("{stock} on that day", "{stock} den dagen", "{stock} den dagen"),
    "pairwise": (
        "Only rows that have every figure enter.",
        "Bare rader som har alle tallene, er med.",
        "Bara rader som har alla siffror ingår.",
    ),
    "in_full": (
        "A blank result of an ad counts as none, so its cost enters in full.",
        "Et blankt resultat for en annonse regnes som ingen, så kostnaden er med i sin helhet.",
        "Ett tomt resultat för en annons räknas som inget, så kostnaden ingår i sin helhet.",
    ),
    "choice": (
        "Read from {first}; where those do not cover the period, from {others}.",
        "Hentet fra {first}; der de ikke dekker perioden, fra {others}.",
        "Hämtat från {first}; där de inte täcker perioden, från {others}.",
    ),
    "outside": (
        "Worked out by a calculation of its own.",
        "Regnet ut med en egen beregning.",
        "Uträknat med en egen beräkning.",
    ),
}
_LANGUAGES = ("en", "nb", "sv")


def words(catalogue: Catalogue, kpi_id: str, language: Language) -> str:
    """The formula as sentences: what is divided by what, and how the rows are read."""
    written = catalogue.written(kpi_id)
    if written is None:
        return _say("outside", language)
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
                found.append(_say("choice", language, first=table_label(table, language), others=others))
        if len(variants(cluster, table)[0].figures) > 1:
            found.append(_say("in_full" if grain_of(table).in_full else "pairwise", language))
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
        return _say(key, self._language, **values)

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


def _say(key: str, language: Language, **values: object) -> str:
    return _WORDS[key][_LANGUAGES.index(language)].format(**values)
