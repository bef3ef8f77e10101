"""Formulas cut into tokens, each only once: the same text stands in many cells, and is looked at for many reasons."""

from __future__ import annotations

from functools import lru_cache

from kpi_xl.workbook.calc.tokens import Token, tokens


@lru_cache(maxsize=16_384)
def pieces_of(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula; `Stop` is raised where it cannot be read."""
    return tuple(tokens(formula))
