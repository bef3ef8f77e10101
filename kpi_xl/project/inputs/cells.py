"""One typed cell read as what its column holds; whatever could mean two things is refused and never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from kpi_xl.errors import UsageError
from kpi_xl.project.inputs.layout import InputColumn, InputKind, Labels
from kpi_xl.vocabulary.locales import timezone
from kpi_xl.vocabulary.money import currency_code
from kpi_xl.vocabulary.platforms import ADS, SOCIAL

FindKpi = Callable[[str], str]  # from what a person writes to the id; raises a UsageError

_PLATFORMS: Mapping[str, Labels] = {name: {"en": label} for name, label in {**SOCIAL, **ADS}.items()}
_YES, _NO = frozenset({"yes", "ja", "true", "1", "x"}), frozenset({"no", "nei", "nej", "false", "0"})
# With dots the day comes first wherever dates are written so; with slashes it depends on the country.
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[ T]+(\d{1,2})[:.](\d{2}))?")
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+(?:,\d+)?)")
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class CellReader:
    """What reading a cell takes besides the cell."""

    find_kpi: FindKpi
    timezone: str = "UTC"  # of moments

    def value(self, column: InputColumn, text: str, row: int) -> Any:
        """What stands in the cell; None where it is empty.

        Raises:
            UsageError: the cell is empty and must not be, or cannot be read.
        """
        if not text and column.kind == "row":
            return str(row)
        if not text and column.needed:
            raise UsageError("The cell is empty.", "Fill it, or clear the row.")
        return self._reader(column)(text) if text else None

    def _reader(self, column: InputColumn) -> Callable[[str], Any]:
        readers: Mapping[InputKind, Callable[[str], Any]] = {
            "kpi": self.find_kpi,
            "platform": partial(_chosen, choices=_PLATFORMS),
            "choice": partial(_chosen, choices=column.choices),
            "place": partial(_chosen_or_own, choices={**_PLATFORMS, **column.choices}),
            "name": partial(_chosen_or_own, choices=column.choices),
            "scope": partial(_chosen_or_own, choices=_PLATFORMS, own=str),
            "currency": currency_code,
            "yes_no": yes_or_no,
            "pattern": _pattern,
            "person": _person,
            "day": _day,
            "moment": partial(_moment, zone=self.timezone),
            "year": _year,
            "number": _number,
            "amount": _amount,
            "count": _count,
            "minutes": lambda text: _amount(text) * _MINUTE,
        }
        return readers.get(column.kind, str)


def yes_or_no(text: str) -> bool:
    """Yes or no in any of the languages.

    Raises:
        UsageError: it is neither.
    """
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise UsageError(f"“{text}” is neither yes nor no.", "Choose from the cell's list.")


def _find(text: str, choices: Mapping[str, Labels]) -> str | None:
    wanted = text.casefold()
    known: Iterable[tuple[str, Labels]] = choices.items()
    return next((name for name, labels in known if wanted in {name, *map(str.casefold, labels.values())}), None)


def _chosen(text: str, choices: Mapping[str, Labels]) -> str:
    found = _find(text, choices)
    if found is None:
        raise UsageError(f"“{text}” is not one of the choices.", "Choose from the cell's list.")
    return found


def _chosen_or_own(text: str, choices: Mapping[str, Labels], own: Callable[[str], str] = str.casefold) -> str:
    return _find(text, choices) or own(text)


def _pattern(text: str) -> str:
    import duckdb  # noqa: PLC0415 - only who writes patterns needs it

    try:  # the engine that runs it on posts; its expressions take linear time, whatever a person writes
        duckdb.execute("SELECT regexp_matches('', ?)", [text])
    except duckdb.Error as error:
        reason = str(error).splitlines()[0].rpartition(": ")[2]
        raise UsageError(
            f"“{text}” is not a pattern ({reason}).", "Put a \\ before signs that mean themselves."
        ) from error
    return text


def _person(text: str) -> str:
    if "@" in text:
        raise UsageError(
            "This looks like an e-mail address, and none is kept.", "Write a number or word for the person."
        )
    return text


def _day(text: str) -> date:
    moment = _written_moment(text)
    if moment is None:
        raise UsageError(f"“{text}” is not a date.", "Write it as a date, for example 2026-10-01.")
    return moment.date()


def _moment(text: str, zone: str) -> datetime:
    moment = _written_moment(text)
    if moment is None:
        raise UsageError(f"“{text}” is not a date and time.", "Write it as 2026-10-05 14:30.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone(zone))).astimezone(UTC)


def _written_moment(text: str) -> datetime | None:
    try:
        if met := _DOTTED.fullmatch(text):
            day, month, year, hour, minute = (int(part or 0) for part in met.groups())
            return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the project's zone is put on afterwards
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float:
    """A number cell, or text that can only mean one number: 1 200,50 or 3,5 %."""
    plain = "".join(text.removesuffix("%").split()).replace("\N{MINUS SIGN}", "-")
    if _is_thousands_or_decimals(plain):
        raise UsageError(f"“{text}” can be read in two ways.", "Write digits only, as a number.")
    if _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    elif _GROUPS.fullmatch(plain) and not (plain.count(".") == 1 and "," not in plain):
        grouping = next(sign for sign in plain if sign in ",.")
        plain = plain.replace(grouping, "").replace(",", ".")
    try:
        value = float(plain) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"“{text}” is not a number.", "Write digits only.")
    return value


def _is_thousands_or_decimals(plain: str) -> bool:
    """1,200 and 1.200; but a number cell holds 1.2 without zeros behind it, so that 1.234 is one."""
    marks = [sign for sign in plain if sign in ",."]
    return bool(_GROUPS.fullmatch(plain)) and (marks == [","] or (marks == ["."] and plain.endswith("0")))


def _amount(text: str) -> float:
    value = _number(text)
    if value < 0:
        raise UsageError(f"“{text}” is below 0.", "Write an amount above 0.")
    return value


def _count(text: str) -> int:
    value = _amount(text)
    if not value.is_integer():
        raise UsageError(f"“{text}” is not a whole number.", "Write a whole number.")
    return int(value)


def _year(text: str) -> int:
    year = _count(text)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UsageError(f"“{text}” is not a year.", "Write it with four digits, for example 2026.")
    return year
