"""Days that are missing, that are not over yet, or that are not those which the file says it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import dropwhile, groupby, pairwise
from typing import TYPE_CHECKING

from kpi_xl.importing.reading.sql import name
from kpi_xl.importing.staged import Remark
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.importing.plausibility.written import WrittenTable

# Tables with a row for each day, whatever happened on it, and whose days those are.
_EVERY_DAY = {
    "account_daily": ("platform", "account"),
    "search": (),
    "visits": ("venue",),
    "ads": ("platform", "account"),
}
_OF_DAYS = {"account_daily", "ads", "web", "search"}
# A file tells a plan, or what is agreed: its days may be to come.
_PLANS = {"costs", "targets", "fx_rates", "rates", "benchmarks"}
_ONE_DAY = timedelta(days=1)
_A_WEEK = 7
_STEADY = 0.9  # a figure that is there on so many of the other days does not pause by chance
_THINGS = ("channel_group", "source", "page", "event", "campaign", "ad_set", "ad")
_FILLED_DOWN = 5  # so many days in a row prove something


def missing_days(table: WrittenTable) -> Iterator[Remark]:
    """Days between the first and the last without a row."""
    if table.name not in _EVERY_DAY or table.omits_days:
        return
    keys = [key for key in _EVERY_DAY[table.name] if key in table.columns]
    listed = ", ".join((f"{table.first_day} AS day", *keys))
    only_days = "AND dimension = 'date'" if table.name == "search" else ""
    days_alone = f"day IS NOT NULL AND {table.first_day} = {table.last_day} {only_days}"
    query = f"SELECT DISTINCT {listed} FROM {table.source} WHERE {days_alone}"
    found = sorted(table.connection.sql(query).fetchall(), key=lambda row: (str(row[1:]), row[0]))
    for whose, rows in groupby(found, key=lambda row: row[1:]):
        gaps = [(one + _ONE_DAY, other - _ONE_DAY) for one, other in pairwise(row[0] for row in rows)]
        gaps = [(first, last) for first, last in gaps if first <= last]
        if gaps:
            of = ", ".join(filter(None, whose))
            told = f"{_told(gaps)}{f' ({of})' if of else ''}"
            if table.name == "ads":
                yield Remark("note", f"{told}: nothing ran, or the export lacks them.")
            else:
                yield Remark("important", f"{told}: export these days again.", "days_missing")


def pauses(table: WrittenTable) -> Iterator[Remark]:
    """Figures that are there day by day but for a week or more."""
    if table.name != "account_daily" or "date" not in table.columns:
        return
    figures = [figure for figure in tables()[table.name].metrics if figure in table.columns]
    asked = ", ".join(f"coalesce(sum({name(figure)}), 0) <> 0 AS {name(figure)}" for figure in figures)
    query = f"SELECT date, {asked} FROM {table.source} WHERE date IS NOT NULL GROUP BY date ORDER BY date"
    rows = table.connection.sql(query).fetchall()
    pausing: dict[tuple[date, date], list[str]] = {}
    for at, figure in enumerate(figures, start=1):
        there = list(dropwhile(lambda row, at=at: not row[at], rows))  # accounts begin with nothing
        runs = [list(run) for has, run in groupby(there, key=lambda row, at=at: row[at]) if not has]
        longest = max(runs, key=len, default=[])
        others = len(there) - len(longest)
        if len(longest) >= _A_WEEK and sum(row[at] for row in there) >= _STEADY * others:
            pausing.setdefault((longest[0][0], longest[-1][0]), []).append(figure)
    for (first, last), paused in pausing.items():
        text = f"From {first} to {last} there is no {', '.join(paused)}, on the other days there is: the platform may"
        yield Remark(
            "important", f"{text} have stopped counting it, or renamed it. Compare with the platform.", "figure_pauses"
        )


def days_to_come(table: WrittenTable) -> Iterator[Remark]:
    """Rows of days that nothing can be known of yet."""
    if table.name in _PLANS:
        return
    tomorrow = datetime.now(UTC).date() + _ONE_DAY  # it is tomorrow already somewhere
    later = f"{table.first_day} > DATE '{tomorrow}'"
    found = table.ask({"n": f"count_if({later})", "last": f"max({table.first_day})"})
    if found["n"]:
        text = f"{found['n']} of {table.rows} rows are of days to come, the last of {found['last']}: check the dates"
        yield Remark("important", f"{text} of the file, which a spreadsheet may have changed.", "days_to_come")


def filled_down(table: WrittenTable) -> Iterator[Remark]:
    """Rows about different things of which each is one day later than the one before: a spreadsheet's doing."""
    things = [key for key in _THINGS if key in table.columns]
    if not ({"web", "ads"} & {table.name} and things):
        return
    day = table.first_day
    step = f"{day} - lag({day}) OVER (ORDER BY _row)"
    thing = f"concat_ws(' ', {', '.join(things)})"
    query = (
        "SELECT count(*), count_if(step = 1), count_if(changes) FROM (SELECT "
        f"{step} AS step, {thing} <> lag({thing}) OVER (ORDER BY _row) AS changes FROM {table.source})"
    )
    count, steps, changes = table.connection.sql(query).fetchall()[0]
    if count >= _FILLED_DOWN and steps == count - 1 and changes * 2 > count:
        text = "Every row is about something else and one day later than the row before: the dates look filled down by"
        yield Remark("important", f"{text} a spreadsheet. Export the file again.", "filled_down")


def other_period(table: WrittenTable) -> Iterator[Remark]:
    """Rows outside the days that the file says it covers, or none on many of them."""
    found = table.ask({"first": f"min({table.first_day})", "last": f"max({table.last_day})"})
    if table.stated is None or found["first"] is None:
        return
    first, last = table.stated
    covers = f"The file says that it covers {first} to {last}"
    # Things have days of their own, and may be older than the period in which they are looked at.
    begins_before = table.name in _OF_DAYS and found["first"] < first - _ONE_DAY
    if begins_before or found["last"] > last + _ONE_DAY:
        text = f"{covers}, but its rows are of {found['first']} to {found['last']}: the days of the rows count."
        yield Remark("important", f"{text} Check that it is the file you meant.", "other_days")
    elif table.name == "account_daily" and not table.omits_days and found["last"] < last - _ONE_DAY:
        yield Remark(
            "important", f"{covers}, but its rows end on {found['last']}: export the days after it again.", "other_days"
        )


def _told(gaps: Sequence[tuple[date, date]]) -> str:
    missing = sum((last - first).days + 1 for first, last in gaps)
    first, last = max(gaps, key=lambda gap: gap[1] - gap[0])
    longest = f"{first} to {last}" if first < last else str(first)
    if missing == 1:
        return f"One day inside the file has no row ({first})"
    return f"{missing} days inside the file have no row ({'' if len(gaps) == 1 else 'most in a row: '}{longest})"
