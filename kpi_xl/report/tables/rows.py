"""The rows that figures are worked out from, for templates with a table of them: `kpi_posts`, `kpi_ads`, `kpi_web`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kpi_xl.vocabulary.tables import tables
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    import narwhals as nw

    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar
    from kpi_xl.workbook.template import TableShape

PREFIX = "kpi_"
MOST = 1_048_575  # rows of a sheet under a head

# The day by which a row belongs to a month.
_DAYS: Mapping[str, str] = {
    "posts": "published_on",
    "account_daily": "date",
    "ads": "date_end",
    "web": "date_end",
    "audience": "date",
    "search": "date",
    "orders": "ordered_on",
    "leads": "created_on",
    "deals": "created_on",
    "email_campaigns": "sent_on",
    "conversations": "received_on",
    "survey_responses": "answered_on",
    "mentions": "date",
    "costs": "date",
    "visits": "date",
    "reviews": "date",
    "touchpoints": "touched_on",
}
# What could tell one person from another stays in the warehouse, pseudonym or not.
_PERSONAL = frozenset({"customer", "author", "journey_id", "lead_id", "deal_id", "conversation_id", "response_id"})


def headers() -> Mapping[str, frozenset[str]]:
    """The tables of rows that a template may have, and their columns."""
    return {f"{PREFIX}{name}": frozenset(tables()[name].fields) - _PERSONAL for name in _DAYS}


def rows(material: Material, asked: Iterable[TableShape]) -> Mapping[str, Sequence[Column]]:
    """The tables of rows that the template has, over the months that can be chosen, in the columns that it has.

    What no sheet holds is left out, oldest first.
    """
    known = headers()
    found: dict[str, Sequence[Column]] = {}
    for shape in asked:
        name = shape.name.lower()
        if name in known:
            wanted = [header for header in shape.headers if header in known[name]]
            found[shape.name] = _columns(material, name.removeprefix(PREFIX), wanted)
    return found


def _columns(material: Material, table: str, wanted: Sequence[str]) -> Sequence[Column]:
    frame = material.data.frames.get(table)
    if frame is None or not wanted:
        return [Column(name, []) for name in wanted]
    found = _newest(frame, table, (material.months[0].first, material.month.last), wanted)
    return [Column(name, [_cell(value) for value in found[name]]) for name in wanted]


def _newest(
    frame: nw.LazyFrame[Any], table: str, span: tuple[object, object], wanted: Sequence[str]
) -> Mapping[str, Sequence[Any]]:
    import narwhals as nw  # noqa: PLC0415 - loaded only when a report is made

    day = _DAYS[table]
    order = list(dict.fromkeys((day, *tables()[table].keys)))
    chosen = (
        frame.filter(nw.col(day).is_between(*span))
        .select(list(dict.fromkeys((*order, *wanted))))
        .sort(*order, descending=[True] + [False] * (len(order) - 1), nulls_last=True)
        .head(MOST)
        .sort(*order, nulls_last=True)
        .collect("pyarrow")
        .to_arrow()
    )
    return {name: chosen.column(name).to_pylist() for name in wanted}


def _cell(value: Scalar) -> Scalar:
    """A moment without its zone: Excel has none."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
