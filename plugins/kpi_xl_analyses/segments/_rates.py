"""The table of one rate over several groups, each held against all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpi_xl import AnalysisColumn, Finding, format_number, format_percent, texts_beside
from kpi_xl_analyses._columns import (
    DIFFERENCE,
    DIFFERENCE_HIGH,
    DIFFERENCE_LOW,
    HIGH,
    LOW,
    P_ADJUSTED,
    VERDICT,
    Cells,
    P,
)
from kpi_xl_analyses._shares import Compared, cells
from kpi_xl_analyses._verdicts import told_once, verdict_word

if TYPE_CHECKING:
    from kpi_xl import Language

_SAY = texts_beside(__file__)


def rate_columns(
    group: AnalysisColumn, of: AnalysisColumn, hits: AnalysisColumn, rate: AnalysisColumn
) -> tuple[AnalysisColumn, ...]:
    return (group, of, hits, rate, LOW, HIGH, DIFFERENCE, DIFFERENCE_LOW, DIFFERENCE_HIGH, P, P_ADJUSTED, VERDICT)


def row_of(one: Compared, language: Language) -> Cells:
    return (one.name, one.part.of, one.part.hits, *cells(one), verdict_word(one.verdict, language))


def findings_of(
    found: Sequence[Compared], what: Mapping[str, str], base: Mapping[str, str], language: Language, advice: str = ""
) -> list[Finding]:
    """A sentence for each group that differs beyond chance, with its rate and that of the others."""
    every = sum(one.part.of for one in found)
    told: list[Finding] = []
    for at, one in enumerate(found):
        if one.verdict not in {"higher", "lower"} or one.against is None or one.rate is None:
            continue
        text = _SAY(
            "lower",
            language,
            name=one.name,
            what=what[language].lower(),
            rate=format_percent(one.rate, language, 2),
            rest=format_percent(one.rate - one.against.difference, language, 2),
            of=format_number(one.part.of, language),
            base=base[language].lower(),
        )
        importance = one.part.of / every * (1 - (one.p_adjusted or 0.0))
        told.append(Finding(text, importance, at, advice if one.verdict == "lower" else ""))
    return list(told_once(told, len(found)))
