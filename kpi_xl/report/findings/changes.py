"""What changed from the month before, and by how much more than noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import stdev
from typing import TYPE_CHECKING

from kpi_xl.kpis.completeness import comparable
from kpi_xl.report.breaks import breaks_of
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpi_xl.report.material import Material

NOTABLE = 0.10  # a tenth up or down; rates also by a tenth of themselves and 0.1 percentage points
_NOTABLE_POINTS = 0.001
_FEW = 20  # below this a count moves by tenths without meaning anything
# A change of these is told before one of the others: what the business gets before what it shows.
_WEIGHT = {
    "sales_revenue": 3.0, "roas": 2.5, "conversions": 2.5, "conversion_rate": 2.0, "social_sessions": 2.0, "cpc": 1.5,
    "link_clicks": 1.5, "ctr": 1.3, "engagement_rate_reach": 1.5, "engagement_rate_impressions": 1.5,
    "engagements": 1.4, "views": 1.2, "impressions": 1.2, "followers": 2.0, "spend": 1.2, "bounce_rate": 1.0,
    "profile_visits": 0.8, "posts_published": 0.6, "comments": 0.5, "shares": 0.5, "saves": 0.5, "likes": 0.3,
}  # fmt: skip
MOST_IMPORTANT = max(_WEIGHT.values())
_REMEMBERED = 6  # months whose changes tell how much a KPI moves anyway
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A KPI of one platform, or of all together, now and a month before."""

    kpi: str
    platform: str | None
    now: float
    before: float

    @property
    def difference(self) -> float:
        return self.now - self.before

    @property
    def share(self) -> float:
        return self.difference / abs(self.before)


def change_of(material: Material, kpi: str, platform: str | None = None) -> Change | None:
    """The KPI now and before; None where either is missing or nothing, or where the data do not cover both months.

    A fall to nothing is told by no finding: more often than not an export is missing.
    """
    if not comparable(material.data.coverage, platform, material.month):
        return None
    now = material.figures.value(kpi, material.month, platform)
    before = material.figures.value(kpi, material.month.previous(), platform)
    if not now or not before or not _measured_alike(material, kpi, platform) or _is_broken(material, kpi, platform):
        return None
    return Change(kpi, platform, now, before)


def _is_broken(material: Material, kpi: str, platform: str | None) -> bool:
    """Whether a platform began to count the figure otherwise in one of the two months."""
    both = Period(material.month.previous().first, material.month.last)
    return any(breaks_of(material, kpi, (platform,) if platform else material.platforms, both))


def is_notable(material: Material, change: Change) -> bool:
    """Whether a change is worth a sentence."""
    unit = material.catalogue.get(change.kpi).unit
    if abs(change.share) <= _usual(material, change):
        return False
    if unit == "percent":
        return abs(change.difference) >= _NOTABLE_POINTS and abs(change.share) >= NOTABLE
    if unit in {"count", "people"} and max(change.now, change.before) < _FEW:
        return False
    return abs(change.share) >= (NOTABLE if change.kpi != "followers" else NOTABLE / 10)


def _measured_alike(material: Material, kpi: str, platform: str | None) -> bool:
    """Whether both months come from the same tables by the same rules; a change of basis is no change of figures.

    Remarks of results tell it. Those with a number in them (coverage, rows left out) differ every month.
    """
    months = (material.month, material.month.previous())
    flags = [material.figures.result(kpi, month, platform).flags for month in months]
    now, before = ({flag for flag in one if not any(map(str.isdigit, flag))} for one in flags)
    return now == before


def _usual(material: Material, change: Change) -> float:
    """By how much the KPI moves from month to month anyway: the standard deviation of its changes before this one."""
    months = [month for month in material.months if month < material.month][-_REMEMBERED:]
    values = [material.figures.value(change.kpi, month, change.platform) for month in months]
    shares = [(now - then) / abs(then) for then, now in pairwise(values) if then and now is not None]
    return stdev(shares) if len(shares) >= _ENOUGH else 0.0


def notable(material: Material, platform: str | None = None, kpis: Iterable[str] = tuple(_WEIGHT)) -> list[Change]:
    """The changes worth a sentence, the most important first."""
    found = (_owned(material, change_of(material, kpi, platform)) for kpi in kpis if kpi in material.catalogue)
    worth = [change for change in found if change is not None and is_notable(material, change)]
    return sorted(worth, key=lambda change: (-importance(material, change, platform), change.kpi))


def by_platform(material: Material, kpi: str) -> Iterator[Change]:
    """The same KPI platform by platform, the largest difference first."""
    found = (change_of(material, kpi, platform) for platform in material.compared)
    yield from sorted((one for one in found if one), key=lambda one: (-abs(one.difference), one.platform or ""))


def driver(material: Material, change: Change) -> Change | None:
    """The platform that brought more than half of a change; only of figures that add up over platforms."""
    if material.catalogue.get(change.kpi).unit not in {"count", "money"}:
        return None
    parts = list(by_platform(material, change.kpi))
    if len(parts) < 2 or not _add_up(parts, change):  # noqa: PLR2004 - one platform alone drives nothing
        return None
    same_way = [part for part in parts if part.difference * change.difference > 0]
    if same_way and abs(same_way[0].difference) > abs(change.difference) / 2:
        return same_way[0]
    return None


def name_of(change: Change) -> str:
    return platform_name(change.platform) if change.platform else ""


def _add_up(parts: list[Change], change: Change) -> bool:
    return abs(sum(part.now for part in parts) - change.now) <= abs(change.now) * 1e-6


def _owned(material: Material, change: Change | None) -> Change | None:
    """A figure that only one platform exports is that platform's, not everybody's."""
    if change is None or change.platform is not None:
        return change
    having = _having(material, change.kpi)
    return replace(change, platform=having[0]) if len(having) == 1 and len(material.platforms) > 1 else change


def _having(material: Material, kpi: str) -> list[str]:
    return [one for one in material.platforms if material.figures.value(kpi, material.month, one) is not None]


def importance(material: Material, change: Change, asked: str | None) -> float:
    """How much a change matters.

    A doubling is no ten times as important as a tenth more, nor one platform's figure as one that all have.
    """
    share = min(abs(change.share), 1.0) ** 0.5
    alone = asked is None and change.platform is not None
    return _WEIGHT.get(change.kpi, 1.0) * share * (1 / len(material.platforms) if alone else 1.0)
