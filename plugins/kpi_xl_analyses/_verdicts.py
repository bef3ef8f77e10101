"""What a comparison may be said to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kpi_xl import Finding, Language, texts_beside

Verdict = Literal["higher", "lower", "unclear", "few", ""]

ALPHA = 0.05

_SAY = texts_beside(__file__)


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
