"""One file read: its blocks as typed rows, and all that was decided about how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from kpi_xl.importing.facts import Facts, facts_of
from kpi_xl.importing.kinds import Moment
from kpi_xl.importing.reading.forms import Circumstances, Forms, decide
from kpi_xl.importing.reading.raw import load
from kpi_xl.importing.reading.typed import TypedTable, typed, worked_out
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    import duckdb

    from kpi_xl.importing.opening.grid import OpenedFile
    from kpi_xl.importing.recognition import Verdict
    from kpi_xl.importing.staged import Answers


@dataclass(frozen=True, slots=True)
class Setting:
    """What the project brings along to every file."""

    answers: Answers
    timezone: str
    pseudonym_key: bytes


@dataclass(frozen=True, slots=True)
class FileReading:
    """A recognised file and the SQL of its rows."""

    opened: OpenedFile
    verdict: Verdict
    parts: tuple[TypedTable, ...]
    facts: tuple[Facts, ...]  # one a part
    forms: Forms

    def by_table(self) -> Mapping[str, list[TypedTable]]:
        """The blocks that fill each canonical table."""
        grouped: dict[str, list[TypedTable]] = {}
        for part in self.parts:
            grouped.setdefault(part.raw.match.part.table or "", []).append(part)
        return grouped

    def told(self, name: str) -> str | None:
        """What is known of the whole file by this name; several values one after the other."""
        values = dict.fromkeys(facts.values[name] for facts in self.facts if facts.values.get(name))
        return ", ".join(values) or None

    @property
    def stated(self) -> tuple[date, date] | None:
        """The days that the file says it covers, where all of its blocks say the same."""
        stamped = {facts.stamped for facts in self.facts if facts.stamped}
        return stamped.pop() if len(stamped) == 1 else None

    def settings(self) -> dict[str, str]:
        """Every decision about the file, for the Sources sheet."""
        zones = {
            kind.zone or self.forms.around.zone
            for part in self.parts
            for kind in part.raw.kinds.values()
            if isinstance(kind, Moment)
        }
        told = {
            "header language": self.forms.around.language,
            "time zone": ", ".join(sorted(zones)),
            "period": "..".join(map(str, self.stated)) if self.stated else "",
        }
        return {**self.opened.settings, **{name: value for name, value in told.items() if value}, **self.forms.settings}


def read(connection: duckdb.DuckDBPyConnection, opened: OpenedFile, verdict: Verdict, setting: Setting) -> FileReading:
    """Decide how the cells of the recognised blocks are written, and compile them.

    Raises:
        ExportRefusedError: numbers or dates are written in two ways that cannot both be right.
    """
    found = [match for match in verdict.matches if match.part.table]
    facts = tuple(facts_of(opened, verdict, match, setting.answers) for match in found)
    raws = [load(connection, number, match) for number, match in enumerate(found)]
    around = Circumstances(
        file=opened.name,
        delimiter=opened.settings.get("delimiter", ""),
        language=next((match.language for match in verdict.matches if match.language), ""),
        stamped=next((told.stamped for told in facts if told.stamped), None),
        last_day=next((told.last_day for told in facts if told.last_day), None),
        zone=setting.answers.timezone or next(filter(None, map(_zone, facts)), setting.timezone),
    )
    forms = decide(connection, raws, verdict.export, around)
    parts = tuple(
        worked_out(
            connection,
            typed(raw, forms, told.literals(tables()[raw.match.part.table or ""].fields), setting.pseudonym_key),
        )
        for raw, told in zip(raws, facts, strict=True)
    )
    return FileReading(opened, verdict, parts, facts, forms)


def _zone(facts: Facts) -> str:
    """The time zone that the file itself names, in a header or above its table; empty where it names none."""
    told = facts.values.get("timezone", "").casefold()
    return _zones().get(told.replace(" ", "_"), "") if told else ""


@cache
def _zones() -> Mapping[str, str]:
    """Time zones by their names in small letters, as headers are compared."""
    return {zone.casefold(): zone for zone in available_timezones()}
