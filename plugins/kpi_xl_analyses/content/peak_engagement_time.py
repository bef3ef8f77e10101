"""On which weekday and at which hour posts were published that engaged most.

An hour is one of the project's own clock. Few posts stand behind each cell, so a cell is drawn towards the mean of all
(James and Stein 1961), and with fewer than five posts it is marked as too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC
from math import exp
from statistics import fmean, median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Finding,
    Setting,
    format_number,
    hookimpl,
    labels,
    no_data,
    not_exported,
    texts_beside,
    weekday_name,
    whole,
)
from kpi_xl_analyses._columns import INDEX, MEDIAN_RATE, P_ADJUSTED, POSTS
from kpi_xl_analyses._verdicts import ALPHA
from kpi_xl_analyses.content._posts import NEEDS, Post, posts_with_rates
from kpi_xl_analyses.statistics.means import mann_whitney_each
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

Cell = tuple[int, int]  # weekday as ISO counts, hour

COLUMNS = (
    AnalysisColumn("weekday", labels("Day number", "Dag nummer", "Dag nummer"), "count"),
    AnalysisColumn("weekday_name", labels("Weekday", "Ukedag", "Veckodag")),
    AnalysisColumn("hour", labels("Hour", "Time", "Timme"), "count"),
    POSTS,
    MEDIAN_RATE,
    INDEX,
    AnalysisColumn("enough", labels("Enough posts", "Nok innlegg", "Tillräckligt många"), "count"),
    P_ADJUSTED,
)
_SAY = texts_beside(__file__)
_SHOWN, _TESTED = 5, 10  # posts in a cell before it counts, and before it may be told


def peak_engagement_time(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    posts = posts_with_rates(data, scope)
    if posts is None:
        return no_data(COLUMNS, language, "posts")
    cells = _by_hour(posts, ZoneInfo(data.timezone), int(settings["hours"]))
    if not cells:
        return not_exported(COLUMNS, language, "posts.published_at", "posts.engagements", "posts.reach")
    fair, adjusted = _fair(cells), _adjusted(cells)
    rows = [
        (
            cell[0],
            weekday_name(cell[0], language),
            cell[1],
            len(own),
            median(post.rate for post in own),
            100 * exp(fair[cell]),
            int(len(own) >= _SHOWN),
            adjusted.get(cell),
        )
        for cell, own in sorted(cells.items())
    ]
    timed = sum(map(len, cells.values()))
    notes = (
        _SAY("basis", language, posts=timed, zone=data.timezone),
        _SAY("few", language, enough=COLUMNS[6].label[language]),
    )
    sayable = whole(data.coverage, scope.platform, scope.period, ("posts",))
    findings = _findings(cells, fair, adjusted, language) if sayable else ()
    return AnalysisTable(COLUMNS, rows, notes, findings=tuple(findings))


def _by_hour(posts: Sequence[Post], zone: ZoneInfo, hours: int) -> dict[Cell, list[Post]]:
    cells: dict[Cell, list[Post]] = defaultdict(list)
    for post in posts:
        if post.published_at is not None:
            local = post.published_at.replace(tzinfo=UTC).astimezone(zone)
            cells[local.isoweekday(), local.hour // hours * hours].append(post)
    return dict(cells)


def _fair(cells: Mapping[Cell, Sequence[Post]]) -> dict[Cell, float]:
    """Each cell's mean of logarithms, drawn towards the mean of all as far as chance explains how cells differ."""
    values = {cell: [post.relative for post in own] for cell, own in cells.items()}
    every = [value for own in values.values() for value in own]
    mean, means = fmean(every), {cell: fmean(own) for cell, own in values.items()}
    degrees = len(every) - len(values)
    within = (
        sum((value - means[cell]) ** 2 for cell, own in values.items() for value in own) / degrees if degrees else 0.0
    )
    between = sum(len(own) * (means[cell] - mean) ** 2 for cell, own in values.items())
    spread = len(every) - sum(len(own) ** 2 for own in values.values()) / len(every)
    variance = max(0.0, (between - (len(values) - 1) * within) / spread) if spread > 0 and degrees else 0.0
    if not variance:
        return dict.fromkeys(values, mean)
    return {
        cell: mean + (means[cell] - mean) * variance / (variance + within / len(own)) for cell, own in values.items()
    }


def _adjusted(cells: Mapping[Cell, Sequence[Post]]) -> dict[Cell, float]:
    """P values of the cells with enough posts, each against all other posts."""
    every = sum(map(len, cells.values()))
    ordered = sorted(cells.items())
    found = mann_whitney_each([[post.relative for post in own] for _, own in ordered])
    tested = {
        cell: p
        for (cell, own), p in zip(ordered, found, strict=True)
        if len(own) >= _TESTED and every - len(own) >= _TESTED
    }
    return dict(zip(tested, benjamini_hochberg([*tested.values()]), strict=True))


def _findings(
    cells: Mapping[Cell, Sequence[Post]],
    fair: Mapping[Cell, float],
    adjusted: Mapping[Cell, float],
    language: Language,
) -> list[Finding]:
    """The best hour that chance does not explain."""
    sure = [cell for cell, p in adjusted.items() if p < ALPHA and fair[cell] > 0]
    if not sure:
        return []
    best = max(sure, key=lambda cell: (fair[cell], cell))
    text = _SAY(
        "peak",
        language,
        weekday=weekday_name(best[0], language).lower() if language != "en" else weekday_name(best[0], language),
        hour=f"{best[1]:02}",
        percent=format_number(100 * (exp(fair[best]) - 1), language),
        posts=len(cells[best]),
    )
    share = len(cells[best]) / sum(map(len, cells.values()))
    return [Finding(text, share * (1 - adjusted[best]), sorted(cells).index(best), _SAY("try", language))]


ANALYSIS = Analysis(
    id="peak_engagement_time",
    area="content",
    label=labels("Peak engagement time", "Tidspunkt for høyest engasjement", "Tidpunkt för högst engagemang"),
    columns=COLUMNS,
    needs=("posts.published_at", *NEEDS),
    calculate=peak_engagement_time,
    settings=(Setting("hours", 1, labels("Hours a cell", "Timer per rute", "Timmar per ruta"), (1, 2, 3, 4)),),
    source="https://projecteuclid.org/euclid.bsmsp/1200512173",
    aliases=(
        "best time to post",
        "peak time",
        "beste tidspunkt",
        "når bør vi publisere",
        "bästa tid",
        "bästa tidpunkt",
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
