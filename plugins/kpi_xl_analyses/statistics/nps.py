"""The net promoter score and how sure one is of it."""

from __future__ import annotations

from math import sqrt

from kpi_xl_analyses.statistics.intervals import CONFIDENCE, Interval, two_sided


def score_variance(promoters: float, detractors: float) -> float:
    """The variance of one answer counted +1, 0 or −1, given the two shares."""
    return promoters + detractors - (promoters - detractors) ** 2


def adjusted_wald(promoters: float, detractors: float, answers: float, confidence: float = CONFIDENCE) -> Interval:
    """The interval of the score as a fraction, with three answers added (MeasuringU)."""
    total = answers + 3
    for_it, against = (promoters + 0.75) / total, (detractors + 0.75) / total
    reach = two_sided(confidence) * sqrt(score_variance(for_it, against) / total)
    return Interval(for_it - against - reach, for_it - against + reach)
