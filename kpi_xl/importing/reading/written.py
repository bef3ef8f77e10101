"""How a column writes its days and times, told from what most of its cells look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi_xl.importing.kinds import DayOrder

_CENTURY = 2000

# Danish and Finnish spreadsheets write points between hours, minutes and seconds.
_CLOCK = (
    r"(?P<gap>[T ,]+(?:(?:kl|at|um|klo|à)\.? +)?)(?P<hour>\d{1,2})(?P<colon>[:.])\d{2}"
    r"(?P<second>(?P=colon)\d{2}(?P<fraction>\.\d+)?)?"
    r"(?P<half>\s*[AaPp]\.?[Mm]\.?)?(?P<zone>\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$"
)
_NUMERIC = re.compile(r"(?P<one>\d{1,4})(?P<sign>[-/.])(?P<two>\d{1,2})(?P=sign)(?P<three>\d{4}|\d{2})(?!\d)\.?")
_SERIAL = re.compile(r"[2-6]\d{4}(?P<clock>[.,]\d+)?$")  # days since 1900, as a cell without a date's format shows them
_COMPACT = re.compile(r"(?P<compact>\d{8})(?!\d)")
_LETTER = re.compile(r"[^\W\d_]{3,}")
_TAIL = re.compile(_CLOCK)

# The same in the dialect of DuckDB's regular expressions: month first (Aug 26, 2025) and day first (26. aug. 2025).
MONTH_DAY = r"(\p{L}{3,})\.? +(\d{1,2})(?:st|nd|rd|th)?\b,?(?: +(\d{4}))?"
DAY_MONTH = r"(\d{1,2})(?:º|°|\.)?(?: de)? +(\p{L}{3,})\.?,?(?: de)?(?: +(\d{4}))?"
IN_WORDS = {
    "month": re.compile(r"(?!klo\b)" + MONTH_DAY.replace(r"\p{L}", r"[^\W\d_]")),  # “klo 10” is a Finnish clock
    "day": re.compile(DAY_MONTH.replace(r"\p{L}", r"[^\W\d_]")),
}


@dataclass(frozen=True, slots=True)
class Written:
    """How the dates of one column are written."""

    formats: tuple[str, ...] = ()  # for strptime; order-dependent ones have %1 and %2 for the first two numbers
    serial: bool = False  # days since 1900, as spreadsheets count them
    words: str = ""  # "month" or "day", whichever comes first, where months are words: then formats are of clocks
    months: frozenset[str] = frozenset()  # the words seen
    has_clock: bool = False
    has_offset: bool = False
    has_year: bool = True
    undecided: bool = False  # day and month are both numbers before the year
    sign: str = ""

    def in_order(self, order: DayOrder) -> Written:
        """With day and month in their places."""
        first, second = ("%d", "%m") if order == "dmy" else ("%m", "%d")
        formats = tuple(text.replace("%1", first).replace("%2", second) for text in self.formats)
        return replace(self, formats=formats, undecided=False)

    def without_zone(self) -> Written:
        """The same without its offset from UTC."""
        formats = tuple(dict.fromkeys(text.removesuffix("%z").rstrip() for text in self.formats))
        return replace(self, formats=formats, has_offset=False)


NOTHING = Written()


def written(values: Sequence[str]) -> Written:
    """How most of these cells write a day; cells written in another way will be missing."""
    shapes: dict[Written, int] = {}
    for value in values:
        shape = _shape(value)
        if shape is not None:
            shapes[shape] = shapes.get(shape, 0) + 1
    if not shapes:
        return NOTHING
    main = max(shapes, key=lambda shape: shapes[shape])
    alike = [
        shape
        for shape in shapes
        if (shape.serial, shape.words, shape.undecided, shape.sign)
        == (main.serial, main.words, main.undecided, main.sign)
    ]
    formats = dict.fromkeys(text for shape in sorted(alike, key=lambda shape: -shapes[shape]) for text in shape.formats)
    return Written(
        tuple(formats),
        main.serial,
        main.words,
        frozenset(_month_words(values, main.words)),
        has_clock=any(shape.has_clock for shape in alike),
        has_offset=any(shape.has_offset for shape in alike),
        has_year=main.has_year,
        undecided=main.undecided,
        sign=main.sign,
    )


def three_numbers(cell: str) -> tuple[int, int, int] | None:
    """The numbers of a day that does not begin with its year, as they stand, the year in full."""
    met = _NUMERIC.match(cell.strip())
    if met is None or len(met["one"]) > 2:  # noqa: PLR2004 - a year comes first
        return None
    year = int(met["three"])
    return int(met["one"]), int(met["two"]), year + _CENTURY if len(met["three"]) == 2 else year  # noqa: PLR2004


def _shape(value: str) -> Written | None:
    value = value.strip()
    if met := _SERIAL.match(value):
        return Written(serial=True, has_clock=bool(met["clock"]))
    if met := _COMPACT.match(value):
        return _with_clock("%Y%m%d", value[met.end() :], undecided=False, sign="")
    if met := _NUMERIC.match(value):
        sign, one, three = met["sign"], met["one"], met["three"]
        if len(one) == 4:  # noqa: PLR2004 - a year
            return _with_clock(f"%Y{sign}%m{sign}%d", value[met.end() :], undecided=False, sign=sign)
        year = "%Y" if len(three) == 4 else "%y"  # noqa: PLR2004 - a year
        return _with_clock(f"%1{sign}%2{sign}{year}", value[met.end() :], undecided=True, sign=sign)
    if _LETTER.search(value):
        return _in_words(value)
    return None


def _in_words(value: str) -> Written | None:
    for first, pattern in IN_WORDS.items():
        if met := pattern.search(value):
            clock = _with_clock("", value[met.end() :], undecided=False, sign="")
            if clock is None:
                return None
            formats = tuple(text[text.index("%") :] for text in clock.formats if text)
            return replace(clock, formats=formats, words=first, has_year=bool(met[3]))
    return None


def _month_words(values: Sequence[str], first: str) -> Iterator[str]:
    for value in values if first else ():
        if met := IN_WORDS[first].search(value):
            yield met[1 if first == "month" else 2].lower()


def _with_clock(day: str, rest: str, *, undecided: bool, sign: str) -> Written | None:
    if not rest.strip():
        return Written((day,), undecided=undecided, sign=sign)
    met = _TAIL.match(rest)
    if met is None:
        return None
    hour = "%I" if met["half"] else "%H"
    clock = (
        f"{hour}{met['colon']}%M" + (f"{met['colon']}%S" if met["second"] else "") + (".%f" if met["fraction"] else "")
    )
    half = (" " if (met["half"] or "").startswith(" ") else "") + "%p" if met["half"] else ""
    zone = " %z" if met["zone"] else ""
    return Written(
        (day + met["gap"] + clock + half + zone,),
        has_clock=True,
        has_offset=bool(met["zone"]),
        undecided=undecided,
        sign=sign,
    )
