"""A KPI: one definition that is read as numbers, as an Excel formula, as words and as a list of fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kpi_xl.kpis.given import Argument, Given
    from kpi_xl.kpis.result import Missing
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.warehouse.data import Data

KpiUnit = Literal[
    "count", "people", "percent", "ratio", "money", "seconds", "days", "months", "points", "per_thousand", "index"
]
Better = Literal["higher", "lower", "context"]
Stage = Literal["awareness", "interest", "evaluation", "purchase", "loyalty", "all"]
Level = Literal["micro", "macro", "-"]


@dataclass(frozen=True, slots=True)
class Calculated:
    """What a calculation comes to: a number or the reason why there is none, and the rows behind it by `_batch`.

    A reason may leave its text empty, then it gets the sentence of its kind; `needs_input` names what is missing.
    """

    value: float | None
    missing: Missing | None = None
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    flags: tuple[str | Mapping[str, str], ...] = ()  # sentences, or one for each language


@dataclass(frozen=True, slots=True)
class KpiByHand:
    """Another way to come to the number, from what a person types: `kpi-xl calc csat counts_5_to_1=42,32,10,9,14`."""

    calculate: Callable[[Given], Calculated]
    arguments: tuple[Argument, ...] = ()
    file_columns: tuple[str, ...] = ()  # the columns that `--file` must have; empty: it takes no file


@dataclass(frozen=True, slots=True)
class Kpi:
    """What a plugin hands over. Either `formula` or `calculate` is given.

    `kpi-xl calc` works it out from typed numbers too, by its formula: `inputs` names parts of it as people call them
    (promoters), where the names of fields do not. `by_hand` are further ways, each a formula over names of its own
    (`lost / customers_at_start`) or a function.

    A percentage is worked out as a fraction (0.042 for 4.2 %), a duration in seconds, money in the project's currency.
    """

    id: str
    unit: KpiUnit
    better: Better
    area: str
    label: Mapping[str, str]  # "en", "nb" and "sv"
    source: str  # where the definition is published
    formula: str | None = None
    calculate: Callable[[Data, Scope], Calculated] | None = None  # what no formula can express
    needs: tuple[str, ...] = ()  # the fields that `calculate` reads, as table.field
    meaning: Mapping[str, str] = field(default_factory=dict[str, str])  # what `calculate` does, by language
    stage: Stage = "all"
    level: Level = "-"
    aliases: tuple[str, ...] = field(default=())  # other names that people type, in any language
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    by_hand: tuple[str | KpiByHand, ...] = ()
