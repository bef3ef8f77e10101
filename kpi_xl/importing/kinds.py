"""How a cell is read: the kinds of value that a column of an export holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DayOrder = Literal["", "mdy", "dmy"]


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands, without the blanks around it."""


@dataclass(frozen=True, slots=True)
class Id:
    """A native id, always text.

    A spreadsheet turns long ids into 1.47689E+18 or rounds them; such an id is taken from the column `recover_from`
    by the regular expression `recover` (its first group), and is missing if that is lost too.
    """

    recover_from: str = ""
    recover: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A count: 1234, 1,234, 1.234 or 1234.0, in the one number format of the file."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, times `scale` (hours to seconds: 3600)."""

    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; currency signs around it are dropped, so name the currency by a column, a header group or a fact.

    Of a cell that holds more than one amount, `part` is a regular expression whose first group is the one meant.
    """

    part: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, kept as a fraction. A cell with a % sign is always divided by 100; others only if `points`."""

    points: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """A day, kept as it is written whatever its clock part.

    `order` is what the platform writes in every language; figures in the file that prove otherwise win.
    With `without_year` the year comes from the last day of the file, which is asked for if nothing tells it.
    """

    order: DayOrder = ""
    without_year: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with a clock, kept in UTC.

    `zone` is the time zone that the platform writes; without it the user's answer or the project's own zone is taken.
    A time with an offset needs neither. Where the file has days only, the field's twin (`published_on` of
    `published_at`) gets them and the moment stays empty. `minutes_may_be_month` undoes a fault of some exports, in
    which the minutes are the number of the month: then only the hour counts.
    """

    zone: str = ""
    order: DayOrder = ""
    minutes_may_be_month: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in seconds, from 1:02:03, 02:03 or a number of `unit`."""

    unit: Literal["seconds", "minutes", "hours"] = "seconds"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. The first pattern found in the cell (case does not count) gives the canonical word."""

    patterns: tuple[tuple[str, str], ...]  # (regular expression, canonical word), most telling first
    other: str | None = None  # for a filled cell that no pattern knows
    told: bool = True  # that such a cell is missing, where `other` is not given


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no; cells that are neither are missing."""

    true: str = r"true|yes|1|ja|sant|sann|oui|sí|si|sim|kyllä"
    false: str = r"false|no|0|nei|nej|falsk|usant|nein|non|não|ei|nee"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A person's id, e-mail or phone number, of which only a keyed hash is kept."""


Kind = Text | Id | Whole | Number | Money | Percent | Day | Moment | Duration | Choice | Flag | Pseudonym

_BY_FIELD_TYPE: dict[str, Kind] = {
    "string": Text(),
    "int": Whole(),
    "float": Number(),
    "decimal": Money(),
    "bool": Flag(),
    "date": Day(),
    "timestamp UTC": Moment(),
}


def kind_of_type(field_type: str) -> Kind:
    """How a field of the vocabulary is read unless its column says otherwise."""
    return _BY_FIELD_TYPE[field_type]
