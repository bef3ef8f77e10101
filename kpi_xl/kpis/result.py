"""What a KPI comes to: a number, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MissingKind = Literal[
    "no_data",
    "not_exported",
    "zero_denominator",
    "not_additive",
    "too_few",
    "needs_period",
    "needs_answer",
    "needs_input",
    "needs_currency",
]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no number; `text` is a sentence for the reader of a report."""

    kind: MissingKind
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one imported file that a number was worked out from."""

    file: str
    rows: int


@dataclass(frozen=True, slots=True)
class Result:
    """One KPI in one scope: a fraction for rates, seconds for durations, the project's currency for money."""

    kpi: str
    value: float | None
    missing: Missing | None = None
    bounds: tuple[float, float] | None = None  # unique people over several rows: lowest and highest possible
    unit: str = ""
    currency: str | None = None
    flags: tuple[str, ...] = ()  # sentences: the basis, coverage, what was left out, variants
    rows: int = 0
    sources: tuple[Source, ...] = ()
