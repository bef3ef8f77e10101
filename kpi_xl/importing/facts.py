"""What is known about a whole file: from its name, the lines above its table, its folder, or the user's answers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kpi_xl.importing.columns import WORKING_PREFIX
from kpi_xl.importing.reading.sql import text
from kpi_xl.importing.reading.timestamps import months
from kpi_xl.importing.reading.written import IN_WORDS, three_numbers
from kpi_xl.importing.recognition import Verdict, names_around
from kpi_xl.vocabulary.tables import Field

if TYPE_CHECKING:
    from kpi_xl.importing.matching import Match
    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.importing.staged import Answers

_PLATFORM_WORDS = {
    "facebook": r"facebook|fb",
    "instagram": r"instagram|insta|ig",
}
CONFIRMED = "confirmed"  # the fact that the user has looked at what the importer guessed
_SCORES, _YES = {"nps", "csat", "ces", "other"}, {"yes", "ja"}
_EPOCH_DIGITS = {10: 1, 13: 1000}  # seconds or milliseconds since 1970, as in the names of downloads
_DAY_FORMATS = (
    "%Y-%m-%d",
    "%Y%m%d",
    "%Y.%m.%d",
    "%Y/%m/%d",
    "%b-%d-%Y",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Texts by fact name, and where those came from that no cell of the file told."""

    values: Mapping[str, str]
    told_by: Mapping[str, str]

    def day(self, name: str) -> date | None:
        """A fact that is a day."""
        return as_day(self.values.get(name, ""))

    @property
    def stamped(self) -> tuple[date, date] | None:
        """The period that the file says it covers, both days included."""
        first, last = self.day("first") or self.day("date_start"), self.day("last") or self.day("date_end")
        return (first, last) if first and last and first <= last else None

    @property
    def last_day(self) -> date | None:
        """A day that none in the file is after, to tell the year of dates that have none."""
        exported = self.exported_at
        return self.day("last_day") or (exported.date() if exported else None)

    @property
    def exported_at(self) -> datetime | None:
        """When the figures were taken."""
        return _as_moment(self.values.get("exported", ""))

    def literals(self, fields: Mapping[str, Field]) -> dict[str, str]:
        """The facts that are called like a field, as SQL.

        Where a platform is only what a visit or an order came from, the one that made the export says nothing of it.
        A fact that begins with an underscore is a working one: text, for expressions alone.
        """
        literals = {
            name: _literal(value, fields[name])
            for name, value in self.values.items()
            if name in fields and (name != "platform" or fields[name].kind == "key" or name in self.told_by)
        }
        literals |= {name: text(value) for name, value in self.values.items() if name.startswith(WORKING_PREFIX)}
        if "snapshot_at" in fields and self.exported_at:
            literals.setdefault("snapshot_at", f"TIMESTAMPTZ {text(self.exported_at.isoformat())}")
        return {name: literal for name, literal in literals.items() if literal}


def facts_of(opened: OpenedFile, verdict: Verdict, found: Match, answers: Answers) -> Facts:
    """All that is known for one block; what the file says itself comes before what surrounds it."""
    values = _of_name(opened, verdict)
    values |= _of_lines(verdict, found)
    values |= found.facts
    values |= _periods_in_numbers(values, found.language)
    platform = verdict.importer.platform_of(verdict.export)
    values |= {"platform": platform} if platform else {}
    values |= found.part.constants
    told_by: dict[str, str] = {}
    for name, (value, source) in (_of_user(answers) | _of_surroundings(opened, answers)).items():
        if not values.get(name):
            values[name] = value
            told_by[name] = source
    return Facts(values, told_by)


