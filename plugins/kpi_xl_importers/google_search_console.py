"""Google Search Console: the files (or sheets) of a download of search results."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Derived, Export, Importer, Note, Part, headers_beside, hookimpl

_FILE_NAME = r"-Performance-on-\w+-(?P<exported>\d{4}-\d\d-\d\d)"
_FIGURES = (Column("clicks"), Column("impressions"), Column("_ctr"), Column("_position"))
_PROOF = ("clicks", "impressions", "_ctr", "_position")

_DAYS = Part(
    table="search",
    columns=("date", *_FIGURES),
    constants={"dimension": "date"},
    derived=(Derived("value", "strftime(date, '%Y-%m-%d')", needs=("date",)),),
    requires=("date", *_PROOF),
    key=("date",),
)


def _list_of(dimension: str, *notes: Note) -> Part:
    return Part(
        table="search",
        columns=(Column("value", key=dimension), *_FIGURES),
        constants={"dimension": dimension},
        requires=("value", *_PROOF),
        key=("value",),
        notes=(Note("The list repeats the clicks of the days: totals are those of Chart."), *notes),
    )


RESULTS = Export(
    name="search_console",
    file_names=(_FILE_NAME,),
    parts=(
        _DAYS,
        _list_of("query", Note("Google withholds rare queries: the list holds a part of all clicks.")),
        _list_of("page", Note("A search that shows several pages counts once for each of them.")),
        _list_of("country"),
        _list_of("device"),
        _list_of("appearance"),
    ),
)

FILTERS = Export(
    name="search_console_filters",
    parts=(
        Part(
            table=None,
            columns=(Column("_filter"), Column("_value")),
            requires=("_filter", "_value"),
            width=2,
            why_not="The file holds the settings of a download of Search Console, no figures.",
        ),
    ),
)

IMPORTER = Importer(
    "google_search_console", "1", "search_console", (RESULTS, FILTERS), headers=headers_beside(__file__)
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Google Search Console."""
    return [IMPORTER]
