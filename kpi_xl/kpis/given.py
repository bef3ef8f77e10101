"""What is given by hand to a KPI or an analysis: `kpi-xl calc ab_test a=144/1200 b=192/1200`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

GivenValue = float | str | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that is given by hand: one number, a part of a whole as `144/1200`, a list `1,2,3`, or a word."""

    name: str
    kind: Literal["number", "part", "numbers", "text"]  # a part arrives as (144.0, 1200.0)
    label: Mapping[str, str]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What was given by hand: the arguments by name, and the rows of a CSV file as texts by their column."""

    values: Mapping[str, GivenValue]
    rows: Sequence[Mapping[str, str]] = ()