def as_day(value: str) -> date | None:
    """A day out of a file name, a preamble or an answer."""
    moment = _as_moment(value) if value.isdigit() and len(value) in _EPOCH_DIGITS else None
    if moment:
        return moment.date()
    for pattern in _DAY_FORMATS:
        try:
            return datetime.strptime(value.strip(), pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return _day_in_words(value)


def _day_in_words(value: str) -> date | None:
    for first, pattern in IN_WORDS.items():
        if (met := pattern.search(value)) and met[3]:
            word, day = (met[1], met[2]) if first == "month" else (met[2], met[1])
            month = months().get(word.casefold())
            if month and int(day) <= monthrange(int(met[3]), month)[1]:
                return date(int(met[3]), month, int(day))
    return None


def _as_moment(value: str) -> datetime | None:
    if value.isdigit() and (factor := _EPOCH_DIGITS.get(len(value))):
        return datetime.fromtimestamp(int(value) / factor, UTC)
    day = as_day(value) if value else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _periods_in_numbers(values: Mapping[str, str], language: str) -> dict[str, str]:
    """Periods such as 9/1/2026 to 9/30/2026 with their days told from their months: the last is not before the first.

    Where both orders fit, month first is American, and so are the platforms when they write English.
    """
    found: dict[str, str] = {}
    for names in (("first", "last"), ("date_start", "date_end")):
        written = [three_numbers(values[name]) for name in names if name in values]
        numbers = [day for day in written if day]
        if not numbers or len(numbers) < len(written):
            continue
        month_first = language in {"", "en"} and not any("." in values.get(name, "") for name in names)
        for swapped in (not month_first, month_first):
            days = [_day_of(*((two, one) if swapped else (one, two)), year) for one, two, year in numbers]
            known = [day for day in days if day]
            if len(known) == len(days) and known == sorted(known):
                present = (name for name in names if name in values)
                found |= {name: day.isoformat() for name, day in zip(present, known, strict=True)}
                break
    return found


def _day_of(month: int, day: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_name(opened: OpenedFile, verdict: Verdict) -> dict[str, str]:
    values: dict[str, str] = {}
    for name_around in names_around(opened):
        for pattern in verdict.export.file_names:
            if met := re.search(pattern, name_around):
                values = {name: value for name, value in met.groupdict().items() if value} | values
    return values


def _of_lines(verdict: Verdict, found: Match) -> dict[str, str]:
    values: dict[str, str] = {}
    for pattern in verdict.export.preamble:
        for line in found.block.above:
            if met := re.search(pattern, line):
                values |= {
                    name: value.strip() for name, value in met.groupdict().items() if value and name not in values
                }
    return values


def _of_user(answers: Answers) -> dict[str, tuple[str, str]]:
    given = {
        "platform": answers.platform,
        "account": answers.account,
        "currency": answers.currency,
        "date": answers.date.isoformat() if answers.date else None,
        "last_day": answers.last_day.isoformat() if answers.last_day else None,
        **_of_survey((answers.survey or "").strip().casefold()),
    }
    if answers.period:
        first, last = answers.period
        given |= dict.fromkeys(("first", "date_start"), first.isoformat()) | dict.fromkeys(
            ("last", "date_end"), last.isoformat()
        )
    return {name: (value, "you") for name, value in given.items() if value}


def _of_survey(answer: str) -> dict[str, str | None]:
    """What the scores of a survey are; `confirmed` tells that the question about them is answered."""
    if answer in _SCORES:
        return {"kind": answer, CONFIRMED: "yes"}
    return {CONFIRMED: "yes"} if answer in _YES else {}


def _of_surroundings(opened: OpenedFile, answers: Answers) -> dict[str, tuple[str, str]]:
    if answers.platform:
        return {}
    for number, words in enumerate(names_around(opened)):
        found = [
            platform
            for platform, pattern in _PLATFORM_WORDS.items()
            if re.search(rf"(?:^|[^a-z])(?:{pattern})(?:$|[^a-z])", words.casefold())
        ]
        if len(found) == 1:
            return {"platform": (found[0], "the folder's name" if number else "the file's name")}
    return {}


def _literal(value: str, field: Field) -> str:
    if field.type == "string":
        return text(value)
    if field.type == "date":
        day = as_day(value)
        return f"DATE '{day}'" if day else ""
    moment = _as_moment(value) if field.type == "timestamp UTC" else None
    return f"TIMESTAMPTZ {text(moment.isoformat())}" if moment else ""
