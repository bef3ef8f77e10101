"""What is wrong with a definition, each thing with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the KPI, the characters of its formula (from 0, end not included) and a sentence."""

    kpi: str
    at: int
    end: int
    text: str

    def __str__(self) -> str:
        return f"{self.kpi}, character {self.at + 1}: {self.text}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“ Did you mean …?” for a name that comes close, else nothing."""
    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f" Did you mean {close[0]}?" if close else ""
