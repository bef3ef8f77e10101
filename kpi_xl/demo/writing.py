"""The export files on disk."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kpi_xl.demo import (
    facebook,
    ga4,
    instagram,
    linkedin,
    meltwater,
    meta_ads,
    meta_audience,
    meta_daily,
    shopify,
    stories,
    survey,
    x,
    zendesk,
)
from kpi_xl.demo.world import World
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpi_xl.demo.export import Export

_PLATFORMS = (
    instagram,
    stories,
    facebook,
    meta_daily,
    meta_audience,
    x,
    linkedin,
    meta_ads,
    ga4,
    shopify,
    zendesk,
    survey,
    meltwater,
)


def last_complete_month(today: date | None = None) -> Period:
    """The month before today's."""
    last = (today or date.today()).replace(day=1) - timedelta(days=1)  # noqa: DTZ011 - the user's own calendar
    return Period.month(last.year, last.month)


def exports(month: Period) -> Iterator[Export]:
    """Every export file of the fourteen months that end with `month`."""
    world = World.until(month)
    for platform in _PLATFORMS:
        yield from platform.exports(world)


def write_exports(folder: Path, month: Period) -> tuple[Path, ...]:
    """Write every export file below `folder`, each dated as if it had been downloaded then."""
    return tuple(_write(folder, export) for export in exports(month))


def _write(folder: Path, export: Export) -> Path:
    path = folder.joinpath(*export.path.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(export.content)
    os.utime(path, (export.downloaded.timestamp(), export.downloaded.timestamp()))
    return path
