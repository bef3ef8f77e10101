"""Google Analytics 4: downloaded reports of every generation since 2020, and explorations."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Importer, Note, Number, Part, SurplusCell, hookimpl
from kpi_xl_importers.ga4_tables import DIMENSIONS, HEADERS, exploration_table, report_tables

_COLUMNS = (
    *(Column(field) if field != "date" else Column("date", Day()) for field in DIMENSIONS),
    "sessions",
    "engaged_sessions",
    "new_users",
    "returning_users",
    "page_views",
    "events",
    "key_events",
    "add_to_carts",
    "checkouts",
    "purchases",
    "revenue",
    "users",
    Column("engagement_time", Number()),
    Column("_active_users", Number()),
    Column("_total_users", Number()),
    Column("_total_revenue", Number()),
    Column("_time_per_user", Number()),
    Column("_time_per_session", Number()),
    Column("_average_time", Number()),
)

# Only an average is exported: multiplied by its own base it is the total again.
_ENGAGEMENT_TIME = (
    Derived("engagement_time", "engagement_time", needs=("engagement_time",)),
    Derived("engagement_time", "_time_per_user * _active_users", needs=("_time_per_user", "_active_users")),
    Derived("engagement_time", "_time_per_session * sessions", needs=("_time_per_session", "sessions")),
    Derived("engagement_time", "_average_time * users", needs=("_average_time", "users")),
    Derived("engagement_time", "_average_time * _active_users", needs=("_average_time", "_active_users")),
    Derived("engagement_time", "_average_time * _total_users", needs=("_average_time", "_total_users")),
)
_USERS = (
    Derived("users", "CAST(_active_users AS BIGINT)", needs=("_active_users",)),
    Derived("users", "users", needs=("users",)),
    Derived("users", "CAST(_total_users AS BIGINT)", needs=("_total_users",)),
)
_REVENUE = (
    Derived("revenue", "CAST(_total_revenue AS DECIMAL(18, 4))", needs=("_total_revenue",)),
    Derived("revenue", "revenue", needs=("revenue",)),
)
_DERIVED = (*_ENGAGEMENT_TIME, *_USERS, *_REVENUE)
_NOTES = (
    Note("Users are counted once a row: rows are never added.", needs=("users",)),
    Note(
        "Rows that cover several days count only in periods that hold them whole.",
        where="date_end > date_start",
        needs=("date_start", "date_end"),
    ),
)

REPORT = Export(
    name="ga4_report",
    layout=report_tables,
    parts=(
        Part(table="web", columns=_COLUMNS, derived=_DERIVED, requires=("part",), notes=_NOTES),
        Part(
            table=None,
            columns=(Column("_first", position=0),),
            why_not="The table “{title}” is left out: it has no figure that adds up, or repeats another table.",
        ),
    ),
)

EXPLORATION = Export(
    name="ga4_explore",
    layout=exploration_table,
    parts=(
        Part(
            table="web",
            columns=_COLUMNS,
            derived=_DERIVED,
            requires=("part",),
            totals=(SurplusCell("Grand total"),),
            notes=(*_NOTES, Note("Dimensions without a field are left out; ids of devices are not kept.")),
        ),
    ),
)

IMPORTER = Importer("ga4", "1", "ga4", (REPORT, EXPLORATION), headers=HEADERS)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Google Analytics 4."""
    return [IMPORTER]
