"""What a reader should know of a number: its basis, what stood in for what, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import CHOICES, EVENTS, grain_of
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.plan import STOCK_FUNCTIONS
from kpi_xl.kpis.sentences import Language, listed, say, table_label
from kpi_xl.kpis.values.coverage import clipped
from kpi_xl.vocabulary.platforms import HOLD_PAID, platform_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi_xl.kpis.formula.tree import Cluster
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.values.choice import Choice
    from kpi_xl.kpis.values.coverage import CoveredDays
    from kpi_xl.kpis.values.stocks import Entity


def remarks(
    cluster: Cluster, choice: Choice, scope: Scope, covered: CoveredDays, language: Language
) -> tuple[str, ...]:
    """Sentences on a figure that has rows."""
    found = [
        *(_basis(choice, language) if cluster.table in CHOICES else ()),
        *_paid_left_out(choice, language),
        *_stand_ins(choice, language),
        *_left_out(choice, scope, language),
        *_covered_days(choice, scope, covered, language),
        *_coverage(choice, language),
        *_without(choice, scope, language),
        *_partial_growth(choice, language),
    ]
    return tuple(dict.fromkeys(found))


def platforms(names: Iterable[str], language: Language) -> str:
    return listed(sorted({platform_name(name) for name in names}), language)


def in_scope(counts: Mapping[Entity, int], scope: Scope) -> int:
    if scope.account is not None and scope.platform is not None:
        return counts.get((scope.platform, scope.account), 0)
    place, wanted = (1, scope.account) if scope.account is not None else (0, scope.platform)
    return sum(count for entity, count in counts.items() if wanted is None or entity[place] == wanted)


def _basis(choice: Choice, language: Language) -> Iterator[str]:
    by_table: dict[str, set[str]] = {}
    for (platform, _), reading in choice.chosen:
        by_table.setdefault(reading.variant.table, set()).add(platform)
    if len(by_table) == 1:
        yield say("basis", language, tables=table_label(next(iter(by_table)), language))
        return
    for table, names in by_table.items():
        label = table_label(table, language)
        yield say("basis_by_platform", language, platforms=platforms(names, language), tables=label)


def _paid_left_out(choice: Choice, language: Language) -> Iterator[str]:
    used = {platform for (platform, _), _ in choice.chosen}
    for ads in choice.paid_left_out:
        holding = platforms(used.intersection(HOLD_PAID[ads]), language)
        yield say("paid_inside", language, ads=platform_name(ads), platforms=holding)


def _stand_ins(choice: Choice, language: Language) -> Iterator[str]:
    found: dict[tuple[str, str], set[str]] = {}
    for (platform, _), reading in choice.chosen:
        for pair in reading.variant.stands_in:
            found.setdefault(pair, set()).add(platform)
    for (asked, instead), names in found.items():
        yield say(
            "stands_in",
            language,
            platforms=platforms(names, language),
            figure=field_label(asked, language),
            instead=field_label(instead, language),
        )


def _left_out(choice: Choice, scope: Scope, language: Language) -> Iterator[str]:
    rows = max((in_scope(reading.left_out, scope) for _, reading in choice.chosen), default=0)
    if rows:
        yield say("left_out", language, rows=rows)


def _covered_days(choice: Choice, scope: Scope, covered: CoveredDays, language: Language) -> Iterator[str]:
    """Platforms whose files end before the period does, or begin after it."""
    days: dict[int, set[str]] = {}
    for (platform, _), reading in choice.chosen:
        table = reading.variant.table
        spans = clipped(covered.of_platform(table, platform), scope.period)
        known = sum(last - first + 1 for first, last in spans)
        flows = any(leaf.function not in STOCK_FUNCTIONS for leaf in reading.variant.leaves)
        if flows and 0 < known < scope.period.days:
            days.setdefault(known, set()).add(platform)
    for known, names in sorted(days.items()):
        told = platforms(names - {""}, language)
        key = "covered_days" if told else "covered_days_of_all"
        yield say(key, language, platforms=told, part=known, all=scope.period.days)


def _coverage(choice: Choice, language: Language) -> Iterator[str]:
    """Rows without the figure, where every row is a post, a day or an event and might have had it."""
    part = total = 0
    for entity, reading in choice.chosen:
        flows = any(leaf.function not in STOCK_FUNCTIONS for leaf in reading.variant.leaves)
        if flows and reading.variant.table in EVENTS | {"account_daily"}:
            part += sum(reading.rows.get(entity, {}).values())
            total += reading.known.get(entity, 0)
    if part < total:
        yield say("coverage", language, part=part, all=total)


def _without(choice: Choice, scope: Scope, language: Language) -> Iterator[str]:
    used = {platform for (platform, _), _ in choice.chosen} | set(choice.paid_left_out)
    tables = {reading.variant.table for _, reading in choice.chosen} - {"web"}
    lacking = {
        platform
        for reading in choice.readings
        if reading.variant.table in tables and "platform" in grain_of(reading.variant.table).scopes
        for (platform, _), count in reading.known.items()
        if count and platform and platform not in used and scope.platform in (None, platform)
    }
    if lacking:
        yield say("without", language, platforms=platforms(lacking, language))


def _partial_growth(choice: Choice, language: Language) -> Iterator[str]:
    if any(entity in reading.partial for entity, reading in choice.chosen):
        yield say("partial_growth", language)
