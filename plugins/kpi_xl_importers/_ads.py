"""What the reports of all ads platforms share: levels, days and breakdowns, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_xl import AllBlank, CellMatches, Column, Day, Derived, Note

# A breakdown is what splits the same spend, and the working columns that name it: ("age", ("_age",)).
Breakdown = tuple[str, tuple[str, ...]]

NAMED = ("campaign", "ad_set", "ad")
LEVEL = (
    Derived("level", "'ad'", needs=("ad",)),
    Derived("level", "'ad_set'", needs=("ad_set",)),
    Derived("level", "'campaign'", needs=("campaign",)),
    Derived("level", "'account'", needs=()),
)

# A row is about its own day, week or month; without one about the range that the file tells.
DAY_COLUMNS = tuple(Column(field, Day()) for field in ("_day", "_week", "_month"))
DAYS = tuple(
    derived
    for field, last in (("_day", "_day"), ("_week", "_week + 6"), ("_month", "last_day(_month)"))
    for derived in (
        Derived("date_start", f"coalesce({field}, date_start)", needs=(field, "date_start")),
        Derived("date_start", field, needs=(field,)),
        Derived("date_end", f"coalesce({last}, date_end)", needs=(field, "date_end")),
        Derived("date_end", last, needs=(field,)),
    )
)
RANGE_IN_NAME = r"(?P<date_start>\d{4}-\d\d-\d\d)\s*(?:-|_|~|to|–)+\s*(?P<date_end>\d{4}-\d\d-\d\d)"

_TOTAL = r"^(?:grand |overall )?(?:total|totalt|gesamt|gesamtsumme|i alt|totaal|totaux)\s*(?:$|:|[-(]\s*\d|of \d)"
TOTAL = CellMatches(_TOTAL, within=4, fields=(*NAMED, "account", "_day"))

REPEATS = Note(
    "The file is a breakdown: it repeats the spend of the base export and never enters totals.", where="breakdown <> ''"
)
LONG_ROWS = Note(
    "{n} of {rows} rows cover several days: they count only in periods that hold them whole.",
    where="date_end > date_start",
    needs=("date_start", "date_end"),
)
REACH = Note("Reach counts people once a row: rows are never added.", where="reach > 0", needs=("reach",))
NOTES = (REPEATS, LONG_ROWS, REACH)


def split_fields(breakdowns: Sequence[Breakdown]) -> tuple[str, ...]:
    """The working columns that breakdowns name, each once."""
    return tuple(dict.fromkeys(field for _, fields in breakdowns for field in fields))


def split_columns(breakdowns: Sequence[Breakdown]) -> tuple[Column, ...]:
    """The same as columns."""
    return tuple(Column(field) for field in split_fields(breakdowns))


def broken_down(breakdowns: Sequence[Breakdown]) -> tuple[Derived, ...]:
    """`breakdown` and `breakdown_value`: the first whose columns the file has all of counts."""
    return tuple(_broken_down(breakdowns))


def _broken_down(breakdowns: Sequence[Breakdown]) -> Iterator[Derived]:
    for breakdown, fields in breakdowns:
        yield Derived("breakdown", f"'{breakdown}'", needs=fields)
        yield Derived("breakdown_value", f"concat_ws(' / ', {', '.join(fields)})", needs=fields)
    yield Derived("breakdown", "''", needs=())


def nothing_named(breakdowns: Sequence[Breakdown] = (), *more: str) -> AllBlank:
    """The row of the account's total: no campaign, day or part of a breakdown is named in it."""
    return AllBlank((*NAMED, "_day", *split_fields(breakdowns), *more))
