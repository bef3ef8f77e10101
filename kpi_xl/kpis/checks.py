"""What the world outside says that a definition has to come to, and what the product promises to cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

CoveredKind = Literal["kpi", "analysis", "practice"]


@dataclass(frozen=True, slots=True)
class OutsideCheck:
    """One outside source that a definition was held against.

    With `numbers`, as one types them after `kpi-xl calc` and the id or `asked`, the source prints the `answer` to them:
    a number, bounds `100..175`, or cells of a table as `z=1.98; p=0.047` (a row's number before a column's name:
    `2.share=0.4`). Without, `test` names the test that holds it.
    """

    source: str
    numbers: str = ""
    answer: str = ""
    tolerance: float = 1e-9
    test: str = ""
    asked: str = ""  # the method that gives the answer, where it is a part of the whole: wilson95


@dataclass(frozen=True, slots=True)
class Covered:
    """A KPI, an analysis or a practice that marketers ask for, and what was held against the outside world."""

    id: str
    kind: CoveredKind
    checks: tuple[OutsideCheck, ...] = ()
    done_by: tuple[str, ...] = ()  # the KPIs and analyses that do a practice; empty: the one of this id
    label: Mapping[str, str] = field(default_factory=dict[str, str])  # of practices; others have their own
