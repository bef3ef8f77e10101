"""Plausible: the download of the dashboard (visits by day, and lists without days) and the export of a whole site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kpi_xl import (
    Block,
    Column,
    Day,
    Derived,
    Export,
    Importer,
    Note,
    Number,
    OpenedFile,
    Part,
    header_row,
    headers_beside,
    hookimpl,
)

# Lists call their first column "name": the file's own name tells what it is.
_LISTS = {
    "channels": ("channel_group", "channel"),
    "sources": ("source", "source"),
    "utm_sources": ("source", "source"),
    "utm_mediums": ("medium", "utm_medium"),
    "utm_campaigns": ("campaign", "utm_campaign"),
    "utm_contents": ("content", "utm_content"),
    "pages": ("page", "page"),
    "countries": ("country", "country"),
    "cities": ("city", "city"),
    "devices": ("device", "device"),
    "conversions": ("event", "event"),
}
_OTHER_LISTS = {
    "browsers",
    "browser_versions",
    "operating_systems",
    "operating_system_versions",
    "regions",
    "utm_terms",
    "entry_pages",
    "exit_pages",
    "referrers",
    "custom_props",
}
_FILE_NAMES = (
    r"^Plausible export (?P<property>\S+)\s+(?P<date_start>\d{4}-\d\d-\d\d)\s+to\s+(?P<date_end>\d{4}-\d\d-\d\d)",
    r"^(?P<property>\S+?)[_-](?:plausible[_-])?\d{4}",
)


def list_tables(opened: OpenedFile) -> Iterator[Block]:
    """A list with what it is split by, which its file is named after."""
    stem = PurePosixPath(opened.name).stem.casefold()
    if stem in _LISTS:
        _, named = _LISTS[stem]
        for block in header_row(opened):
            if block.header[0].strip().casefold() == "name":
                yield replace(block, header=(named, *block.header[1:]), facts={"part": stem})


def other_lists(opened: OpenedFile) -> Iterator[Block]:
    """A list of the same archive that is known by its file's name and has no place here."""
    if PurePosixPath(opened.name).stem.casefold() in _OTHER_LISTS:
        yield from header_row(opened)


_VISITS = (
    Column("users", key="visitors"),
    Column("sessions", key="visits"),
    Column("page_views", key="pageviews"),
    Column("_seconds", Number(), key="visit_duration"),
    Column("_bounce_rate"),
    Column("_bounces"),
    Column("key_events", key="total_conversions"),
)
_NOTES = (
    Note("Visitors are counted once a row: rows are never added.", needs=("users",)),
    Note("Time is that of whole visits.", needs=("engagement_time",)),
)
# The dashboard gives the average of a visit, the export of a site the sum.
_AVERAGE = Derived("engagement_time", "_seconds * sessions", needs=("_seconds", "sessions", "_bounce_rate"))
_SUM = Derived("engagement_time", "_seconds", needs=("_seconds", "_bounces"))
# A graph by month has the first day of each.
_MONTHS = Derived("_is_months", "min(day(date)) OVER () = max(day(date)) OVER () AND count(*) OVER () > 1", ("date",))
_DAYS = (
    _MONTHS,
    Derived("date_start", "date", needs=("date",)),
    Derived("date_end", "CASE WHEN _is_months AND day(date) = 1 THEN last_day(date) ELSE date END", needs=("date",)),
    Derived("date", "CASE WHEN date_end = date_start THEN date END", needs=("date",)),
)
_EACH_DAY = (Derived("date_start", "date", needs=("date",)), Derived("date_end", "date", needs=("date",)))

GRAPH = Export(
    name="plausible",
    file_names=_FILE_NAMES,
    parts=(
        Part(
            table="web",
            columns=(Column("date", Day(), looks_like=r"^\d{4}-\d\d-\d\d"), *_VISITS),
            derived=(_AVERAGE, *_DAYS),
            requires=("date", "users", "page_views", "sessions", "_bounce_rate"),
            constants={"part": "date"},
            notes=_NOTES,
        ),
    ),
)


def _of_site(*fields: str) -> Part:
    """A table of the export of a whole site: by day and by something else."""
    return Part(
        table="web",
        columns=(Column("date", Day(), looks_like=r"^\d{4}-\d\d-\d\d"), *(Column(field) for field in fields), *_VISITS),
        derived=(_SUM, *_EACH_DAY),
        requires=("date", "users", "sessions", "_bounces", *fields[:1]),
        forbids=("other", *(field for field in ("source", "country", "device") if field not in fields)),
        constants={"part": " × ".join(("date", *fields[:1]))},
        notes=_NOTES,
    )


SITE = Export(
    name="plausible_site",
    file_names=(r"^imported_\w+?_(?P<first>\d{8})_(?P<last>\d{8})$",),
    parts=(
        _of_site(),
        _of_site("source", "medium", "campaign", "content"),
        _of_site("country", "city"),
        _of_site("device"),
        replace(_of_site("page"), requires=("date", "page", "users", "page_views"), forbids=()),
        Part(
            table="web",
            columns=(Column("date", Day()), Column("event", key="name"), "events"),
            derived=_EACH_DAY,
            requires=("date", "event", "events"),
            constants={"part": "date × event"},
        ),
    ),
)


def _list(field: str) -> Part:
    return Part(
        table="web",
        columns=(Column(field), *_VISITS),
        derived=(_AVERAGE,),
        requires=(field, "key_events" if field == "event" else "users", "part"),
        key=(field,),
        notes=(
            *_NOTES,
            Note("The list has the first 300 names at most (pages: 100), and no days but those of its archive."),
        ),
    )


LISTS = Export(
    name="plausible_lists",
    file_names=_FILE_NAMES,
    layout=list_tables,
    parts=tuple(_list(field) for field in dict.fromkeys(field for field, _ in _LISTS.values())),
)

# Each alone makes a file known.
OF_A_GOAL = Export(
    name="plausible_goal",
    parts=(
        Part(
            table=None,
            columns=(Column("_date", key="date"), Column("_unique"), Column("_total")),
            requires=("_date", "_unique", "_total"),
            why_not="The days are those of one goal alone: take the filter off and export again.",
        ),
    ),
)
OTHER_TABLES = Export(
    name="plausible_other",
    parts=(
        Part(
            table=None,
            columns=(
                Column("_date", key="date"),
                Column("_visitors"),
                Column("_other", repeated="first"),
            ),
            requires=("_date", "_visitors", "_other"),
            why_not="The table repeats the visits of imported_visitors, split in a way that has no field.",
        ),
    ),
)

OTHER_LISTS = Export(
    name="plausible_other_lists",
    layout=other_lists,
    parts=(
        Part(
            table=None,
            columns=(Column("_name", position=0), Column("_visitors")),
            requires=("_name", "_visitors"),
            why_not="The list is split in a way that has no field.",
        ),
    ),
)

IMPORTER = Importer(
    "plausible",
    "1",
    "plausible",
    (GRAPH, SITE, LISTS, OF_A_GOAL, OTHER_TABLES, OTHER_LISTS),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Plausible."""
    return [IMPORTER]
