"""What a comparison may be said to show, and the columns that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kpi_xl import AnalysisColumn, Finding, Language, labels, texts_beside

Verdict = Literal["higher", "lower", "unclear", "few", ""]

ALPHA = 0.05

_SAY = texts_beside(__file__)

LOW = AnalysisColumn("low", labels("From", "Fra", "Från"), "percent")
HIGH = AnalysisColumn("high", labels("To", "Til", "Till"), "percent")
DIFFERENCE = AnalysisColumn("difference", labels("Difference", "Forskjell", "Skillnad"), "percent")
DIFFERENCE_LOW = AnalysisColumn(
    "difference_low", labels("Difference from", "Forskjell fra", "Skillnad från"), "percent"
)
DIFFERENCE_HIGH = AnalysisColumn(
    "difference_high", labels("Difference to", "Forskjell til", "Skillnad till"), "percent"
)
P = AnalysisColumn("p", labels("p value", "p-verdi", "p-värde"), "number")
P_ADJUSTED = AnalysisColumn("p_adjusted", labels("Adjusted p", "Justert p", "Justerat p"), "number")
VERDICT = AnalysisColumn("verdict", labels("Verdict", "Vurdering", "Bedömning"))


def verdict_of(difference: float, p: float | None, *, enough: bool) -> Verdict:
    """Nothing is said of few cases, nor of what chance alone might give."""
    if p is None or not enough:
        return "few"
    if p >= ALPHA:
        return "unclear"
    return "higher" if difference > 0 else "lower"


def verdict_word(verdict: Verdict, language: Language) -> str:
    return _SAY(verdict, language) if verdict else ""


def told_once(findings: Sequence[Finding], groups: int) -> Sequence[Finding]:
    """Of two groups what is said of one is said of the other; the first is enough."""
    return findings[:1] if groups == 2 else findings  # noqa: PLR2004 - as it says
