"""Columns worked out row by row: days in the project's time zone, platforms, engagements, money in its currency."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from kpi_xl.warehouse import sql
from kpi_xl.warehouse.referrers import platform_of
from kpi_xl.warehouse.tagging import tagged

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.vocabulary.tables import Table
    from kpi_xl.warehouse.data import DataSettings

# The day whose rate an amount is converted at (of a range its last day): the first of these that a row has.
_MONEY_DAYS = {
    "ads": ("date_end",),
    "web": ("date", "date_end"),
    "orders": ("ordered_on",),
    "leads": ("won_on", "created_on"),
    "deals": ("closed_on", "created_on"),
    "touchpoints": ("touched_on",),
    "costs": ("date",),
    "experiments": (),
}
# The columns that stand for source, medium and channel where a table's platform is told by them.
_ORIGINS = {"web": ("source", "medium", "channel_group"), "orders": ("source",), "leads": ("source",)}


def derive(connection: duckdb.DuckDBPyConnection, table: Table, settings: DataSettings) -> None:
    """Make the view `derived` of the view `merged`."""
    connection.execute(f"CREATE TEMP VIEW dated AS {_dated(table, settings)}")
    connection.execute(f"CREATE TEMP VIEW placed AS {_placed(connection, table)}")
    connection.execute(f"CREATE TEMP VIEW tagged AS {tagged(table, settings)}")
    connection.execute(f"CREATE TEMP VIEW engaged AS {_engaged(connection, table, settings)}")
    connection.execute(f"CREATE TEMP VIEW derived AS {_converted(connection, table, settings)}")


def _dated(table: Table, settings: DataSettings) -> str:
    """The day of each time stamp. A post's day that was written without a clock stays as written."""
    added: list[str] = []
    replaced = ""
    for stamp in (name for name, field in table.fields.items() if field.type == "timestamp UTC"):
        event = stamp.removesuffix("_at")
        local = f"timezone({sql.text(settings.timezone)}, timezone('UTC', {stamp}))"
        if f"{event}_on" in table.fields:
            replaced = f"REPLACE (coalesce({local}::DATE, {event}_on) AS {event}_on)"
            added.append(f", {local} AS {event}_local")
        elif table.fields[stamp].kind != "meta":
            added.append(f", {local}::DATE AS {event}_on")
    return f"SELECT * {replaced} {''.join(added)} FROM merged"


def _placed(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """The platform that a visit or an order came from; distinct origins are few, whatever the number of rows."""
    columns = _ORIGINS.get(table.name)
    if columns is None:
        return "FROM dated"
    listed = ", ".join(columns)
    origins = connection.execute(f"SELECT DISTINCT {listed} FROM dated").fetchall()
    known = pa.table(
        {
            "origin": pa.array([list(origin) for origin in origins], pa.list_(pa.string())),
            "origin_platform": pa.array([platform_of(*origin) for origin in origins], pa.string()),
        }
    )
    connection.register("origins", known)
    return (
        "SELECT * EXCLUDE (origin, origin_platform) REPLACE (coalesce(platform, origin_platform) AS platform) "
        f"FROM dated LEFT JOIN origins ON origin = [{listed}]"
    )


def _engaged(connection: duckdb.DuckDBPyConnection, table: Table, settings: DataSettings) -> str:
    """Engagements, of what the platform exports: a blank part is left out, all parts blank give a blank."""
    parts = [name for name in settings.engagement if name in table.fields]
    if "engagements" not in table.fields or not parts:
        return "FROM tagged"
    replaced = f"list_sum([{', '.join(parts)}])::BIGINT AS engagements"
    if "engagements_batch" in sql.columns_of(connection, "tagged"):
        files = " ".join(f"WHEN {part} IS NOT NULL THEN {part}_batch" for part in parts)
        replaced += f", CASE {files} END AS engagements_batch"
    return f"SELECT * REPLACE ({replaced}) FROM tagged"


def _converted(connection: duckdb.DuckDBPyConnection, table: Table, settings: DataSettings) -> str:
    """Money in the project's currency beside the file's own; blank where no rate is known."""
    money = [name for name, field in table.fields.items() if field.unit == "money"]
    if not money:
        return "FROM engaged"
    always = date.min
    rates = [(settings.currency, always, 1.0)]
    rates += [(one.currency, one.valid_from or always, float(one.rate)) for one in settings.rates]
    names = ("rate_currency", "rate_from", "rate")
    connection.register("fx", pa.table({name: [row[at] for row in rates] for at, name in enumerate(names)}))
    # A row without a day enters no period, so that any rate will do for it.
    day = f"coalesce({', '.join(_MONEY_DAYS[table.name]) or 'NULL'}, DATE '{date.max}')"
    currency = f"coalesce(currency, {sql.text(settings.currency)})"
    native = ", ".join(f"{name} AS {name}_native" for name in money)
    converted = ", ".join(f"{name} * rate AS {name}" for name in money)
    return (
        f"SELECT * EXCLUDE (rate_day, rate_currency, rate_from, rate) REPLACE ({converted}), {native} "
        f"FROM (SELECT *, {day} AS rate_day FROM engaged) "
        f"ASOF LEFT JOIN fx ON {currency} = rate_currency AND rate_day >= rate_from"
    )
