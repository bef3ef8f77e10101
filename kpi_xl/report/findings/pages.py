"""The headline of a page and the grey line under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.completeness import comparable
from kpi_xl.report.choice import platform_cards, summary_cards
from kpi_xl.report.findings.changes import NOTABLE, Change, change_of, driver, name_of, notable
from kpi_xl.report.findings.sentences import headline, moved
from kpi_xl.vocabulary.locales import format_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material


def summary_headline(material: Material) -> str:
    """What happened to the business this month, in one sentence."""
    words = material.language
    cards = summary_cards(material)
    if not _has_figures(material, cards, None):
        return words("summary.headline_empty", month=words.month(material.month.first))
    if _is_first(material, None):
        return level(material, cards, None)
    changes = notable(material) or [one for each in material.platforms for one in notable(material, each)[:1]]
    if not changes and not comparable(material.data.coverage, None, material.month):
        return words("summary.headline_incomplete", month=words.month(material.month.first).capitalize())
    if not changes:
        return words("summary.headline_steady", threshold=format_percent(NOTABLE, words.code, 0))
    cause = driver(material, changes[0])
    if cause is None:
        return headline(material, changes[0])
    return words("summary.headline_driver", platform=name_of(cause), **moved(material, changes[0]))


def summary_standfirst(material: Material) -> str:
    """Two more figures: the cards that the headline is not about."""
    words = material.language
    cards = summary_cards(material)
    if not _has_figures(material, cards, None):
        return ""
    if _is_first(material, None):
        return two_figures(material, cards[1:], None)
    if not comparable(material.data.coverage, None, material.month):
        return words("summary.standfirst_incomplete")
    told = {change.kpi for change in notable(material)[:1]}
    return two_figures(material, [kpi for kpi in cards if kpi not in told], None)


def platform_headline(material: Material, platform: str) -> str:
    """The largest change on a platform, or its first figure in a steady month."""
    words = material.language
    cards = platform_cards(material, platform)
    if not _has_figures(material, cards, platform):
        return words("platform.headline_none", month=words.month(material.month.first))
    changes = notable(material, platform)
    if changes:
        values = {**moved(material, changes[0]), "value": material.figure(changes[0].now, changes[0].kpi)}
        return words("platform.headline", **values)
    return level(material, cards, platform)


def platform_standfirst(material: Material, platform: str) -> str:
    """Two more figures of the platform, or that its month is not whole."""
    words = material.language
    cards = platform_cards(material, platform)
    if not _has_figures(material, cards, platform):
        return ""
    if _is_first(material, platform):
        return two_figures(material, cards[1:], platform)
    if not comparable(material.data.coverage, platform, material.month):
        return words("summary.standfirst_incomplete")
    told = {change.kpi for change in notable(material, platform)[:1]}
    return two_figures(material, [kpi for kpi in cards if kpi not in told], platform)


def two_figures(material: Material, kpis: Sequence[str], platform: str | None) -> str:
    """The first two of these KPIs that have a figure."""
    known = [kpi for kpi in kpis if material.figures.value(kpi, material.month, platform) is not None][:2]
    return " ".join(f"{_figure(material, kpi, platform)}." for kpi in known)


def _figure(material: Material, kpi: str, platform: str | None) -> str:
    """«Følgere økte 1,5 %, til 61 240», or only the level where it did not move or cannot be compared."""
    change: Change | None = change_of(material, kpi, platform)
    value = material.figures.value(kpi, material.month, platform) or 0.0
    words = material.language
    if change is None or abs(change.share) < 0.005:  # noqa: PLR2004 - half a per cent reads as no change
        return words("summary.standfirst_level", kpi=material.label(kpi), value=material.figure(value, kpi))
    return words("summary.standfirst_value", **moved(material, change), value=material.figure(value, kpi))


def _is_first(material: Material, platform: str | None) -> bool:
    """Whether there is nothing before this month that it could be held against."""
    days = [one.first for one in material.data.coverage if platform in (None, one.platform)]
    return min(days, default=material.month.first) >= material.month.first


def level(material: Material, cards: Sequence[str], platform: str | None) -> str:
    """The first of these KPIs that has a figure, without a change."""
    kpi = next(one for one in cards if material.figures.value(one, material.month, platform) is not None)
    value = material.figure(material.figures.value(kpi, material.month, platform) or 0.0, kpi)
    month = material.language.month_alone(material.month.first)
    return material.language("platform.headline_level", kpi=material.label(kpi), value=value, month=month)


def _has_figures(material: Material, cards: Sequence[str], platform: str | None) -> bool:
    return any(material.figures.value(kpi, material.month, platform) is not None for kpi in cards)
