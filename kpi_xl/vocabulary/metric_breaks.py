"""Days on which a platform began to count a figure otherwise: what was before is no measure of what came after."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from kpi_xl.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class MetricBreak:
    """One such day."""

    platform: str  # empty: a figure of the website, which has no platform
    field: str
    day: date
    what: Mapping[str, str]  # in each language
    source: str


@cache
def metric_breaks() -> tuple[MetricBreak, ...]:
    """All that are known, in the order of the register."""
    text = files("kpi_xl.vocabulary").joinpath("metric_breaks.csv").read_text(encoding="utf-8")
    return tuple(
        MetricBreak(
            row["platform"],
            row["field"],
            date.fromisoformat(row["day"]),
            {language: row[language] for language in ("en", "nb", "sv")},
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def breaks_in(period: Period, platforms: Collection[str], fields: Collection[str]) -> Iterator[MetricBreak]:
    """Those of some figures after the first day of a period and not after its last."""
    for one in metric_breaks():
        known = not one.platform or one.platform in platforms
        if known and one.field in fields and period.first < one.day <= period.last:
            yield one
