"""How far a target has been reached, and where it will be when its period ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kpi_xl import Kpi, Period
from kpi_xl_analyses.statistics.intervals import Interval, two_sided
from kpi_xl_analyses.tracking._pace import Pace

Status = Literal["reached", "ahead", "on_track", "behind", "missed", "unclear", "none"]

_CONFIDENCE = 0.8
_EARLY = 0.1  # of the period; before that a pace says nothing
_NEAR = 0.02  # of the target: what is closer is on it


@dataclass(frozen=True, slots=True)
class Target:
    kpi: Kpi
    scope: str
    owner: str
    period: Period
    value: float


@dataclass(frozen=True, slots=True)
class Progress:
    """A target with what there is of it by now."""

    target: Target
    actual: float | None
    is_over: bool
    complete: bool = False  # whether all days up to now are covered
    pace: Pace | None = None  # of figures that add up, while the period runs

    @property
    def lower_is_better(self) -> bool:
        return self.target.kpi.better == "lower"

    @property
    def projected(self) -> float | None:
        if self.actual is None:
            return None
        if self.pace is None:
            return self.actual
        return self.actual / self.pace.elapsed if self.pace.elapsed > 0 else None

    @property
    def interval(self) -> Interval | None:
        if self.projected is None or self.actual is None or self.pace is None or self.pace.deviation is None:
            return None
        reach = two_sided(_CONFIDENCE) * self.pace.deviation * self.projected
        return Interval(max(self.actual, self.projected - reach), self.projected + reach)

    @property
    def attainment(self) -> float | None:
        """How much of the target is there; of what is to be low, how far below or above it lies."""
        if self.actual is None or not self.target.value or (self.lower_is_better and not self.actual):
            return None
        return self.target.value / self.actual if self.lower_is_better else self.actual / self.target.value

    @property
    def status(self) -> Status:
        if self.actual is None:
            return "none"
        if self.is_over:
            return "reached" if self._meets(self.actual) else "missed"
        if self.pace is None:
            return "on_track" if self._meets(self.actual) else "behind"
        if not self.lower_is_better and self.actual >= self.target.value:
            return "reached"
        return self._heading()

    def _heading(self) -> Status:
        if self.pace is None or self.interval is None or self.projected is None or self.pace.elapsed < _EARLY:
            return "unclear"
        if abs(self.projected - self.target.value) <= _NEAR * abs(self.target.value):
            return "on_track"
        if self.interval.holds(self.target.value):
            return "on_track" if self._meets(self.projected) else "unclear"
        return "ahead" if self._meets(self.projected) else "behind"

    def _meets(self, value: float) -> bool:
        return value <= self.target.value if self.lower_is_better else value >= self.target.value
