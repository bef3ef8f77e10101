"""Google Search Console: the performance report, as the bundle of csv files or the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi_xl import Column, Day, Export, Importer, Note, Part, headers_beside, hookimpl

_FILE_NAMES = (r"^(?P<account>.+?)-Performance-on-[A-Za-z]+-(?P<exported>\d{4}-\d\d-\d\d)$",)

_REPEATS = Note("The rows repeat the clicks of the days (Chart): use those for totals.")
_NO_DAYS = Note("The table does not say which days it covers; the file Chart of the same download does.")
_RARE = Note("Rare queries are withheld: the rows hold less than all clicks.")
_PER_PAGE = Note("An impression counts once for every page shown: the sum may exceed that of the site.")

_LOOKS_LIKE_A_RATE = r"^\d+(?:[.,]\d+)?\s?%$"
_LOOKS_LIKE_A_POSITION = r"^\d+(?:[.,]\d+)?$"


def _list(dimension: str, *notes: Note) -> Part:
    return Part(
        table="search",
        columns=(Column("value", key=dimension), "clicks", "impressions", Column("_rate")),
        requires=("value", "clicks", "impressions", "_rate"),
        constants={"dimension": dimension},
        notes=(_REPEATS, _NO_DAYS, *notes),
    )


_CHART = Part(
    table="search",
    columns=(Column("date", Day(), looks_like=r"^\d{4}-\d\d-\d\d"), "clicks", "impressions", Column("_rate")),
    requires=("date", "clicks", "impressions", "_rate"),
    constants={"dimension": "date"},
    key=("date",),
)
_PAGES = _list("page", _PER_PAGE)


def _five_or_four(part: Part) -> tuple[Part, Part]:
    """With the position, and without it as in Discover: a day, clicks and a CTR stand in every report of ads too."""
    return replace(part, width=5), replace(part, width=4)


def _in_any_language(part: Part, first: Column) -> Part:
    """Found by places and looks: the five columns never move, and only one of them is a rate."""
    return replace(
        part,
        columns=(
            replace(first, position=0),
            Column("clicks", position=1),
            Column("impressions", position=2),
            Column("_rate", position=3, looks_like=_LOOKS_LIKE_A_RATE),
            Column("_average_position", position=4, looks_like=_LOOKS_LIKE_A_POSITION),
        ),
        width=5,
    )


PERFORMANCE = Export(
    name="search_console",
    file_names=_FILE_NAMES,
    parts=(
        *_five_or_four(_CHART),
        *_five_or_four(_list("query", _RARE)),
        *_five_or_four(_PAGES),
        *_five_or_four(_list("country")),
        *_five_or_four(_list("device")),
        _in_any_language(_CHART, Column("date", Day(), looks_like=r"^\d{4}-\d\d-\d\d$")),
        _in_any_language(_PAGES, Column("value", looks_like=r"^https?://")),
    ),
)

# In the workbook these are sheets among the others; in the bundle they are files of their own.
NOT_IMPORTED = Export(
    name="search_console_settings",
    file_names=_FILE_NAMES,
    parts=(
        Part(
            table=None,
            columns=(Column("_filter"), Column("_value")),
            requires=("_filter", "_value"),
            width=2,
            why_not="The file lists the filters of the download: it has no figures.",
        ),
        Part(
            table=None,
            columns=(Column("_appearance"), Column("_clicks", key="clicks"), Column("_rate")),
            requires=("_appearance", "_clicks", "_rate"),
            why_not="Clicks by search appearance repeat part of the others and have no table.",
        ),
    ),
)

IMPORTER = Importer(
    "google_search_console", "1", "search_console", (PERFORMANCE, NOT_IMPORTED), headers=headers_beside(__file__)
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Google Search Console."""
    return [IMPORTER]
