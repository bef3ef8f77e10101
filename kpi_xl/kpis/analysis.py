"""An analysis: a question whose answer is a table and not one number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from kpi_xl.errors import UsageError
from kpi_xl.kpis.given import Argument, Given

if TYPE_CHECKING:
    from kpi_xl.kpis.result import Missing
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.warehouse.data import Data

CellKind = Literal["text", "count", "number", "percent", "money", "seconds", "date", "time"]
CellValue = str | int | float | bool | date | datetime | None
SettingValue = str | int | float | bool
Settings = Mapping[str, SettingValue]


@dataclass(frozen=True, slots=True)
class AnalysisColumn:
    """One column of an answer: a key that templates name, a heading for the reader, and how its cells are shown."""

    key: str
    label: Mapping[str, str]
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that an answer bears out beyond chance, with its number and its comparison in it."""

    text: str
    importance: float  # 0 to 1: the share of the period's outcome that it is about, times how sure it is
    row: int  # the row of the answer that it stands on, from 0
    advice: str = ""  # what to try
    kpi: str = ""  # the id of the KPI that it is about, so that a report can link to its cell


@dataclass(frozen=True, slots=True)
class AnalysisTable:
    """The table that an analysis gives. Each row has one cell a column; a figure that is not there is None."""

    columns: tuple[AnalysisColumn, ...]
    rows: Sequence[tuple[CellValue, ...]]
    notes: tuple[str, ...] = ()  # sentences: how many rows stand behind it, what is not in it, what it cannot say
    missing: Missing | None = None  # why there are no rows
    findings: tuple[Finding, ...] = ()  # what a reader should be told; the report ranks them with those of the KPIs


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that the user may choose, with the value that holds otherwise."""

    name: str
    default: SettingValue
    label: Mapping[str, str]
    choices: tuple[SettingValue, ...] = ()  # the only values there are, if it is not free


@dataclass(frozen=True, slots=True)
class ByHand:
    """The same method on numbers that a person types: `kpi-xl calc ab_test a=144/1200 b=192/1200`."""

    calculate: Callable[[Given, Settings, Language], AnalysisTable]
    arguments: tuple[Argument, ...] = ()
    file_columns: tuple[str, ...] = ()  # the columns that `--file` must have; empty: it takes no file
    other_file_columns: tuple[str, ...] = ()  # those of another layout that does as well
    packed: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])  # several as one list


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a plugin hands over."""

    id: str
    area: str
    label: Mapping[str, str]  # "en", "nb" and "sv"
    columns: tuple[AnalysisColumn, ...]
    needs: tuple[str, ...]  # the fields that it reads, as table.field
    calculate: Callable[[Data, Scope, Settings, Language], AnalysisTable]
    source: str  # where the method is published
    settings: tuple[Setting, ...] = ()
    by_hand: ByHand | None = None
    aliases: tuple[str, ...] = ()  # other words that users type for it, in any language
    finds: bool = True  # whether its answer can bear findings, so that a report asks for it

    def table(
        self, data: Data, scope: Scope, settings: Settings | None = None, language: Language = "en"
    ) -> AnalysisTable:
        """The table for a scope; settings that are not given have their defaults.

        Raises:
            UsageError: there is no such setting, or it cannot have this value.
        """
        return self.calculate(data, scope, _complete(self, settings or {}), language)

    def by_hand_table(self, given: Given, settings: Settings | None = None, language: Language = "en") -> AnalysisTable:
        """The table for numbers that a person typed.

        Raises:
            UsageError: it takes none; a setting is unknown or cannot have this value; a number makes no sense.
        """
        if self.by_hand is None:
            message = f"{self.id} takes no numbers by hand: it needs imported rows."
            raise UsageError(message, f"It reads {', '.join(self.needs)}.")
        return self.by_hand.calculate(given, _complete(self, settings or {}), language)


def _complete(analysis: Analysis, given: Settings) -> Settings:
    known = {setting.name: setting for setting in analysis.settings}
    for name, value in given.items():
        if name not in known:
            message = f"The analysis {analysis.id} has no setting “{name}”."
            raise UsageError(message, f"It has: {', '.join(known)}." if known else "It has none.")
        if known[name].choices and value not in known[name].choices:
            message = f"“{value}” is no value for {name} of the analysis {analysis.id}."
            raise UsageError(message, f"Write {' or '.join(str(choice) for choice in known[name].choices)}.")
    return {**{setting.name: setting.default for setting in analysis.settings}, **given}
