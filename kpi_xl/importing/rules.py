"""Which rows are no data, which figures are none, and what the user is told about a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kpi_xl.vocabulary.remarks import Topic


@dataclass(frozen=True, slots=True)
class CellMatches:
    """A row with a cell in which the regular expression is found (case does not count).

    It is looked for in the first `within` cells, and in the columns of `fields` wherever a user has moved these.
    """

    pattern: str
    within: int = 1
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllBlank:
    """A row in which every one of these fields that the file has is blank.

    It holds only in a file that has at least one of them and more than one row: a lone row is data.
    """

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyFirstCell:
    """A row whose first cell alone is filled, such as a footer; with `pattern` only where that is found in it."""

    pattern: str = ""


@dataclass(frozen=True, slots=True)
class SurplusCell:
    """A row with a cell beyond the header that the regular expression matches (`Grand total`)."""

    pattern: str


@dataclass(frozen=True, slots=True)
class SumOfParts:
    """A row that states the sum of others: those of its day whose name is its own and a suffix (`X | Winner`).

    It is a total of these alone, so the rows of the whole file are not held against it.
    """

    name: str  # the field that names a row
    suffix: str  # what the names of parts end in, as a regular expression
    day: str
    figure: str  # a count, of which the parts have as many as the sum


RowRule = CellMatches | AllBlank | OnlyFirstCell | SurplusCell | SumOfParts


@dataclass(frozen=True, slots=True)
class Reject:
    """Rows that meet a DuckDB condition hold nothing to be counted (deleted records): rejected, for this reason."""

    where: str
    reason: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotComputed:
    """A figure that is 0 in every row while `although` is above 0 somewhere was not computed: it is missing."""

    field: str
    although: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the user is told when the file has the columns in `needs`.

    With a DuckDB condition `where` it is told if rows meet it: `{n}` is how many, `{rows}` how many there are.
    `counted` counts something else (`count(DISTINCT account)`) over all rows, and is told if that is more than `above`.
    """

    text: str
    where: str = ""
    needs: tuple[str, ...] = ()
    counted: str = ""
    above: int = 0
    level: Literal["important", "note"] = "note"
    about: Topic = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold over all rows (a DuckDB aggregate over field names), or the file is refused with the message."""

    holds: str
    message: str
    hint: str
    needs: tuple[str, ...] = ()
