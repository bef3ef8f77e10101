"""What the cells of a block are like, from one look at all of them: so that only what needs care is read with care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.importing.kinds import Choice, Duration, Flag, Id, Kind, Money, Number, Percent, Pseudonym, Text, Whole
from kpi_xl.importing.reading.sql import NO_WORD, holds_something, name, text_list

if TYPE_CHECKING:
    import duckdb

WORDS = (Text, Id, Choice, Flag, Pseudonym)
FIGURES = (Whole, Number, Money, Percent, Duration)
_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class Survey:
    """Which columns of a block need care."""

    rows: int
    longer: int  # rows with more cells than the header
    filled: Mapping[str, int]  # field → cells that hold anything, missing marks too
    unclean: frozenset[int]  # columns of words with missing marks, or with blanks around some
    formatted: frozenset[str]  # figures that are not bare digits
    damaged_ids: frozenset[str]  # ids that a spreadsheet has touched, or may have


def survey(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    cells: Mapping[str, tuple[int, ...]],
    kinds: Mapping[str, Kind],
    *,
    typed: bool,
) -> Survey:
    """Count what is unusual in the columns of `source`, all in one pass over it."""
    words = {index for field, found in cells.items() if isinstance(kinds[field], WORDS) for index in found}
    figures = [field for field, kind in kinds.items() if isinstance(kind, FIGURES)]
    ids = [field for field, kind in kinds.items() if isinstance(kind, Id)]
    asked = {
        "rows": "count(*)",
        "longer": "count(_extra)",
        **{f"filled {field}": f"count(coalesce({_listed(found)}))" for field, found in cells.items()},
        **{f"unclean {index}": f"count(*) FILTER ({_is_unclean(f'c{index}')})" for index in words},
        **{f"odd {f}": f"count(*) FILTER ({' OR '.join(_is_formatted(f'c{i}') for i in cells[f])})" for f in figures},
        **{f"{what} {field}": sql for field in ids for what, sql in _about_ids(f"c{cells[field][0]}").items()},
    }
    listed = ", ".join(f"{expression} AS {name(label)}" for label, expression in asked.items())
    got = dict(zip(asked, connection.sql(f"SELECT {listed} FROM {source}").fetchall()[0], strict=True))
    return Survey(
        rows=got["rows"],
        longer=got["longer"],
        filled={field: got[f"filled {field}"] for field in cells},
        unclean=frozenset(index for index in words if got[f"unclean {index}"]),
        formatted=frozenset(field for field in figures if got[f"odd {field}"]),
        damaged_ids=frozenset(
            field
            for field in ids
            if got[f"strange {field}"]
            or got[f"round {field}"] * 2 > got[f"long {field}"]
            or (typed and got[f"long {field}"])
        ),
    )


def _listed(found: tuple[int, ...]) -> str:
    return ", ".join(f"c{index}" for index in found)


def _is_unclean(cell: str) -> str:
    # Only what begins with a blank sorts before an exclamation mark.
    return f"{cell} < '!' OR ends_with({cell}, ' ') OR {cell} IN ({text_list(NO_WORD)})"


def _is_formatted(cell: str) -> str:
    odd = f"{cell} IS NOT NULL AND (try_cast({cell} AS BIGINT) IS NULL OR contains({cell}, '.'))"
    return f"CASE WHEN {odd} THEN {holds_something(cell)} ELSE false END"


def _about_ids(cell: str) -> dict[str, str]:
    """Ids that are no bare digits or missing; long ones; of those the ones whose last digits are zeros."""
    whole = f"try_cast({cell} AS HUGEINT) IS NOT NULL AND NOT contains({cell}, '.') AND NOT contains({cell}, 'E')"
    long = f"length({cell}) > {_EXACT_DIGITS}"
    return {
        "strange": f"count(*) FILTER (NOT ({whole}))",
        "long": f"count(*) FILTER ({long})",
        "round": f"count(*) FILTER ({long} AND ends_with({cell}, '00'))",
    }
