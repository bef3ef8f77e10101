"""Matomo: scheduled reports (many tables in a file, API names) and exports of one report (names in any language)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kpi_xl import (
    Block,
    Column,
    Day,
    Derived,
    Duration,
    Export,
    Importer,
    Note,
    Number,
    OpenedFile,
    Part,
    header_names,
    hookimpl,
    titled_blocks,
)

_HEADERS = Path(__file__).parent / "headers" / "matomo.toml"

# Every report calls its dimension "label": its title tells which it is.
_BY_TITLE = ("channel_group", "source", "campaign", "page", "country", "city", "device")
# Export _ Channel Type _ Monday, October 26, 2026.csv
_FILE_NAME = r"^[^_]+ _ (?P<_title>.+?) _ (?P<date_start>[^–—]*\d{4})(?: [–—-] (?P<date_end>.*\d{4}))?$"


def report_tables(opened: OpenedFile) -> Iterator[Block]:
    """The tables under their titles; the one table of an export has its title in the file's name."""
    stem = PurePosixPath(opened.name).stem
    met = re.match(_FILE_NAME, stem)
    for block in titled_blocks(opened):
        title = block.title or (met["_title"] if met else stem)
        keys = header_names(_HEADERS).keys(title).keys()
        dimension = next((field for field in _BY_TITLE if f"title_{field}" in keys), "")
        yield replace(block, title=title, facts={"part": dimension} if dimension else {})


_FIGURES = (
    "sessions",
    "users",
    "page_views",
    "key_events",
    "purchases",
    "revenue",
    Column("_seconds", Number()),
    Column("_average_time", Duration()),
    Column("_actions", Number()),
)
_TIME = (
    Derived("date_end", "coalesce(date_end, date_start)", needs=("date_start", "date_end")),
    Derived("date_end", "date_start", needs=("date_start",)),
    Derived("engagement_time", "_seconds", needs=("_seconds",)),
    Derived("engagement_time", "_average_time * sessions", needs=("_average_time", "sessions")),
)
_NOTES = (
    Note("Unique visitors are counted once a row: rows are never added.", needs=("users",)),
    Note("Time is that of whole visits.", needs=("_average_time",)),
)
_IGNORED = (r"^metadata", r"^goals? ", r"^(?:sum|max|min|avg|nb|bounce|conversion|exit|entry) ", r"\brate$")
_TOTAL = Part(
    table="web",
    columns=_FIGURES,
    derived=_TIME,
    requires=("sessions", "_actions"),
    forbids=("label", "date"),
    constants={"part": "total"},
    notes=_NOTES,
    ignores=_IGNORED,
)
_BY_DAY = Part(
    table="web",
    columns=(Column("date", Day(), looks_like=r"^\d{4}-\d\d-\d\d"), *_FIGURES),
    derived=(Derived("date_start", "date", needs=("date",)), Derived("date_end", "date", needs=("date",)), *_TIME),
    requires=("date", "sessions", "_actions"),
    forbids=("label",),
    constants={"part": "date"},
    key=("date",),
    notes=_NOTES,
    ignores=_IGNORED,
)


def _by(field: str) -> Part:
    """A report split by one dimension, found by its title."""
    return Part(
        table="web",
        columns=(Column(field, key="label"), *_FIGURES),
        derived=_TIME,
        requires=(field, "sessions"),
        title=f"title_{field}",
        key=(field,),
        notes=_NOTES,
        ignores=_IGNORED,
    )


REPORT = Export(
    name="matomo",
    layout=report_tables,
    file_names=(_FILE_NAME,),
    parts=(
        _BY_DAY,
        _TOTAL,
        *(_by(field) for field in _BY_TITLE),
        Part(
            table=None,
            columns=(Column("_label"), Column("_visits", key="sessions")),
            requires=("_label", "_visits"),
            why_not="The table “{title}” is left out: its title names nothing that has a field.",
        ),
    ),
    notes=("The tables of a report repeat the same visits, each split in another way.",),
)

IMPORTER = Importer("matomo", "1", "matomo", (REPORT,), headers=_HEADERS)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Matomo."""
    return [IMPORTER]
