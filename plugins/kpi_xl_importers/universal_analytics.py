"""Universal Analytics, which counted until 2023: reports as .csv or .xlsx, in any language."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import AllBlank, Column, Day, Derived, Duration, Export, Importer, Note, Part, hookimpl
from kpi_xl_importers._universal import DIMENSIONS, HEADERS, universal_tables

# "google / organic" in one column.
_SOURCE_AND_MEDIUM = (
    Derived("source", "trim(split_part(_source_medium, ' / ', 1))", needs=("_source_medium",)),
    Derived("medium", "trim(split_part(_source_medium, ' / ', 2))", needs=("_source_medium",)),
)
_DAYS = (
    Derived("date", "_day", needs=("_day",)),
    Derived("date_start", "_day", needs=("_day",)),
    Derived("date_end", "_day", needs=("_day",)),
    Derived("date_start", "date", needs=("date",)),
    Derived("date_end", "date", needs=("date",)),
)
_TIME = Derived("engagement_time", "_average_time * sessions", needs=("_average_time", "sessions"))

REPORT = Export(
    name="universal_analytics",
    layout=universal_tables,
    parts=(
        Part(
            table="web",
            columns=(
                Column("_first", position=0),
                Column("_day", Day(), key="day_index"),
                *(Column(field) for field in DIMENSIONS if field not in {"date", "source_medium"}),
                Column("date", Day()),
                Column("_source_medium"),
                "sessions",
                "users",
                "new_users",
                "page_views",
                "events",
                "key_events",
                "purchases",
                "revenue",
                Column("_average_time", Duration()),
            ),
            derived=(*_DAYS, *_SOURCE_AND_MEDIUM, _TIME),
            requires=("part",),
            # A total has no name; it is the last row.
            totals=(AllBlank(("_first",)),),
            notes=(
                Note("Users are counted once a row: rows are never added.", needs=("users",)),
                Note(
                    "Rows that cover several days count only in periods that hold them whole.",
                    where="date_end > date_start",
                    needs=("date_start", "date_end"),
                ),
                Note("Time is that of whole sessions, which its successor does not count.", needs=("_average_time",)),
                Note("Goal completions are read as key events.", needs=("key_events",)),
            ),
        ),
    ),
)

IMPORTER = Importer("universal_analytics", "1", "universal_analytics", (REPORT,), headers=HEADERS)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Universal Analytics."""
    return [IMPORTER]
