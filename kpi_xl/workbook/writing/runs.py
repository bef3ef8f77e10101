"""Placeholders answered in text that is cut into runs of different formats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def answered_runs(runs: Sequence[str], answers: Mapping[str, str]) -> list[str]:
    """The runs with each placeholder answered in the run where it begins, however it is cut up."""
    whole = "".join(runs)
    ends = list(accumulate(len(run) for run in runs))
    starts = [end - len(run) for run, end in zip(runs, ends, strict=True)]
    pieces = [""] * len(runs)
    position = 0
    for match in _PLACEHOLDER.finditer(whole):
        answer = answers.get(match[1].strip())
        if answer is None:
            continue
        _keep(pieces, whole, (position, match.start()), starts, ends)
        pieces[_run_at(match.start(), ends)] += answer
        position = match.end()
    _keep(pieces, whole, (position, len(whole)), starts, ends)
    return pieces


def _keep(pieces: list[str], whole: str, span: tuple[int, int], starts: Sequence[int], ends: Sequence[int]) -> None:
    """Give each run its own part of the text that stands between placeholders."""
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        low, high = max(start, span[0]), min(end, span[1])
        if low < high:
            pieces[index] += whole[low:high]


def _run_at(position: int, ends: Sequence[int]) -> int:
    return next(index for index, end in enumerate(ends) if position < end)
