"""A finding: a bold line and a grey one under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_xl.report.findings.changes import (
    MOST_IMPORTANT,
    Change,
    by_platform,
    driver,
    importance,
    name_of,
    notable,
)
from kpi_xl.report.scorecard import group_of
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.report.findings.borne import Borne
    from kpi_xl.report.material import Material

_MONTHS_FOR_A_RECORD = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader is told, why as far as the data tell, what to try, and where the figure stands."""

    title: str
    detail: str = ""
    advice: str = ""
    importance: float = 0.0
    kpi: str = ""  # the KPI that it is about, if it is about one
    platform: str | None = None
    analysis: str = ""  # the analysis that bears it out, and the row of its table from 0; empty: a KPI's change
    row: int = 0


def findings(material: Material, count: int) -> Sequence[Finding]:
    """The most important things of the month: changes of KPIs, and what analyses bear out."""
    found = [*_changes(material), *(_of_analysis(one) for one in material.borne)]
    chosen: list[Finding] = []
    for one in sorted(found, key=lambda one: -one.importance):
        if not one.kpi or all(one.kpi != other.kpi for other in chosen):
            chosen.append(one)
    return chosen[:count]


def _changes(material: Material) -> list[Finding]:
    """Each KPI once: of all platforms together before that of a single one."""
    changes = [*notable(material), *(one for platform in material.platforms for one in notable(material, platform)[:2])]
    chosen: list[Finding] = []
    for change in changes:
        if all(change.kpi != other.kpi for other in chosen):
            # What comes later in the list is never told before what comes earlier.
            highest = chosen[-1].importance if chosen else 1.0
            weight = min(importance(material, change, None) / MOST_IMPORTANT, highest)
            texts = headline(material, change), detail(material, change), advice(material, change)
            chosen.append(Finding(*texts, weight, change.kpi, change.platform))
    return chosen


def _of_analysis(one: Borne) -> Finding:
    told = one.finding
    return Finding(told.text, told.advice, told.advice, told.importance, told.kpi, None, one.analysis, told.row)


def advice(material: Material, change: Change) -> str:
    """What to try; nothing where neither direction is good."""
    kpi = material.catalogue.get(change.kpi)
    if kpi.better == "context":
        return ""
    good = (change.difference > 0) == (kpi.better == "higher")
    return advised(material, kpi, "more" if good else "back")


def advised(material: Material, kpi: Kpi, way: Literal["more", "back"]) -> str:
    """What to try about figures of a kind: more of what worked, or back to it."""
    return material.language(f"advice.{way}_{group_of(kpi)}")


def headline(material: Material, change: Change) -> str:
    """«Lenkeklikk økte 13 % til 15 900», with the platform before it where it is one platform's."""
    words = material.language
    values = {**moved(material, change), "value": material.figure(change.now, change.kpi)}
    if change.platform:
        return words("finding.platform", platform=platform_name(change.platform), **values)
    return words("finding.total", **values)


def moved(material: Material, change: Change) -> dict[str, str]:
    """The parts of a sentence about a change."""
    unit = material.catalogue.get(change.kpi).unit
    return {
        "kpi": material.label(change.kpi),
        "moved": material.language.moved(change.now, change.before),
        "change": material.language.change(change.now, change.before, unit),
    }


def detail(material: Material, change: Change) -> str:
    """Where it comes from: the month before, the platform behind it, the one against it, a record."""
    words = material.language
    before = material.figure(change.before, change.kpi)
    month = words.month_alone(material.month.previous().first)
    parts = [words("finding.from", before=before, month=month)]
    parts += _platforms(material, change)
    parts += _record(material, change)
    return " ".join(parts)


def _platforms(material: Material, change: Change) -> list[str]:
    cause = None if change.platform else driver(material, change)
    if cause is None:
        return []
    parts = [_difference(material, "finding.driver", cause)]
    against = next((one for one in by_platform(material, change.kpi) if one.difference * change.difference < 0), None)
    if against is not None:
        parts.append(_difference(material, "finding.opposite", against))
    return parts


def _difference(material: Material, sentence: str, change: Change) -> str:
    unit = material.catalogue.get(change.kpi).unit
    difference = material.language.signed(change.difference, unit, material.currency)
    return material.language(sentence, platform=name_of(change), difference=difference)


def _record(material: Material, change: Change) -> list[str]:
    """Said only with a year of months behind it."""
    months = material.months[-_MONTHS_FOR_A_RECORD - 1 : -1]
    earlier = [material.figures.value(change.kpi, month, change.platform) for month in months]
    known = [value for value in earlier if value is not None]
    if len(known) < _MONTHS_FOR_A_RECORD:
        return []
    if change.now > max(known):
        return [material.language("finding.highest", months=len(known) + 1)]
    return [material.language("finding.lowest", months=len(known) + 1)] if change.now < min(known) else []
