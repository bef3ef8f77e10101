"""Rates of small groups drawn towards the mean of all, so that none wins by chance (empirical Bayes)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a rate before it is looked at: events and people, as if seen already."""

    events: float
    seen: float

    def fair(self, events: float, seen: float) -> float:
        """The rate once these have been seen, too."""
        return (events + self.events) / (seen + self.seen)


def prior_of(groups: int, events: float, seen: float, seen_squared: float, squared_over_seen: float) -> Prior:
    """The gamma prior that the groups' own spread gives, by its moments.

    Wide if rates differ beyond chance, else almost only the mean. The last two are Σ seen² and Σ events²/seen.
    """
    mean = events / seen
    spread = squared_over_seen - mean * events - (groups - 1) * mean
    weight = seen - seen_squared / seen
    variance = spread / weight if weight > 0 else 0.0
    strength = mean / variance if variance > 0 else seen
    return Prior(mean * strength, strength)
