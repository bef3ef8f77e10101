"""What to do next month: a step for what is under its target and for what was found, none of them told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.findings.sentences import findings
from kpi_xl.report.findings.watch import watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material


def decisions(material: Material, count: int) -> Sequence[str]:
    """«Besvart innen 1 time: 86 % av målet → Se når på døgnet …»; a target missed goes before a change.

    A calm word where there is nothing.
    """
    titles: dict[str, str] = {}
    for one in (*watch(material, count), *findings(material, count)):
        if one.advice and one.title:
            titles.setdefault(one.advice, one.title.rstrip("."))
    told = [material.language("advice.decision", title=title, advice=step) for step, title in titles.items()]
    return told[:count] or [material.language("advice.none")]
