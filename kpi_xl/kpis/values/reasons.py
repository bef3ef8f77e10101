"""Why a part of a formula has no number."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import FieldName, walk
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.result import Missing
from kpi_xl.kpis.sentences import Language, asks, listed, say, scope_label, table_label
from kpi_xl.kpis.values.remarks import in_scope, platforms
from kpi_xl.kpis.variants import readable_tables
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.kpis.formula.tree import Cluster
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.values.choice import Choice
    from kpi_xl.kpis.variants import Variant
    from kpi_xl.warehouse.data import Data

_ASKS_FOR_DAYS = frozenset({"period", "date", "last_day", "year"})


def why_nothing(cluster: Cluster, choice: Choice, scope: Scope, data: Data, language: Language) -> Missing:
    """Why no account has the figures of a cluster."""
    if choice.scopeless:
        names = _tables(cluster, language)
        text = say(
            "no_scope", language, tables=names[:1].upper() + names[1:], scope=scope_label(choice.scopeless, language)
        )
        return Missing("not_exported", text)
    waiting = pending(cluster, scope, data, language)
    if waiting is not None:
        return waiting
    if any(in_scope(reading.known, scope) for reading in choice.readings):
        return Missing(
            "not_exported", say("not_exported", language, figures=_figures(choice.readings[0].variant, language))
        )
    if any(in_scope(reading.left_out, scope) for reading in choice.readings):
        return Missing("no_data", say("left_out_only", language, tables=_tables(cluster, language)))
    return no_data(cluster, language)


@cache
def no_data(cluster: Cluster, language: Language) -> Missing:
    return Missing("no_data", say("no_data", language, tables=_tables(cluster, language)))


def pending(cluster: Cluster, scope: Scope, data: Data, language: Language) -> Missing | None:
    """A file that waits for an answer and might hold the figure."""
    for one in data.pending:
        if one.table in readable_tables(cluster) and scope.platform in (None, one.platform or scope.platform):
            kind = "needs_period" if one.kind in _ASKS_FOR_DAYS else "needs_answer"
            return Missing(kind, asks(one.kind, one.file, language))
    return None


def not_added(choice: Choice, language: Language) -> Missing | None:
    """What ads platforms claim is never added over platforms, nor results of several kinds."""
    claiming = {entity[0] for entity, reading in choice.chosen if _is_claim(reading.variant)}
    if len(claiming) > 1:
        return Missing("not_additive", say("claims", language, platforms=platforms(claiming, language)))
    types = {
        name
        for entity, reading in choice.chosen
        if "results" in reading.variant.figures
        for name in reading.result_types.get(entity, ())
    }
    if len(types) > 1:
        return Missing("not_additive", say("result_types", language, types=listed(sorted(types), language)))
    return None


@cache
def _is_claim(variant: Variant) -> bool:
    """Whether a figure is what an ads platform says of itself."""
    fields = tables()[variant.table].fields
    return any(fields[name].over_entities == "within_platform" for name in variant.figures)


def without_rate(choice: Choice, data: Data, language: Language) -> Missing | None:
    """Money in another currency that could not be converted."""
    if not any(entity in reading.unconverted for entity, reading in choice.chosen):
        return None
    named = {name for entity, reading in choice.chosen for name in reading.currencies.get(entity, ())}
    foreign = listed(sorted(named - {data.currency, ""}), language)
    return Missing("needs_currency", say("needs_currency", language, currencies=foreign, currency=data.currency))


@cache
def _tables(cluster: Cluster, language: Language) -> str:
    return listed((table_label(table, language) for table in readable_tables(cluster)), language)


@cache
def _figures(variant: Variant, language: Language) -> str:
    parts = {part for leaf in variant.leaves for part in walk(leaf.row) if isinstance(part, FieldName)}
    named = {part.field for part in parts if tables()[part.table].fields[part.field].kind != "key"}
    return listed((field_label(field, language) for field in sorted(named | variant.conditions)), language)
