"""What a KPI comes to: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

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


class Background(Protocol):
    """What is to be known of a number; worked out for those who ask, as most numbers are only looked at."""

    def flags(self) -> tuple[str, ...]:
        """Sentences on it."""
        ...

    def files(self) -> Mapping[str, int]:
        """How many rows of each imported file it was worked out from."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """The background of a number of which only sentences are known."""

    sentences: tuple[str, ...] = ()

    def flags(self) -> tuple[str, ...]:
        return self.sentences

    def files(self) -> Mapping[str, int]:
        return {}


@dataclass(frozen=True, slots=True)
class Result:
    """One KPI in one scope: a fraction for rates, seconds for durations, the project's currency for money."""

    kpi: str
    value: float | None
    missing: Missing | None = None
    bounds: tuple[float, float] | None = None  # unique people over several rows: lowest and highest possible
    unit: str = ""
    currency: str | None = None
    background: Background = field(default=Said(), repr=False, compare=False)

    @property
    def flags(self) -> tuple[str, ...]:
        """Sentences: the basis, coverage, what was left out, variants."""
        return self.background.flags()

    @property
    def rows(self) -> int:
        return sum(self.background.files().values())

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(Source(name, count) for name, count in sorted(self.background.files().items()))

    def told(self) -> dict[str, Any]:
        """All of it as plain values, for programs."""
        return {
            "kpi": self.kpi,
            "value": self.value,
            "missing": self.missing and asdict(self.missing),
            "bounds": self.bounds,
            "unit": self.unit,
            "currency": self.currency,
            "flags": self.flags,
            "rows": self.rows,
            "sources": tuple(asdict(source) for source in self.sources),
        }
